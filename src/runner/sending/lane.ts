/** Works one mailbox: what was planned before, then what is due, as far as budget, window and freshness allow. */
import PQueue from 'p-queue';
import type { MailboxGuard } from '../../core/budget.ts';
import { evaluate } from '../../core/condition.ts';
import type { DecideContext } from '../../core/decide/context.ts';
import type { EngineEvent } from '../../core/decide/decide.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import { addressOn } from '../../core/person/prospect.ts';
import { stepOf, type Sequence, type Step } from '../../core/sequence.ts';
import type { Due, PlannedSend } from '../../ports/engine-store.ts';
import type { SourceRecord } from '../../ports/runner-state.ts';
import { applyEvent } from '../deciding/apply.ts';
import { putOffByWindow } from './put-off.ts';
import { shielded } from '../shield.ts';
import { prepare, type Moment } from '../deciding/context.ts';
import { attempt, resendable, settle, type Attempted, type Sendable } from './dispatch.ts';
import type { Ears } from '../hearing/ears.ts';
import type { Engine } from '../engine.ts';
import { dayOf, laneVerdict, type LaneRule, type LaneVerdict } from './lane-verdict.ts';
import { countDecision, countSent, type RunReport } from '../report.ts';
import type { LineSettings } from '../settings.ts';

/** So many are read ahead of the connections, so that none waits for a read. */
export const READ_AHEAD = 100;
/**
 * People in hand for each connection: one on the wire, the others being decided or written down, so that no connection waits for the disk
 * and many commits share one sync.
 */
const IN_HAND = 8;
/** Of one mailbox in one pass: each is a question to its server for every folder. */
const LOOKS_MOST = 20;

export interface Stop {
  /** No new gates. */
  readonly soon: AbortSignal;
  /** What is on the wire is given up. */
  readonly now: AbortSignal;
}

/** What the lanes of one tick share. */
export interface Pass {
  readonly moment: () => Moment;
  readonly report: RunReport;
  readonly stop: Stop;
  readonly isOver: () => boolean;
  readonly ears: Pick<Ears, 'hearPerson'>;
}

/** Returns whether anything moved, so that a run can drain until nothing does. */
export function workLane(engine: Engine, mailbox: LineSettings, pass: Pass): Promise<boolean> {
  return new Lane(engine, mailbox, pass).work(pass.isOver);
}

class Lane {
  readonly #engine: Engine;
  readonly #mailbox: LineSettings;
  readonly #moment: () => Moment;
  readonly #report: RunReport;
  readonly #stop: Stop;
  readonly #ears: Pass['ears'];
  readonly #queue: PQueue;
  /** From the gate to the server's answer: as many as there are connections. */
  readonly #wire: PQueue;
  /** Enrollments that this pass has in hand, or whose gate stayed shut: not looked at again before the next pass. */
  readonly #taken = new Set<string>();
  #hasMoved = false;
  /** Where a window has just shut on one person, it has on many behind them: so many are looked at together. */
  #looksAt = 1;
  /** What one person's shield could not hold: the store failed, or only a person can mend it. It ends the pass. */
  readonly #failures: unknown[] = [];

  constructor(engine: Engine, mailbox: LineSettings, { moment, report, stop, ears }: Pass) {
    this.#engine = engine;
    this.#mailbox = mailbox;
    this.#moment = moment;
    this.#report = report;
    this.#stop = stop;
    this.#ears = ears;
    this.#queue = new PQueue({ concurrency: inHand(mailbox) });
    this.#wire = new PQueue({ concurrency: mailbox.connections });
  }

