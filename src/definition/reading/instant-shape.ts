/** How instants are written in a file of tests: on the clock of the person, unless an offset says otherwise. */
import { parseLocalDate } from '../../core/time/civil-date.ts';
import { parseInstant, weekdayName, type WrittenInstant } from '../../core/time/written-instant.ts';
import { type Parsed, parsed, type Shape } from './shape.ts';

const TIME =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)\w* )?(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?:(Z)|([+-])(\d\d):?(\d\d))?$/i;

/** Patterns of a schema have no flags. */
const TIME_PATTERN = TIME.source
  .replace('(?:mon|tue|wed|thu|fri|sat|sun)\\w*', '[A-Za-z]+')
  .replace(/^\^(.*)\$$/, '^\\s*$1\\s*$');

/** To the minute. `null`: it is no such time. */
export function readTime(text: string): WrittenInstant | null {
  return TIME.test(text.trim()) ? parseInstant(text) : null;
}

export const time: Shape<WrittenInstant> = parsed(
  'a time such as 2026-03-02T09:00',
  { pattern: TIME_PATTERN },
  (text) => {
    const value = readTime(text);
    return value === null
      ? {
          hint: otherWeekday(text) ?? "the person's own time; or with an offset: 2026-03-02T09:00Z",
        }
      : { value };
  },
);

/** The hint for a time that is right but for its weekday; `null`: it is no such time. */
export function otherWeekday(text: string): string | null {
  const [, date = '', clock = ''] = /^\w+ (\S+)[T ](.+)$/i.exec(text.trim()) ?? [];
  const read = readTime(`${date} ${clock}`);
  return read === null ? null : `${date} is a ${weekdayName(read.day)}`;
}

/** A date alone is its first minute. */
export const timeOrDate: Shape<WrittenInstant> = parsed(
  'a date such as 2026-03-12, or a time such as 2026-03-12T09:00',
  { pattern: `${TIME_PATTERN}|^\\s*\\d{4}-\\d\\d-\\d\\d\\s*$` },
  (text): Parsed<WrittenInstant> => {
    const day = parseLocalDate(text.trim());
    if (day !== null) return { value: { day, msOfDay: 0, offsetMs: null } };
    const value = readTime(text);
    return value === null ? {} : { value };
  },
);
