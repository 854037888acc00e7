/** Which instant did a person write? Of the command line and of files alike. */
import { dayFromCivil, parseLocalDate, weekdayOf } from './civil-date.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './duration.ts';
import { toEpochMs } from './local-time.ts';

export interface WrittenInstant {
  /** Days since 1970-01-01 of the date as it is written. */
  readonly day: number;
  /** After midnight, as the clock shows it. */
  readonly msOfDay: number;
  /** East of UTC; `null`: a time on a wall, and the reader knows on whose. */
  readonly offsetMs: number | null;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const WRITTEN =
  /^(?:([a-z]{3,}) )?(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * ISO 8601: `2026-03-02`, `2026-03-02T09:00`, with seconds, with `Z` or an offset; before it the weekday, `Mon` or `Monday`. A date alone
 * is its midnight. `null` for anything else: a date that does not exist (30 February) or is another weekday, 24:00, an offset that no
 * clock has.
 */
export function parseInstant(text: string): WrittenInstant | null {
  const match = WRITTEN.exec(text.trim());
  const day = match === null ? null : parseLocalDate(match[2]!);
  if (match === null || day === null) return null;
  const [, weekday, , hours = '0', minutes = '0', seconds = '0', fraction = '', offset] = match;
  if (weekday !== undefined && !weekdayName(day).startsWith(weekday.toLowerCase())) return null;
  const offsetMs = offset === undefined ? null : offsetOf(offset);
  if (Number.isNaN(offsetMs)) return null;
  const msOfDay =
    Number(hours) * HOUR_MS +
    Number(minutes) * MINUTE_MS +
    Number(seconds) * SECOND_MS +
    Number(fraction.padEnd(3, '0'));
  return { day, msOfDay, offsetMs };
}

/** Epoch ms. @param zone  On whose wall it is where no offset says so. */
export function instantIn({ day, msOfDay, offsetMs }: WrittenInstant, zone: string): number {
  return offsetMs === null ? toEpochMs(zone, day, msOfDay) : day * DAY_MS + msOfDay - offsetMs;
}

const YEAR_10000_MS = dayFromCivil(10_000, 1, 1) * DAY_MS;

/** A message has no date before 1970, and a document none of five digits. */
export function isDatable(atMs: number): boolean {
  return atMs >= 0 && atMs < YEAR_10000_MS;
}

/** `monday`. @param day  Days since 1970-01-01. */
export function weekdayName(day: number): string {
  return WEEKDAYS[weekdayOf(day) - 1]!;
}

/** `NaN`: no clock has it. The widest in the IANA database, Manila before 1845, was just below 16 hours. */
function offsetOf(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  if (hours > 15 || minutes > 59) return NaN;
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
}
