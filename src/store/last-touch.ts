/** Which of somebody's touches is their last? */
import type { TouchFact } from '../core/facts.ts';

/** The latest that was tried, of two at one instant that of the later id; `null`: none was. */
export function lastTouchOf(
  touches: Iterable<TouchFact & { readonly id: string }>,
): TouchFact | null {
  let last: (TouchFact & { readonly id: string }) | null = null;
  for (const touch of touches) {
    if (touch.status === 'planned' || touch.atMs === null) continue;
    const laterMs = touch.atMs - (last?.atMs ?? -Infinity);
    if (last === null || laterMs > 0 || (laterMs === 0 && touch.id > last.id)) last = touch;
  }
  if (last === null) return null;
  const { step, channel, status, outcome, atMs } = last;
  return { step, channel, status, outcome, atMs };
}
