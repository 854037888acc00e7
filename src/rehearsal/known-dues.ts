/**
 * Answers from memory who is due. A mailbox with a backlog asks for the same people again and again, and in a store that nobody else writes to,
 * what was read of somebody holds until something happens to them.
 */
import type { Decision } from '../core/decide/decision.ts';
import { wakeAtMs } from '../core/decide/wake.ts';
import type { NewSuppression } from '../core/person-effects.ts';
import type { CommitResult, Due } from '../ports/engine-store.ts';
import type { OpenStores } from '../ports/stores.ts';
import { Deferrals } from './deferrals.ts';
import { WaitingLine } from './waiting-line.ts';

type Stores = Pick<OpenStores, 'engine' | 'enrollments' | 'suppressions'>;

export class KnownDues {
  readonly #stores: Stores;
  readonly #lanes: readonly string[];
  readonly #line = new WaitingLine();
  readonly #deferrals: Deferrals;
  /** By person, then by enrollment. */
  readonly #known = new Map<string, Map<string, Due>>();
  readonly #personOf = new Map<string, string>();
  /** Whether the line is that of the store. */
  #isRead = false;
  /** Of the suppression list; `null`: it has changed. */
  #epoch: number | null = null;

  /** @param lanes  Those in which somebody may ever wait. */
  constructor(stores: Stores, lanes: readonly string[]) {
    this.#stores = stores;
    this.#deferrals = new Deferrals(stores.engine);
    this.#lanes = lanes;
  }

  async due(lane: string, nowMs: number, most: number): Promise<readonly Due[]> {
    await this.#read();
    const dues: Due[] = [];
    for (const id of this.#line.due(lane, nowMs, most)) {
      const due = this.#knownOf(id) ?? (await this.load(id));
      if (due !== null) dues.push(due);
    }
    return dues;
  }

  async load(id: string): Promise<Due | null> {
    const known = this.#knownOf(id);
    if (known !== null) return known;
    await this.#deferrals.write(id);
    const due = await this.#stores.engine.load(id);
    if (due !== null) this.#keep(due);
    return due;
  }

  /** Epoch ms; `Infinity`: nobody waits there. */
  async nextMs(lane: string): Promise<number> {
    await this.#read();
    return this.#line.nextMs(lane);
  }

  async commitAll(decisions: readonly Decision[]): Promise<readonly CommitResult[]> {
    const written = await this.#deferrals.commitAll(
      decisions,
      ({ next, expectedRevision }) =>
        this.#knownOf(next.id)?.enrollment.revision === expectedRevision,
    );
    for (const [index, decision] of decisions.entries()) {
      if (written[index] === 'committed') await this.#decided(decision);
    }
    return written;
  }

  /** The store knows all that happened. */
  async write(): Promise<void> {
    await this.#deferrals.writeAll();
  }

  async #decided(decision: Decision): Promise<void> {
    const { next, wake, begun } = decision;
    this.#line.put(next.id, wake);
    const known = this.#knownOf(next.id);
    if (known !== null && isOnlyMoved(decision)) this.#keep({ ...known, enrollment: next });
    else this.changed(next.prospectId);
    if (begun.length === 0) return;
    const standing = await this.#stores.enrollments.ofPerson(next.prospectId);
    for (const each of begun) {
      const begins = standing.findLast(({ sequence }) => sequence === each.enrollment.sequence);
      if (begins !== undefined) this.#line.put(begins.id, each.wake);
    }
  }

  /** Something happened to the person. */
  changed(prospectId: string): void {
    this.#known.delete(prospectId);
  }

  /** It has grown by these: whom none of them binds is as free as before. */
  async suppressed(added: readonly NewSuppression[]): Promise<void> {
    if (added.length === 0) return;
    this.#epoch = null;
    const bound = await this.#stores.suppressions.bound(added);
    for (const prospectId of bound.keys()) this.changed(prospectId);
  }

  /** People were enrolled. */
  forget(): void {
    this.#isRead = false;
  }

  async #read(): Promise<void> {
    if (this.#isRead) return;
    await this.#deferrals.writeAll();
    this.#isRead = true;
    this.#line.clear();
    for (const lane of this.#lanes) {
      for (const due of await this.#stores.engine.due(lane, EVER, EVER)) {
        const { id, sentCount } = due.enrollment;
        const atMs = wakeAtMs(due.enrollment);
        this.#line.put(id, atMs === null ? null : { atMs, lane, rank: sentCount > 0 ? 0 : 1 });
        this.#keep(due);
      }
    }
  }

  #knownOf(id: string): Due | null {
    const due = this.#known.get(this.#personOf.get(id) ?? '')?.get(id);
    return due === undefined || this.#epoch === null
      ? null
      : due.suppressionEpoch === this.#epoch
        ? due
        : { ...due, suppressionEpoch: this.#epoch };
  }

  #keep(due: Due): void {
    const { id, prospectId } = due.enrollment;
    this.#epoch = due.suppressionEpoch;
    this.#personOf.set(id, prospectId);
    const ofPerson = this.#known.get(prospectId) ?? new Map<string, Due>();
    this.#known.set(prospectId, ofPerson.set(id, due));
  }
}

/** Later than anything, and more than anybody. */
const EVER = Number.MAX_SAFE_INTEGER;

/** It is about the enrollment alone: the person and what waits to be applied to them are as they were. */
function isOnlyMoved(decision: Decision): boolean {
  return (
    decision.appliedSignalIds.length === 0 &&
    decision.raisedSignals.length === 0 &&
    decision.badAddresses.length === 0 &&
    decision.noted.length === 0 &&
    decision.moved === null
  );
}
