/** What instant did a person mean who wrote a wall time? */
import { DAY_MS } from '../core/duration.ts';
import { toEpochMs } from '../core/local-time.ts';
import { UserError } from '../core/user-error.ts';
import { formatTime } from './output/time.ts';
import type { WrittenInstant } from './written-instant.ts';

/** Epoch ms; without an offset it is the time on the wall of the workspace's zone. */
export function instantIn(written: WrittenInstant, zone: string): number {
  if (written.hasOffset) return written.atMs;
  const day = Math.floor(written.atMs / DAY_MS);
  return toEpochMs(zone, day, written.atMs - day * DAY_MS);
}

/**
 * What is put off goes to a time that is still to come: a slip in the year must not look like a promise.
 *
 * @throws UserError `until_passed` (exit 2).
 */
export function futureInstantIn(written: WrittenInstant, zone: string, nowMs: number): number {
  const atMs = instantIn(written, zone);
  if (atMs > nowMs) return atMs;
  throw new UserError(
    'until_passed',
    `--until has passed already: ${formatTime(atMs, zone, nowMs)}`,
    `it is ${formatTime(nowMs, zone, atMs)} now; name a later time`,
    2,
  );
}
