/** How an enrollment moves: to the next step, into a hold and out of it, to its end. */
import { addDuration, remainingOf, resume } from '../time/calendar.ts';
import type { LawHold } from '../person/consent.ts';
import { DAY_MS, type Duration } from '../time/duration.ts';
import {
  firstVisitOf,
  timeWait,
  type FinishReason,
  type Hold,
  type HoldReason,
  type TimeWait,
  type Waiting,
} from '../enrollment.ts';
import { anchoredStart } from '../start.ts';
import { channelOf, stepOf, type AwaitStep, type Step } from '../sequence.ts';
import { TASK_KINDS, type TaskKind } from '../task.ts';
import { nextOpening, openingAtMinute, type SendWindow } from '../time/window.ts';
import { note, type DraftDecision } from './draft.ts';
import { cancelled } from './touch-change.ts';

/** Tasks that outlive the enrollment: an answer wants a reply, an unknown outcome wants settling. */
const OUTLIVES: Readonly<Record<TaskKind, boolean>> = {
  linkedin: false,
  call: false,
  sms: false,
  task: false,
  review: false,
  reply: true,
  settle: true,
  missing: false,
};

/** The step at the cursor is over; the next one's wait counts from `settledAtMs`. */
export function advance(draft: DraftDecision, step: Step, settledAtMs: number): void {
  goTo(draft, step.next, settledAtMs);
}

/** The same with one of the step's other ways. @param target  `null`: the sequence is completed. */
export function goTo(draft: DraftDecision, target: string | null, settledAtMs: number): void {
  draft.next = { ...draft.next, settledAtMs, failures: 0 };
  const following = stepOf(draft.sequence, target);
  if (following === null) {
    // The last step stays the cursor: a finished enrollment says where it ended.
    finish(draft, 'completed');
    return;
  }
  draft.next = {
    ...draft.next,
    cursor: following.id,
    visit: firstVisitOf(draft.next, following.id),
  };
  startWaiting(draft, waitBefore(draft, following, settledAtMs));
}

/** The same step once more, as a new visit. */
export function revisit(draft: DraftDecision, untilMs: number, unit: Duration['unit']): void {
  draft.next = { ...draft.next, visit: draft.next.visit + 1 };
  startWaiting(draft, timeWait(untilMs, unit));
}

/** A rep approved the draft of this visit: it is decided at once whether it may leave, by all the rules again. */
export function waitApproved(draft: DraftDecision, taskId: string): void {
  startWaiting(draft, { ...timeWait(draft.context.nowMs), approved: taskId });
}

/** Nothing happens before the signal comes or `within` has passed from now. */
export function waitForSignal(
  draft: DraftDecision,
  { signal: kind, within }: AwaitStep,
  sinceMs: number,
): void {
  const { nowMs, zone, calendar } = draft.context;
  const deadlineMs = addDuration(nowMs, within, zone, calendar);
  startWaiting(draft, {
    for: 'signal',
    kind,
    sinceMs,
    deadlineMs,
    unit: within.unit,
    frozen: null,
  });
}

/** The step is not done; its wait is spent, and `why` can say which rule skipped it. */
export function skip(draft: DraftDecision, step: Step, reason: string): void {
  note(draft, 'step_skipped', reason, { step: step.id, channel: channelOf(step) });
  advance(draft, step, draft.context.nowMs);
}

/** `finished` is absorbing: what was planned is cancelled, what is on the wire keeps its own fate. */
export function finish(draft: DraftDecision, reason: FinishReason, because: string = reason): void {
  if (draft.next.status === 'finished') return;
  const { waiting } = draft.next;
  if (waiting.for === 'touch') cancelPlanned(draft, waiting.touchId, because);
  draft.cancelledTaskKinds.push(...TASK_KINDS.filter((kind) => !OUTLIVES[kind]));
  draft.next = {
    ...draft.next,
    status: 'finished',
    reason,
    waiting: { for: 'nothing' },
    holds: [],
  };
  note(draft, 'finished', because === reason ? reason : `${reason}: ${because}`, {
    channel: draft.heardOn,
  });
}

