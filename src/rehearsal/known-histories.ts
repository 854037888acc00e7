/**
 * What was done to people so far, read of each once and then carried along: in a store that nobody else writes to, only decisions and the gate
 * add to it. After whatever else happens to a person, or to their account, it is read anew.
 */
import { countsAsTouch, rings } from '../core/counts.ts';
import type { Decision, RecordedTouch } from '../core/decide/decision.ts';
import type { Guard } from '../core/guard.ts';
import type { Prospect } from '../core/prospect.ts';
import { enrollmentOfTouch, type PlannedTouch } from '../core/touch.ts';
import type { EngineStore, History, StoredMessage, TouchRecord } from '../ports/engine-store.ts';

/** By enrollment: a touch of one counts for all of the person's. */
type OfPerson = Map<string, History>;

export class KnownHistories {
  readonly #store: Pick<EngineStore, 'history'>;
  readonly #people = new Map<
    string,
    { readonly accountId: string | null; readonly of: OfPerson }
  >();
  /** By enrollment. */
  readonly #personOf = new Map<string, string>();

  constructor(store: Pick<EngineStore, 'history'>) {
    this.#store = store;
  }

  async of(
    enrollmentId: string,
    { id, accountId }: Pick<Prospect, 'id' | 'accountId'>,
    countedSinceMs: number,
  ): Promise<History> {
    const known = this.#people.get(id)?.of.get(enrollmentId);
    const history = known ?? (await this.#store.history(enrollmentId, -Infinity));
    // What a rep has approved is of one step only.
    if (known === undefined && history.approved === null) {
      const person = this.#people.get(id) ?? { accountId, of: new Map() };
      person.of.set(enrollmentId, history);
      this.#people.set(id, person);
      this.#personOf.set(enrollmentId, id);
    }
    const isAsked = (atMs: number): boolean => atMs >= countedSinceMs;
    return {
      ...history,
      countedAtMs: history.countedAtMs.filter(isAsked),
      rangAtMs: history.rangAtMs.filter(isAsked),
    };
  }

  /** The gate has opened for a touch. */
  opened({ touchId, mailbox, nowMs }: Guard, message: StoredMessage): void {
    const { messageId, references, subject, to } = message;
    const left = { messageId, references, subject, to, atMs: nowMs, status: 'sending' } as const;
    const prospectId = this.#personOf.get(enrollmentOfTouch(touchId)) ?? '';
    const rang = this.#rings(prospectId, touchId) ? [nowMs] : [];
    this.#change(prospectId, (history) => ({
      ...history,
      rangAtMs: [...history.rangAtMs, ...rang],
      touches: history.touches.map((each) =>
        each.id === touchId ? { ...each, ...left, attempts: each.attempts + 1 } : each,
      ),
      countedAtMs: [...history.countedAtMs, nowMs],
      personOpened: history.personOpened + 1,
      mailboxes: [...new Set([...history.mailboxes, mailbox])],
    }));
  }

  decided(decision: Decision): void {
    const { next, plannedTouches, recordedTouches, touchChanges } = decision;
    if (isOdd(decision)) return this.forget(next.prospectId);
    const added = [...plannedTouches.map(plannedRecord), ...recordedTouches.map(doneRecord)];
    if (added.length + touchChanges.length === 0) return;
    const countedAtMs = recordedTouches.filter(counts).map((touch) => touch.plannedAtMs);
    const rang = recordedTouches.filter(({ channel }) => rings(channel));
    const rangAtMs = rang.map((touch) => touch.plannedAtMs);
    this.#change(next.prospectId, (history, enrollmentId) => {
      const counted = {
        ...history,
        countedAtMs: [...history.countedAtMs, ...countedAtMs],
        rangAtMs: [...history.rangAtMs, ...rangAtMs],
      };
      if (enrollmentId !== next.id) return counted;
      const touches = history.touches.map((each) => {
        const change = touchChanges.find(({ touchId }) => touchId === each.id);
        return change === undefined ? each : { ...each, status: change.to, detail: change.detail };
      });
      return comeAfter(touches, added) ? { ...counted, touches: [...touches, ...added] } : null;
    });
  }

  /** Something happened to the person that no decision says. */
  forget(prospectId: string): void {
    this.#people.delete(prospectId);
  }

  /** Something happened that colleagues are asked about as well. */
  forgetAccount(accountId: string): void {
    for (const [id, person] of this.#people) if (person.accountId === accountId) this.forget(id);
  }

  #rings(prospectId: string, touchId: string): boolean {
    const histories = [...(this.#people.get(prospectId)?.of.values() ?? [])];
    const touch = histories.flatMap(({ touches }) => touches).find(({ id }) => id === touchId);
    return rings(touch?.channel ?? null);
  }

  /** @param change  `null`: it is read anew. */
  #change(
    prospectId: string,
    change: (history: History, enrollmentId: string) => History | null,
  ): void {
    const known = this.#people.get(prospectId)?.of ?? new Map<string, History>();
    for (const [enrollmentId, history] of known) {
      const changed = change(history, enrollmentId);
      if (changed === null) known.delete(enrollmentId);
      else known.set(enrollmentId, changed);
    }
  }
}

/** A touch did not leave as it should, a rep has gone over a draft, or the decision is about more than the enrollment. */
function isOdd({ touchChanges, closedTasks, raisedSignals, moved }: Decision): boolean {
  return (
    touchChanges.some(({ to }) => to !== 'sent') ||
    closedTasks.some(({ taskId }) => taskId.endsWith('.review')) ||
    raisedSignals.length > 0 ||
    moved !== null
  );
}

/** Whether they stand behind the others, by when they were planned. The store knows the order of two at one instant, and keeps one of two of a visit. */
function comeAfter(touches: readonly TouchRecord[], added: readonly TouchRecord[]): boolean {
  const lastMs = touches.at(-1)?.notBeforeMs ?? -Infinity;
  const isNew = ({ id }: TouchRecord): boolean => touches.every((each) => each.id !== id);
  return added.length < 2 && added.every((each) => each.notBeforeMs > lastMs && isNew(each));
}

const counts = ({ channel, action, outcome }: RecordedTouch): boolean =>
  countsAsTouch(channel, action, outcome);

function plannedRecord(touch: PlannedTouch): TouchRecord {
  const { id, enrollmentId, step, visit, channel, mailbox, template, notBeforeMs } = touch;
  return {
    id,
    enrollmentId,
    step,
    visit,
    channel,
    mailbox,
    template,
    notBeforeMs,
    status: 'planned',
    messageId: null,
    serverMessageId: null,
    references: [],
    subject: null,
    to: null,
    atMs: null,
    attempts: 0,
    outcome: null,
    detail: null,
  };
}

/** By a rep: there is no mailbox. */
function doneRecord(touch: RecordedTouch): TouchRecord {
  return {
    ...plannedRecord(touch),
    mailbox: null,
    status: 'sent',
    atMs: touch.plannedAtMs,
    attempts: 1,
    outcome: touch.outcome,
  };
}
