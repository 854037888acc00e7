/** The clock ran ahead, and a person says that it is right now: what was noted at instants that have not come is noted as now. */
import { addDuration, remainingOf } from '../time/calendar.ts';
import { DAY_MS, type Duration } from '../time/duration.ts';
import type { Hold, TimeWait, Waiting } from '../enrollment.ts';
import { isManual } from '../sequence.ts';
import { anchoredStart } from '../start.ts';
import { currentStep, note, type DraftDecision } from './draft.ts';
import { waitBefore } from './transitions.ts';

/**
 * What is left of a wait stays as long as it was meant to be, so nothing comes sooner than if the step before it were done now. No step is
 * gone back to: what left has left.
 *
 * @returns Whether anything changed.
 */
export function onClockSetBack(draft: DraftDecision): boolean {
  const { next, context } = draft;
  if (next.status === 'finished') return false;
  const { nowMs } = context;
  const aheadMs = Math.max(0, next.settledAtMs - nowMs);
  const waiting = waitingNow(draft, aheadMs);
  const holds = next.holds.map((each) => holdNow(each, nowMs));
  const isAhead =
    aheadMs > 0 ||
    waiting !== next.waiting ||
    holds.some((each, index) => each !== next.holds[index]);
  if (!isAhead) return false;
  const enrolledAtMs = Math.min(next.enrolledAtMs, nowMs);
  const settledAtMs = Math.min(next.settledAtMs, nowMs);
  draft.next = { ...next, enrolledAtMs, settledAtMs, waiting, holds };
  note(draft, 'clock_set_back', 'its waits count from now: the clock had run ahead', {
    step: next.cursor,
  });
  return true;
}

/** The same one when nothing of it lies ahead. */
function waitingNow(draft: DraftDecision, aheadMs: number): Waiting {
  const { next, context } = draft;
  const { waiting } = next;
  // All that stands was put on it on the wrong clock, by which little or nothing seemed to be left.
  const wasHeldAhead = next.holds.every((each) => each.sinceMs > context.nowMs);
  switch (waiting.for) {
    case 'time':
      return timeNow(draft, waiting, aheadMs);
    case 'frozen': {
      const latestMs = wasHeldAhead ? latestOf(draft, waiting) : Infinity;
      if (latestMs === Infinity) return waiting;
      const { unit } = waiting.remaining.duration;
      const { nowMs, zone, calendar } = context;
      return { ...waiting, remaining: remainingOf(latestMs, unit, nowMs, zone, calendar) };
    }
    case 'signal':
      return signalNow(draft, waiting, wasHeldAhead);
    case 'task':
      return taskNow(draft, waiting, wasHeldAhead);
    case 'touch':
    case 'nothing':
      return waiting;
  }
}

function timeNow(draft: DraftDecision, waiting: TimeWait, aheadMs: number): TimeWait {
  const { next, context } = draft;
  const meantMs = waiting.untilMs - aheadMs;
  const latestMs = latestOf(draft, waiting);
  // Counted from a Friday evening, a business day may end hours later than counted from the Saturday.
  const cappedMs = meantMs > latestMs + DAY_MS ? latestMs : meantMs;
  const untilMs = Math.max(cappedMs, dateOf(draft));
  const isPutOff = waiting.notBeforeMs !== null && waiting.notBeforeMs > context.nowMs;
  if (untilMs === waiting.untilMs && !isPutOff) return waiting;
  // Window and budget are asked again when the wait is over.
  return { ...waiting, untilMs, notBeforeMs: null, rule: next.cursor === null ? 'start' : null };
}