  async work(isOver: () => boolean): Promise<boolean> {
    // What is on the wire comes to its end first, whatever failed meanwhile.
    const shutBy = await this.#workOff(isOver).catch((cause: unknown) => {
      this.#failures.push(cause);
      return null;
    });
    await this.#queue.onIdle();
    if (this.#failures.length > 0) throw this.#failures[0];
    // Not while answers may have come that nobody heard: a condition may ask for them.
    if (shutBy !== null && shutBy !== 'stale_inbox') await this.#skipWhatIsFalse();
    return this.#hasMoved;
  }

  /** @returns What shut the mailbox; `null`: nobody is left, or it was told to end. */
  async #workOff(isOver: () => boolean): Promise<LaneRule | null> {
    while (!isOver() && !this.#stop.soon.aborted && this.#failures.length === 0) {
      const budget = await this.#budget();
      if (!budget.open && budget.rule === 'stale_inbox') await this.#workByLooking();
      if (!budget.open) return budget.rule;
      const most = Math.min(
        READ_AHEAD,
        budget.slotsLeft,
        this.#mailbox.limits.gapMs[1] > 0 ? 1 : READ_AHEAD,
      );
      const started =
        (await this.#resume(budget.guard, most)) || (await this.#begin(budget.guard, most));
      if (!started) return null;
    }
    return null;
  }

  /** The inbox was not read to its end: whoever is next in line is asked for alone. */
  async #workByLooking(): Promise<void> {
    const { nowMs } = this.#moment();
    if (this.#engine.sources.get(this.#mailbox.source ?? '')?.look === undefined) return;
    const budget = await this.#budget({ heardAtMs: nowMs, failure: null });
    if (!budget.open) return;
    const { guard, slotsLeft } = budget;
    const most = this.#mailbox.limits.gapMs[1] > 0 ? 1 : Math.min(LOOKS_MOST, slotsLeft);
    const planned = await this.#engine.store.plannedSends(this.#mailbox.id, nowMs, most);
    const due = await this.#engine.store.due(this.#mailbox.id, nowMs, most);
    const works = [
      ...planned.map((one) => ({ one, doIt: () => this.#again(one, guard) })),
      ...due.map((one) => ({ one, doIt: () => this.#step(one, guard) })),
    ];
    for (const { one, doIt } of works.slice(0, most)) {
      if (!(await this.#ears.hearPerson(one, nowMs, this.#report, this.#stop.soon))) return;
      this.#taken.add(one.enrollment.id);
      await this.#guarded(one, doIt);
    }
  }

  /** @param asHeard  How the source is heard, if not as it is stored. */
  async #budget(asHeard: SourceRecord | null = null): Promise<LaneVerdict> {
    const { nowMs } = this.#moment();
    const { state, settings } = this.#engine;
    const record = await state.mailbox(this.#mailbox.id, dayOf(this.#mailbox, nowMs));
    const source = asHeard ?? (await state.heard()).get(this.#mailbox.source ?? '') ?? null;
    const verdict = laneVerdict(
      this.#mailbox,
      { record, source, maxInboxAgeMs: settings.maxInboxAgeMs },
      nowMs,
    );
    // What waits for a connection was not counted by the gate yet.
    if (!verdict.open) return verdict;
    const waiting = this.#queue.size + this.#queue.pending;
    return { ...verdict, slotsLeft: Math.max(0, verdict.slotsLeft - waiting) };
  }

  /** A step whose condition is false needs no mailbox: no cap and no gap holds up the skip. Looks at those who are next in line. */
  async #skipWhatIsFalse(): Promise<void> {
    const { store } = this.#engine;
    const due = await store.due(this.#mailbox.id, this.#moment().nowMs, READ_AHEAD);
    for (const each of due) {
      if (this.#hasCondition(each)) await this.#guarded(each, (one) => this.#skipIfFalse(one));
    }
  }

  /** `true` as well while the version was not read yet. */
  #hasCondition({ enrollment }: Due): boolean {
    const version = this.#engine.versions.known(enrollment.version);
    return version === null || conditionAt(version.sequence, enrollment) !== null;
  }

  async #skipIfFalse(due: Due): Promise<void> {
    const { sequence } = await this.#engine.versions.of(due.enrollment.version);
    const condition = conditionAt(sequence, due.enrollment);
    if (condition === null) return;
    const moment = this.#moment();
    if (await this.#engine.isStillTrue?.(due, condition, moment.nowMs)) return;
    const { context } = await prepare(this.#engine, due, moment);
    if (evaluate(condition, context.facts).value !== false) return;
    const applied = await applyEvent(this.#engine, due, { kind: 'clock' }, moment);
    this.#hasMoved ||= applied !== null;
  }

  /** Touches that were planned in an earlier tick. */
  async #resume(guard: MailboxGuard, most: number): Promise<boolean> {
    const planned = await this.#engine.store.plannedSends(
      this.#mailbox.id,
      this.#moment().nowMs,
      most + this.#taken.size,
    );
    const fresh = planned.filter((each) => !this.#taken.has(each.enrollment.id)).slice(0, most);
    return this.#hand(fresh, (each) => this.#again(each, guard));
  }

  /** Steps that are due now. Whose window is shut stands in nobody's way: they are put off together. */
  async #begin(guard: MailboxGuard, most: number): Promise<boolean> {
    const due = await this.#engine.store.due(
      this.#mailbox.id,
      this.#moment().nowMs,
      Math.max(most, this.#looksAt) + this.#taken.size,
    );
    const fresh = due.filter((each) => !this.#taken.has(each.enrollment.id));
    const { committed, others } = await putOffByWindow(this.#engine, fresh, this.#moment(), most);
    this.#looksAt = committed.length > 0 ? READ_AHEAD : 1;
    this.#hasMoved ||= committed.length > 0;
    if (committed.length > 0 && others.length === 0) return true;
    return this.#hand(others, (each) => this.#step(each, guard));
  }

  /** Hands work to the connections and waits until they want more. */
  async #hand<Work extends Due>(
    works: readonly Work[],
    doIt: (work: Work) => Promise<void>,
  ): Promise<boolean> {
    for (const work of works) {
      this.#taken.add(work.enrollment.id);
      this.#queue.add(() => this.#guarded(work, doIt)).catch((cause) => this.#failures.push(cause));
    }
    if (works.length === 0) {
      // Nothing more to hand out; what is running may make something due.
      const wasBusy = this.#queue.pending > 0;
      await this.#queue.onIdle();
      return wasBusy;
    }
    if (this.#mailbox.limits.gapMs[1] > 0) await this.#queue.onIdle();
    else await this.#queue.onSizeLessThan(this.#mailbox.connections);
    return true;
  }

  async #guarded<Work extends Due>(work: Work, doIt: (work: Work) => Promise<void>): Promise<void> {
    if (this.#stop.soon.aborted || this.#failures.length > 0) return;
    await shielded(this.#engine, this.#report, work, this.#moment, () => doIt(work));
  }

  async #step(due: Due, guard: MailboxGuard): Promise<void> {
    const applied = await applyEvent(this.#engine, due, { kind: 'clock' }, this.#moment());
    if (applied === null) return;
    this.#hasMoved = true;
    countDecision(this.#report, applied.decision);
    const touch = applied.decision.plannedTouches[0];
    if (
      touch === undefined ||
      applied.prepared.message === null ||
      applied.prepared.history === null
    ) {
      // It moved on (skipped, deferred, held): it may be due again in this pass.
      if (applied.decision.wake !== null) this.#taken.delete(due.enrollment.id);
      return;
    }
    await this.#send(
      {
        due: applied.due,
        touchId: touch.id,
        step: touch.step,
        channel: touch.channel,
        line: touch.mailbox,
        attemptsBefore: 0,
        firstAttemptAtMs: null,
        message: applied.prepared.message,
        history: applied.prepared.history,
      },
      guard,
    );
  }

  async #again(planned: PlannedSend, guard: MailboxGuard): Promise<void> {
    const moment = this.#moment();
    const { history, context, message: fresh } = await prepare(this.#engine, planned, moment);
    if (history === null) return;
    // Rendered once: only a runner that died before the gate leaves a touch without bytes.
    const message = planned.message ?? fresh;
    const isSendable = message?.to === reachedAt(planned, context);
    if (
      message !== null &&
      isSendable &&
      planned.suppressedBy === null &&
      context.law?.verdict !== 'hold' &&
      context.personBudget === null
    ) {
      await this.#send(resendable(planned, message, history), guard);
      return;
    }
    await applyEvent(this.#engine, planned, whyNotAgain(planned, context, isSendable), moment);
    this.#hasMoved = true;
  }

  async #send(sendable: Sendable, guard: MailboxGuard): Promise<void> {
    const attempted = await this.#wire.add(() => this.#attempt(sendable, guard));
    if (attempted.gate === 'shut') {
      this.#hasMoved ||= attempted.because === 'withdrawn';
      return this.#sendOnceHeard(sendable, guard, attempted.because);
    }
    await this.#note(sendable, attempted);
  }

  /** Another inbox, where the answer may come as well, was not read to its end. */
  async #sendOnceHeard(sendable: Sendable, guard: MailboxGuard, because: string): Promise<void> {
    if (because !== 'source_stale') return;
    const { nowMs } = this.#moment();
    const isHeard = await this.#ears.hearPerson(sendable.due, nowMs, this.#report, this.#stop.soon);
    if (!isHeard) return;
    const attempted = await this.#wire.add(() => this.#attempt(sendable, guard));
    if (attempted.gate === 'open') await this.#note(sendable, attempted);
  }

  async #note(sendable: Sendable, attempted: Extract<Attempted, { gate: 'open' }>): Promise<void> {
    const settled = await settle(this.#engine, sendable, attempted);
    this.#hasMoved = true;
    this.#taken.delete(sendable.due.enrollment.id);
    tell(this.#report, sendable, attempted, settled?.decision.next.reason === 'failed');
  }

  async #attempt(sendable: Sendable, guard: MailboxGuard): Promise<Attempted> {
    if (this.#stop.soon.aborted) return { gate: 'shut', because: 'stopping' };
    const moment = this.#moment();
    // The mailbox's midnight came while it waited for a connection: the new day's numbers are read first.
    if (dayOf(this.#mailbox, moment.nowMs) !== guard.localDay) {
      return { gate: 'shut', because: 'another_day' };
    }
    return attempt(this.#engine, sendable, guard, moment, this.#stop.now);
  }
}

/** With a gap between messages one at a time is enough. */
function inHand({ connections, limits, isInOrder }: LineSettings): number {
  if (isInOrder === true) return 1;
  return limits.gapMs[1] > 0 ? connections : connections * IN_HAND;
}

export function conditionAt(
  sequence: Sequence,
  { cursor }: Pick<Enrollment, 'cursor'>,
): Step['condition'] {
  return stepOf(sequence, cursor)?.condition ?? null;
}

/** `null`: nowhere now. */
function reachedAt({ touch, prospect }: PlannedSend, { gateway }: DecideContext): string | null {
  if (touch.channel === 'email') return addressOn(prospect, 'email');
  return gateway?.id === touch.mailbox ? (gateway?.to ?? null) : null;
}

/** What became of a planned touch between its planning and now. */
function whyNotAgain(
  planned: PlannedSend,
  context: DecideContext,
  isSendable: boolean,
): EngineEvent {
  const touchId = planned.touch.id;
  if (planned.suppressedBy !== null) return { kind: 'clock' };
  if (!isSendable) return { kind: 'touch_withdrawn', touchId, because: 'the person changed' };
  if (context.law?.verdict === 'hold') return { kind: 'clock' };
  const { clearsAtMs: notBeforeMs, rule } = context.personBudget ?? {
    clearsAtMs: context.nowMs,
    rule: 'max_touches',
  };
  return { kind: 'touch_postponed', touchId, notBeforeMs, rule };
}

function tell(
  report: RunReport,
  sendable: Sendable,
  { outcome }: Extract<Attempted, { gate: 'open' }>,
  isGivenUp: boolean,
): void {
  report.touches.push({
    touch: sendable.touchId,
    prospect: sendable.due.prospect.id,
    step: sendable.step,
    channel: sendable.channel,
    outcome: outcome.kind,
  });
  switch (outcome.kind) {
    case 'sent':
      countSent(report, sendable.channel);
      return;
    case 'deferred':
    case 'not_sent':
      if (isGivenUp) countUnreached(report, sendable);
      else report.deferred += 1;
      return;
    case 'uncertain':
      report.uncertain += 1;
      return;
    case 'refused':
      // A mailbox that the server turns away rests, and `status` says so.
      if (outcome.blame === 'mailbox') report.failed += 1;
      else countUnreached(report, sendable);
      return;
  }
}

function countUnreached(report: RunReport, { due }: Sendable): void {
  report.failed += 1;
  report.unreached.push(due.prospect.id);
}
