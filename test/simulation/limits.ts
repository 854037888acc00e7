/** What a mailbox may send, by its own calendar and clock. */
import type { LineSettings } from '../../src/runner/settings.ts';
import type { Acceptance } from './terms.ts';
import { wallClock } from './wall-clock.ts';

export function overTheMailbox(
  accepted: readonly Acceptance[],
  { atMs }: Acceptance,
  { id, limits }: LineSettings,
): string[] {
  const own = accepted.filter((each) => each.mailbox === id);
  const { date } = wallClock(limits.zone, atMs);
  const today = own.filter((each) => wallClock(limits.zone, each.atMs).date === date).length;
  const gapMs = atMs - (own.at(-1)?.atMs ?? -Infinity);
  return [
    ...(today >= limits.capPerDay ? [`over the cap of ${id}: ${today} before`] : []),
    ...(gapMs < limits.gapMs[0] ? [`under the gap of ${id}: ${gapMs} ms`] : []),
  ];
}
