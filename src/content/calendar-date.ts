/**
 * Dates in words, without a clock: the Date field of a message, and Liquid's `date` filter.
 *
 * Day arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
import { civilFromDay, dayFromCivil, twoDigits, weekdayOf } from '../core/time/civil-date.ts';
import { DAY_MS } from '../core/time/duration.ts';
import { invariant } from '../core/invariant.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 Sunday. */
  readonly weekday: number;
}

/** `Mon, 09 Mar 2026 10:30:00 +0000` (RFC 5322, 3.3), always in UTC. From 1970 on; a year has four digits or more. */
export function mailDate(epochMs: number): string {
  invariant(epochMs >= 0, `a date a message can carry: ${epochMs}`);
  const days = Math.floor(epochMs / DAY_MS);
  const second = Math.floor((epochMs - days * DAY_MS) / 1000);
  const { year, month, day } = civilFromDay(days);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return (
    `${WEEKDAYS[weekdayOf(days) % 7]!.slice(0, 3)}, ${twoDigits(day)} ${MONTHS[month - 1]!.slice(0, 3)} ` +
    `${String(year).padStart(4, '0')} ${clock.map(twoDigits).join(':')} +0000`
  );
}

/**
 * Formats `2026-03-09` or `2026-03-09T10:30:00` by strftime directives; English names; an offset is not applied.
 *
 * @returns `null` when the text is not such a date, or the format has a directive outside `%Y %y %m %d %e %B %b %A %a %H %I %M %S %p %%`
 *          (`%-d` and the like leave the padding out).
 */
export function formatDate(text: string, format: string): string | null {
  const civil = parseCivil(text);
  if (civil === null) return null;
  let isKnown = true;
  const formatted = format.replace(/%(-?)(.?)/gs, (_, flag: string, directive: string) => {
    const value = directiveValue(directive, civil);
    if (value === null) isKnown = false;
    return flag === '-' ? (value ?? '').replace(/^[0 ](?=.)/, '') : (value ?? '');
  });
  return isKnown ? formatted : null;
}

function directiveValue(directive: string, civil: Civil): string | null {
  switch (directive) {
    case 'Y':
      return String(civil.year);
    case 'y':
      return twoDigits(civil.year % 100);
    case 'm':
      return twoDigits(civil.month);
    case 'd':
      return twoDigits(civil.day);
    case 'e':
      return String(civil.day).padStart(2, ' ');
    case 'B':
      return MONTHS[civil.month - 1]!;
    case 'b':
      return MONTHS[civil.month - 1]!.slice(0, 3);
    case 'A':
      return WEEKDAYS[civil.weekday]!;
    case 'a':
      return WEEKDAYS[civil.weekday]!.slice(0, 3);
    case 'H':
      return twoDigits(civil.hour);
    case 'I':
      return twoDigits(((civil.hour + 11) % 12) + 1);
    case 'M':
      return twoDigits(civil.minute);
    case 'S':
      return twoDigits(civil.second);
    case 'p':
      return civil.hour < 12 ? 'AM' : 'PM';
    case '%':
      return '%';
    default:
      return null;
  }
}

function parseCivil(text: string): Civil | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?/.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  const days = dayFromCivil(year!, month!, day!);
  const found = civilFromDay(days);
  // 31 April rolls over, so it doesn't come back as itself.
  if (found.month !== month || found.day !== day) return null;
  if (hour! > 23 || minute! > 59 || second! > 59) return null;
  return { ...found, hour: hour!, minute: minute!, second: second!, weekday: weekdayOf(days) % 7 };
}
