/** What became of an attempt that was made earlier, once somebody knows it or guesses. */
import type { EngineEvent } from '../../core/decide/decide.ts';
import type { Outcome } from '../../core/touch.ts';
import type { TouchRecord } from '../../ports/engine-store.ts';

export type Settlement = Extract<EngineEvent, { kind: 'touch_settled' }>;

/**
 * @param firstAttemptAtMs  `null`: there was one attempt.
 * @param nowMs  The attempt's instant where none is written down.
 */
export function settlementOf(
  touch: TouchRecord,
  firstAttemptAtMs: number | null,
  outcome: Outcome,
  basis: Settlement['basis'],
  nowMs: number,
): Settlement {
  const attemptAtMs = touch.atMs ?? nowMs;
  return {
    kind: 'touch_settled',
    outcome,
    touchId: touch.id,
    step: touch.step,
    channel: touch.channel,
    mailbox: touch.mailbox,
    to: touch.to,
    attemptAtMs,
    attempts: touch.attempts,
    firstAttemptAtMs: firstAttemptAtMs ?? attemptAtMs,
    basis,
  };
}
