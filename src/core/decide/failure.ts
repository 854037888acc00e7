/** Deciding or sending threw: a fault of ours or of the store. The person waits longer each time, and is parked at the limit. */
import { MINUTE_MS } from '../time/duration.ts';
import type { Waiting } from '../enrollment.ts';
import { note, type DraftDecision } from './draft.ts';
import { hold } from './transitions.ts';
import { backToPlanned } from './touch-change.ts';
import { overAtMs } from './wake.ts';

const FAULT_WAITS_MINUTES = [1, 5, 15, 60] as const;

/** Whether anything changed: `false` for who is parked already. Nothing wakes them before the wait is over, whatever they wait for. */
export function onFailed(draft: DraftDecision, error: string): boolean {
  const { next, context } = draft;
  if (next.status === 'finished') return false;
  const failures = next.failures + 1;
  const minutes = FAULT_WAITS_MINUTES[failures - 1];
  if (minutes === undefined) return park(draft, error);
  const notBeforeMs = context.nowMs + minutes * MINUTE_MS;
  const holds = next.holds.map((each) =>
    each.untilMs === null ? each : { ...each, untilMs: Math.max(each.untilMs, notBeforeMs) },
  );
  draft.next = { ...next, failures, holds, waiting: notBefore(next.waiting, notBeforeMs) };
  note(draft, 'failed', error, { step: next.cursor });
  if (next.waiting.for === 'touch') {
    draft.touchChanges.push(backToPlanned(next.waiting.touchId, ['planned'], notBeforeMs, error));
  }
  return true;
}

/** A hold that has ended would wake them at once, for ever. */
function park(draft: DraftDecision, error: string): boolean {
  const { next, context } = draft;
  const holds = next.holds.filter(({ untilMs }) => untilMs === null || untilMs > context.nowMs);
  const isParked = holds.some(({ reason, untilMs }) => reason === 'failed' && untilMs === null);
  if (isParked && holds.length === next.holds.length) return false;
  draft.next = { ...next, holds, failures: next.failures + 1 };
  hold(draft, 'failed', null, error);
  return true;
}

/** A deadline is put off as well: what it brings is what failed. */
function notBefore(waiting: Waiting, notBeforeMs: number): Waiting {
  switch (waiting.for) {
    case 'time':
      return overAtMs(waiting) >= notBeforeMs
        ? waiting
        : { ...waiting, notBeforeMs, rule: 'failed' };
    case 'task':
    case 'signal':
      return waiting.deadlineMs === null
        ? waiting
        : { ...waiting, deadlineMs: Math.max(waiting.deadlineMs, notBeforeMs) };
    case 'frozen':
    case 'touch':
    case 'nothing':
      return waiting;
  }
}
