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
import { WaitingLine, type Place } from './waiting-line.ts';

type Stores = Pick<OpenStores, 'engine' | 'enrollments' | 'suppressions'>;

export class KnownDues {
  readonly #stores: Stores;
  readonly #lanes: readonly string[];
  readonly #line = new WaitingLine();
  readonly #deferrals: Deferrals;
  /** Enrollments of a person of whom something is known. */
  readonly #ofPerson = new Map<string, Set<string>>();
  /** Whether the line is that of the store. */
  #isRead = false;
  /** Of the suppression list; `null`: it has changed. */
  #epoch: number | null = null;

  /** @param lanes  Those in which somebody may ever wait. */
  constructor(stores: Stores, lanes: readonly string[]) {
    this.#stores = stores;
    this.#lanes = lanes;
    this.#deferrals = new Deferrals(stores.engine);
  }

  async due(lane: string, nowMs: number, most: number): Promise<readonly Due[]> {
    await this.#read();
    const dues: Due[] = [];
    for (const place of this.#line.due(lane, nowMs, most)) {
      const due = this.#knownAt(place) ?? (await this.load(place.id));
      if (due !== null) dues.push(due);
    }
    return dues;
  }

  async load(id: string): Promise<Due | null> {
    const place = this.#line.placeOf(id);
    const known = place === null ? null : this.#knownAt(place);
    if (known !== null) return known;
    await this.#deferrals.write(id);
    const due = await this.#stores.engine.load(id);
    if (due === null) return null;
    this.#epoch = due.suppressionEpoch;
    this.#remember(due);
    // Its place in the line is known by the decision that gave it.
    if (place !== null) place.due = due;
    return due;
  }

  /** Epoch ms; `Infinity`: nobody waits there. */
  async nextMs(lane: string): Promise<number> {
    await this.#read();
    return this.#line.nextMs(lane);
  }

  async commitAll(decisions: readonly Decision[]): Promise<readonly CommitResult[]> {
    const written = await this.#deferrals.commitAll(decisions, (decision) =>
      this.#isCurrent(decision),
    );
    for (const [index, decision] of decisions.entries()) {
      if (written[index] !== 'committed') continue;
      this.#decided(decision);
      if (decision.begun.length > 0) await this.#begin(decision);
    }
    return written;
  }

  /** From now on the store knows all that happened. */
  async write(): Promise<void> {
    await this.#deferrals.writeAll();
  }

  /** Something happened to the person. */
  changed(prospectId: string): void {
    for (const id of this.#ofPerson.get(prospectId) ?? []) {
      const place = this.#line.placeOf(id);
      if (place !== null) place.due = null;
    }
  }

  /** The list has grown by these: whom none of them binds is as free as before. */
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
        const wake = atMs === null ? null : ({ atMs, lane, rank: sentCount > 0 ? 0 : 1 } as const);
        this.#epoch = due.suppressionEpoch;
        this.#remember(due);
        this.#line.put(id, wake, due);
      }
    }
  }

  #decided(decision: Decision): void {
    const { next, wake } = decision;
    const known = this.#line.placeOf(next.id)?.due ?? null;
    const isSame = known !== null && isOnlyMoved(decision);
    this.#line.put(next.id, wake, isSame ? { ...known, enrollment: next } : null);
    if (!isSame) this.changed(next.prospectId);
  }

  /** Only the store knows their ids. */
  async #begin({ next, begun }: Decision): Promise<void> {
    const standing = await this.#stores.enrollments.ofPerson(next.prospectId);
    for (const { enrollment, wake } of begun) {
      const begins = standing.findLast(({ sequence }) => sequence === enrollment.sequence);
      if (begins !== undefined) this.#line.put(begins.id, wake, null);
    }
  }

  #isCurrent({ next, expectedRevision }: Decision): boolean {
    return this.#line.placeOf(next.id)?.due?.enrollment.revision === expectedRevision;
  }

  #knownAt(place: Place): Due | null {
    const { due } = place;
    if (due === null || this.#epoch === null) return null;
    if (due.suppressionEpoch === this.#epoch) return due;
    return (place.due = { ...due, suppressionEpoch: this.#epoch });
  }

  #remember({ enrollment: { id, prospectId } }: Due): void {
    const ids = this.#ofPerson.get(prospectId);
    if (ids === undefined) this.#ofPerson.set(prospectId, new Set([id]));
    else ids.add(id);
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
