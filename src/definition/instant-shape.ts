/** How instants are written in a file of tests: on the clock of the person, unless an offset says otherwise. */
import { DAY_MS, MINUTE_MS } from '../core/duration.ts';
import { parseLocalDate } from '../core/civil-date.ts';
import { toEpochMs } from '../core/local-time.ts';
import { type Parsed, parsed, type Shape } from './shape.ts';

export interface WrittenTime {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Minutes after midnight. */
  readonly minute: number;
  /** East of UTC; `null`: on the wall of the person. */
  readonly offsetMinutes: number | null;
}

const TIME =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)\w* )?(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?:(Z)|([+-])(\d\d):?(\d\d))?$/i;

export function readTime(text: string): WrittenTime | null {
  const match = TIME.exec(text.trim());
  const day = match === null ? null : parseLocalDate(match[1]!);
  if (match === null || day === null) return null;
  const [hour, minute] = [Number(match[2]), Number(match[3])];
  const sign = match[5] === '-' ? -1 : 1;
  const offset = match[6] === undefined ? null : sign * (Number(match[6]) * 60 + Number(match[7]));
  return { day, minute: hour * 60 + minute, offsetMinutes: match[4] === undefined ? offset : 0 };
}

export const time: Shape<WrittenTime> = parsed(
  'a time such as 2026-03-02T09:00',
  { pattern: TIME.source },
  (text) => {
    const value = readTime(text);
    return value === null
      ? { hint: "the person's own time; or with an offset: 2026-03-02T09:00Z" }
      : { value };
  },
);

/** A date alone is its first minute. */
export const timeOrDate: Shape<WrittenTime> = parsed(
  'a date such as 2026-03-12, or a time such as 2026-03-12T09:00',
  { pattern: `${TIME.source}|^\\d{4}-\\d\\d-\\d\\d$` },
  (text): Parsed<WrittenTime> => {
    const day = parseLocalDate(text.trim());
    if (day !== null) return { value: { day, minute: 0, offsetMinutes: null } };
    const value = readTime(text);
    return value === null ? {} : { value };
  },
);

/** Epoch ms. */
export function instantOf({ day, minute, offsetMinutes }: WrittenTime, zone: string): number {
  if (offsetMinutes === null) return toEpochMs(zone, day, minute * MINUTE_MS);
  return day * DAY_MS + (minute - offsetMinutes) * MINUTE_MS;
}
