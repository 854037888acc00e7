/** Deciding or sending threw: a fault of ours or of the store. The person waits longer each time, and is parked at the limit. */
import { MINUTE_MS } from '../duration.ts';
import { note, type DraftDecision } from './draft.ts';
import { hold } from './moves.ts';
import { backToPlanned } from './touch-change.ts';

const FAULT_WAITS_MINUTES = [1, 5, 15, 60] as const;

/** Whether anything changed. */
export function onFailed(draft: DraftDecision, error: string): boolean {
  const { next, context } = draft;
  if (next.status !== 'active') return false;
  const failures = next.failures + 1;
  draft.next = { ...next, failures };
  const minutes = FAULT_WAITS_MINUTES[failures - 1];
  if (minutes === undefined) {
    hold(draft, 'failed', null, error);
    return true;
  }
  const notBeforeMs = context.nowMs + minutes * MINUTE_MS;
  note(draft, 'failed', error, { step: next.cursor });
  if (next.waiting.for === 'time') {
    draft.next = { ...draft.next, waiting: { ...next.waiting, notBeforeMs, rule: 'failed' } };
  }
  if (next.waiting.for === 'touch') {
    draft.touchChanges.push(backToPlanned(next.waiting.touchId, ['planned'], notBeforeMs, error));
  }
  return true;
}
