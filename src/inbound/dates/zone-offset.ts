/** Local dates without a clock: days since 1970-01-01 and the instants at which they begin. */
import { civilFromDay, dayFromCivil } from '../../core/time/civil-date.ts';
import { DAY_MS } from '../../core/time/duration.ts';

export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 of a proleptic Gregorian date; `null` when there is no such date. */
export function dayNumber({ year, month, day }: CalendarDay): number | null {
  if (month < 1 || month > 12) return null;
  const number = dayFromCivil(year, month, day);
  // 31 April rolls over, so it doesn't come back as itself.
  return civilFromDay(number).day === day ? number : null;
}

/** The local day at an instant, as days since 1970-01-01. An unknown zone counts as UTC. */
export function localDay(atMs: number, zone: string | null): number {
  return Math.floor((atMs + offsetMs(atMs, zone)) / DAY_MS);
}

/** The instant at which a local day begins, epoch ms; where midnight does not exist, the nearest one. */
export function startOfDayMs(day: number, zone: string | null): number {
  return instantOf(day * DAY_MS, zone);
}

/** The instant, epoch ms, at which a clock of the zone shows what a clock of UTC shows at `wallMs`. */
export function instantOf(wallMs: number, zone: string | null): number {
  const first = wallMs - offsetMs(wallMs, zone);
  return wallMs - offsetMs(first, zone);
}

function offsetMs(atMs: number, zone: string | null): number {
  if (zone === null) return 0;
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      timeZoneName: 'longOffset',
    }).formatToParts(atMs);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const found = /([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name);
    if (found === null) return 0;
    const ms = (Number(found[2]) * 3_600 + Number(found[3]) * 60 + Number(found[4] ?? 0)) * 1_000;
    return found[1] === '-' ? -ms : ms;
  } catch {
    return 0;
  }
}