export function cancelPlanned(draft: DraftDecision, touchId: string, detail: string): void {
  draft.touchChanges.push(cancelled(touchId, detail));
}

/** Adds a hold; one of the same reason is replaced by the later end. A time wait freezes. */
export function hold(
  draft: DraftDecision,
  reason: HoldReason,
  untilMs: number | null,
  detail: string | null,
  because: Pick<Hold, 'cause' | 'missing' | 'characters' | 'calls'> = {},
): void {
  const { next, context } = draft;
  if (next.status === 'finished') return;
  const same = next.holds.find((each) => each.reason === reason);
  const added: Hold = {
    reason,
    sinceMs: same?.sinceMs ?? context.nowMs,
    untilMs: same === undefined ? untilMs : later(same.untilMs, untilMs),
    detail: detail ?? same?.detail ?? null,
    ...because,
  };
  const holds = [...next.holds.filter((each) => each !== same), added];
  draft.next = {
    ...next,
    status: 'paused',
    reason: holds[0]!.reason,
    holds,
    waiting: frozen(draft, next.waiting),
  };
  note(draft, 'held', detail === null ? reason : `${reason}: ${detail}`, { step: next.cursor });
}

/** Lifts the holds that `ends` names; with the last one gone the wait runs on from now. */
export function lift(
  draft: DraftDecision,
  ends: (hold: Hold) => boolean,
  because: string,
): boolean {
  const holds = draft.next.holds.filter((each) => !ends(each));
  if (draft.next.status !== 'paused' || holds.length === draft.next.holds.length) return false;
  // Who was put aside for failing, and is let go on, starts counting anew.
  const hadFailed = draft.next.holds.some((each) => each.reason === 'failed' && ends(each));
  const next = hadFailed ? { ...draft.next, failures: 0 } : draft.next;
  // The step is tried again, and asks anew if it must.
  if (hadFailed) draft.cancelledTaskKinds.push('missing');
  if (holds.length > 0) {
    draft.next = { ...next, holds, reason: holds[0]!.reason };
    note(draft, 'hold_lifted', because);
    return true;
  }
  draft.next = {
    ...next,
    holds,
    status: next.cursor === null ? 'pending' : 'active',
    reason: null,
    waiting: thawed(draft, next.waiting),
  };
  note(draft, 'resumed', because);
  return true;
}

/** Moves the step to a later instant, once; the wait itself stays as it was. */
export function deferTo(draft: DraftDecision, notBeforeMs: number, rule: string): boolean {
  const { waiting } = draft.next;
  if (waiting.for !== 'time') return false;
  draft.next = { ...draft.next, waiting: { ...waiting, notBeforeMs, rule } };
  note(draft, 'deferred', rule, { step: draft.next.cursor });
  return true;
}

/** The same for a rule of law, which is said once and not at each look. */
export function holdBack(draft: DraftDecision, notBeforeMs: number, { rule }: LawHold): boolean {
  const { waiting, cursor } = draft.next;
  if (waiting.for !== 'time') return false;
  draft.next = { ...draft.next, waiting: { ...waiting, notBeforeMs, rule } };
  if (waiting.rule !== rule) note(draft, 'deferred', rule, { step: cursor });
  return true;
}

/** A fact that nobody can date is looked at again tomorrow: better late than decided on a guess. */
export function undecided(draft: DraftDecision, untilMs: number | null): boolean {
  return deferTo(draft, untilMs ?? draft.context.nowMs + DAY_MS, 'condition');
}

/** Stores what comes next, frozen while a hold stands. */
export function startWaiting(draft: DraftDecision, waiting: Waiting): void {
  const held = draft.next.status === 'paused';
  draft.next = { ...draft.next, waiting: held ? frozen(draft, waiting) : waiting };
}

/** What a person does is bound to no window. */
const ANY_TIME: SendWindow = {
  days: [1, 2, 3, 4, 5, 6, 7],
  hours: [[0, 1440]],
  zone: 'prospect',
  holidays: 'none',
  blackout: [],
};

