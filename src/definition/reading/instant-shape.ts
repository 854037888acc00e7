/** How instants are written in a file of tests: on the clock of the person, unless an offset says otherwise. */
import { civilFromDay, dayFromCivil, parseLocalDate } from '../../core/time/civil-date.ts';
import { parseInstant, weekdayName, type WrittenInstant } from '../../core/time/written-instant.ts';
import { problemAt } from './problem.ts';
import { nameOf, type Parsed, parsed, type Shape } from './shape.ts';

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

/** No message has a date before 1970, and what goes on from there for a thousand days ends before the year 10000. */
const FIRST_DAY = dayFromCivil(1970, 1, 2);
const LAST_DAY = dayFromCivil(9996, 12, 31);

/** A time at which something may begin. */
export const startTime: Shape<WrittenInstant> = {
  ...time,
  read: (value, path, report) => {
    const read = time.read(value, path, report);
    if (read === undefined || (read.day >= FIRST_DAY && read.day <= LAST_DAY)) return read;
    const message = `${nameOf(path)} lies in the year ${civilFromDay(read.day).year}`;
    report(problemAt(path, 'unknown_value', message, 'name a day from 1970-01-02 to 9996-12-31'));
    return undefined;
  },
};

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
