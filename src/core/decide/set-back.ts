/** The clock ran ahead, and a person says that it is right now: what was noted at instants that have not come is noted as now. */
import { addDuration } from '../calendar.ts';
import type { Hold, Waiting } from '../enrollment.ts';
import { isManual } from '../sequence.ts';
import { currentStep, note, type DraftDecision } from './draft.ts';

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
  const { nowMs, zone, calendar } = context;
  const { waiting } = next;
  if (waiting.for === 'time') {
    const untilMs = waiting.untilMs - aheadMs;
    const putOff = waiting.notBeforeMs !== null && waiting.notBeforeMs > nowMs;
    if (aheadMs === 0 && !putOff) return waiting;
    // Window and budget are asked again when the wait is over.
    return { ...waiting, untilMs, notBeforeMs: null, rule: next.cursor === null ? 'start' : null };
  }
  const step = currentStep(draft);
  if (waiting.for === 'signal' && step?.kind === 'await') {
    const latestMs = addDuration(nowMs, step.within, zone, calendar);
    const isLate = waiting.deadlineMs !== null && waiting.deadlineMs > latestMs;
    if (waiting.sinceMs <= nowMs && !isLate) return waiting;
    const sinceMs = Math.min(waiting.sinceMs, nowMs);
    return { ...waiting, sinceMs, deadlineMs: isLate ? latestMs : waiting.deadlineMs };
  }
  if (waiting.for !== 'task' || step === null || !isManual(step)) return waiting;
  if (waiting.deadlineMs === null || step.dueWithin === null || waiting.calledBack === true)
    return waiting;
  const latestMs = addDuration(nowMs, step.dueWithin, zone, calendar);
  return waiting.deadlineMs <= latestMs ? waiting : { ...waiting, deadlineMs: latestMs };
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