/** When the wait would be over if it began now; `Infinity` for a start, which somebody named. */
function latestOf(
  draft: DraftDecision,
  waiting: Extract<Waiting, { for: 'time' | 'frozen' }>,
): number {
  const { next, sequence, context } = draft;
  const { nowMs } = context;
  const step = currentStep(draft);
  if (waiting.approved !== undefined) return nowMs;
  if (step === null) {
    // Whose turn it is is asked anew.
    if (waiting.for === 'time' && waiting.rule === 'per_account') return nowMs;
    const { untouchedFor } = sequence.enroll;
    const asked = waiting.for === 'time' && waiting.rule === 'untouched_for';
    return asked && untouchedFor !== null ? fromNow(draft, untouchedFor) : Infinity;
  }
  const tries =
    step.kind === 'call' && next.visit > 1
      ? Object.values(step.outcomes).flatMap(({ retry }) => retry?.every ?? [])
      : [];
  const waits = tries.map((every) => fromNow(draft, every));
  return Math.max(waitBefore(draft, step, nowMs).untilMs, ...waits);
}

/** When somebody begins who is to begin by a date of theirs; a date is one on any clock. `-Infinity` for everybody else. */
function dateOf({ next, sequence, context }: DraftDecision): number {
  const { nowMs, prospect, zone, calendar } = context;
  if (next.cursor !== null || sequence.start === null) return -Infinity;
  const anchored = anchoredStart(sequence.start, prospect, zone, calendar, nowMs);
  return anchored.ok ? anchored.atMs : -Infinity;
}

function signalNow(
  draft: DraftDecision,
  waiting: Extract<Waiting, { for: 'signal' }>,
  wasHeldAhead: boolean,
): Waiting {
  const step = currentStep(draft);
  const { nowMs } = draft.context;
  if (step?.kind !== 'await') return waiting;
  const latestMs = fromNow(draft, step.within);
  const isLate = waiting.deadlineMs !== null && waiting.deadlineMs > latestMs;
  const isFrozen = waiting.frozen !== null && wasHeldAhead;
  if (waiting.sinceMs <= nowMs && !isLate && !isFrozen) return waiting;
  return {
    ...waiting,
    sinceMs: Math.min(waiting.sinceMs, nowMs),
    deadlineMs: isLate ? latestMs : waiting.deadlineMs,
    frozen: isFrozen ? { duration: step.within, slackMs: 0 } : waiting.frozen,
  };
}

function taskNow(
  draft: DraftDecision,
  waiting: Extract<Waiting, { for: 'task' }>,
  wasHeldAhead: boolean,
): Waiting {
  const step = currentStep(draft);
  const { nowMs } = draft.context;
  const { taskId, deadlineMs, frozenMs, calledBackAtMs } = waiting;
  if (waiting.calledBack === true) {
    const aheadMs = (calledBackAtMs ?? nowMs) - nowMs;
    if (aheadMs <= 0) return waiting;
    const movedMs = deadlineMs === null ? null : deadlineMs - wholeDays(aheadMs);
    return { ...waiting, deadlineMs: movedMs, calledBackAtMs: nowMs };
  }
  if (step === null || !isManual(step) || step.dueWithin === null) return waiting;
  const latestMs = fromNow(draft, step.dueWithin);
  if (frozenMs !== null && wasHeldAhead) return { ...waiting, frozenMs: latestMs - nowMs };
  if (deadlineMs === null || deadlineMs <= latestMs) return waiting;
  draft.movedDeadlines.push({ taskId, dueAtMs: latestMs });
  return { ...waiting, deadlineMs: latestMs };
}

/**
 * How far a time that a person named moves: whole days, so that a call at two stays one at two. The store moves tasks by the same.
 *
 * @param aheadMs  How far ahead it was named.
 */
function wholeDays(aheadMs: number): number {
  return Math.round(aheadMs / DAY_MS) * DAY_MS;
}

function fromNow({ context }: DraftDecision, duration: Duration): number {
  const { nowMs, zone, calendar } = context;
  return addDuration(nowMs, duration, zone, calendar);
}

function holdNow(hold: Hold, nowMs: number): Hold {
  const aheadMs = hold.sinceMs - nowMs;
  if (aheadMs <= 0) return hold;
  return {
    ...hold,
    sinceMs: nowMs,
    untilMs: hold.untilMs === null ? null : hold.untilMs - aheadMs,
  };
}
