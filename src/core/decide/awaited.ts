/** Does what was heard meet a step that awaits it? */
import type { AwaitStep } from '../sequence.ts';
import { dispositionOf } from '../call-outcome.ts';
import type { Heard } from './context.ts';
import type { DraftDecision } from './draft.ts';

/**
 * A bounce is a dead address: one that is soft, or blocks us, says nothing of the person. What came of a call whose outcome has a rule of its
 * own was taken by that rule, and answers nothing else.
 *
 * @param sinceMs  When the touch that it answers settled.
 */
export function meets(
  draft: DraftDecision,
  { signal: awaited }: AwaitStep,
  { kind, atMs, details }: Heard,
  sinceMs: number,
): boolean {
  if (kind !== awaited || atMs < sinceMs) return false;
  if (kind === 'bounce' && details.bounce !== 'hard') return false;
  return !isTakenByItsCall(draft, details);
}

function isTakenByItsCall(
  { sequence, next }: DraftDecision,
  { touchId, outcome }: Heard['details'],
): boolean {
  if (touchId === undefined || outcome === undefined) return false;
  const call = sequence.steps.find((step) =>
    [next.id, next.continuedFrom].some((id) => touchId.startsWith(`${id}.${step.id}.`)),
  );
  return call?.kind === 'call' && call.outcomes[dispositionOf(outcome)] !== undefined;
}
