/** What a mailbox may send, by its own calendar and clock; and when nothing rings, by the person's. */
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

/** What rings: not in the evening, the night or on the Sunday of whoever it rings for. */
export function disturbing(zone: string, atMs: number): string[] {
  const { weekday, minute } = wallClock(zone, atMs);
  const isQuiet = weekday === 7 || minute < 9 * 60 || minute >= 20 * 60;
  return isQuiet ? [`it rings on day ${weekday}, minute ${minute} in ${zone}`] : [];
}
