/** Does a time that a person wrote lie ahead? */
import { UserError } from '../../core/user-error.ts';
import { instantIn, type WrittenInstant } from '../../core/time/written-instant.ts';
import { formatTime } from '../output/time.ts';

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
