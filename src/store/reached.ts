/** Which attempts and which letters by hand count against what a person may be sent? */
import { countsAsTouch } from '../core/counts.ts';
import type { Signal } from '../core/signal.ts';
import type { TouchStatus } from '../core/touch.ts';

/** It reached the person, or may have. */
export function mayHaveReached(status: TouchStatus): boolean {
  return status !== 'planned' && status !== 'cancelled';
}

/** By hand. A call that nobody took, or a look at a profile, is no touch. */
export function reachedByHand({
  kind,
  channel,
  details,
}: Pick<Signal, 'kind' | 'channel' | 'details'>): boolean {
  if (kind !== 'manual_touch') return false;
  const { action, outcome } = details;
  return channel === null || countsAsTouch(channel, action ?? null, outcome ?? null);
}