/** The wait in front of a step: its duration, then `at`, then, for automatic touches, the window. */
export function waitBefore(draft: DraftDecision, step: Step, fromMs: number): TimeWait {
  const { zone, calendar } = draft.context;
  const overMs = step.wait === null ? fromMs : addDuration(fromMs, step.wait, zone, calendar);
  return untilOpen(draft, step, timeWait(atItsMinute(draft, step, overMs), step.wait?.unit));
}

/**
 * The first instant from `fromMs` on at which the step's `at` comes; `fromMs` for a step without one. For an email on a day on which the
 * window is open then; one whose window never is waits for the minute all the same, and for the window after it.
 */
export function atItsMinute(
  { sequence: { window }, context }: DraftDecision,
  { kind, atMinute }: Step,
  fromMs: number,
): number {
  if (atMinute === null) return fromMs;
  const { zone, calendar, windowZone } = context;
  const first = (of: SendWindow, clock: string) =>
    openingAtMinute(of, clock, calendar, fromMs, atMinute);
  if (kind !== 'email') return first(ANY_TIME, zone) ?? fromMs;
  return first(window, windowZone) ?? first(ANY_TIME, windowZone) ?? fromMs;
}

/** Put off until the window opens, which binds nothing but automatic touches. */
function untilOpen(
  { sequence, context }: DraftDecision,
  step: Step | null,
  wait: TimeWait,
): TimeWait {
  if (step?.kind !== 'email') return wait;
  const { windowZone, calendar } = context;
  const opensMs = nextOpening(sequence.window, windowZone, calendar, wait.untilMs);
  if (opensMs === null || opensMs <= wait.untilMs) return wait;
  return { ...wait, notBeforeMs: opensMs, rule: 'window' };
}

function frozen(draft: DraftDecision, waiting: Waiting): Waiting {
  const { nowMs, zone, calendar } = draft.context;
  if (waiting.for === 'time') {
    return {
      for: 'frozen',
      remaining: remainingOf(waiting.untilMs, waiting.unit, nowMs, zone, calendar),
      ...approvalOf(waiting),
    };
  }
  if (waiting.for === 'signal' && waiting.deadlineMs !== null) {
    const left = remainingOf(waiting.deadlineMs, waiting.unit, nowMs, zone, calendar);
    return { ...waiting, deadlineMs: null, frozen: left };
  }
  if (waiting.for === 'task' && waiting.deadlineMs !== null) {
    return { ...waiting, deadlineMs: null, frozenMs: Math.max(0, waiting.deadlineMs - nowMs) };
  }
  return waiting;
}

function thawed(draft: DraftDecision, waiting: Waiting): Waiting {
  const { nowMs, zone, calendar } = draft.context;
  if (waiting.for === 'task' && waiting.frozenMs !== null) {
    const deadlineMs = nowMs + waiting.frozenMs;
    draft.movedDeadlines.push({ taskId: waiting.taskId, dueAtMs: deadlineMs });
    return { ...waiting, deadlineMs, frozenMs: null };
  }
  if (waiting.for === 'signal' && waiting.frozen !== null) {
    const deadlineMs = resume(waiting.frozen, nowMs, zone, calendar);
    return { ...waiting, deadlineMs, frozen: null };
  }
  if (waiting.for !== 'frozen') return waiting;
  const { start } = draft.sequence;
  if (draft.next.cursor === null && start !== null) {
    // A date does not wait for the end of a hold.
    const anchored = anchoredStart(start, draft.context.prospect, zone, calendar, nowMs);
    return untilOpen(draft, null, timeWait(anchored.ok ? anchored.atMs : nowMs));
  }
  const overMs = resume(waiting.remaining, nowMs, zone, calendar);
  const step = stepOf(draft.sequence, draft.next.cursor);
  // A draft that a rep approved and a call that is tried again had their time of day.
  const hadIt = waiting.approved !== undefined || (step?.kind !== 'email' && draft.next.visit > 1);
  const untilMs = step === null || hadIt ? overMs : atItsMinute(draft, step, overMs);
  return {
    ...untilOpen(draft, step, timeWait(untilMs, waiting.remaining.duration.unit)),
    ...approvalOf(waiting),
  };
}

function approvalOf({ approved }: { readonly approved?: string }): { readonly approved?: string } {
  return approved === undefined ? {} : { approved };
}

function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b);
}
