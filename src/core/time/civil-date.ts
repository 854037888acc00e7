/** Days of the calendar on the wall and times of the day, without a zone or a clock. */

/** ISO weekday: 1 Monday ... 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The weekday of a local date. */
export function weekdayOf(day: number): Weekday {
  return WEEKDAYS_FROM_1970[((day % 7) + 7) % 7]!;
}

/** The date of a day number in the proleptic Gregorian calendar; months are 1 to 12. */
export function civilFromDay(day: number): { year: number; month: number; day: number } {
  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": eras of 400 years that start on 1 March.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** The inverse of `civilFromDay`. A day past the end of its month counts on into the next. */
export function dayFromCivil(year: number, month: number, day: number): number {
  const yearFromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(yearFromMarch / 400);
  const yearOfEra = yearFromMarch - era * 400;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Reads `2026-12-24` as days since 1970-01-01. `null` for any other form and for dates that do not exist. */
export function parseLocalDate(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12) return null;
  const day = dayFromCivil(year, month, dayOfMonth);
  const civil = civilFromDay(day);
  return civil.month === month && civil.day === dayOfMonth ? day : null;
}

/** The inverse of `parseLocalDate`: `2026-12-24`. @param dayNumber  Days since 1970-01-01. */
export function writtenDate(dayNumber: number): string {
  const { year, month, day } = civilFromDay(dayNumber);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** `09:30`. @param minute  After midnight, up to 1440. */
export function writtenTime(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** @param value  Whole, 0 or more. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** 1970-01-01 was a Thursday. */
const WEEKDAYS_FROM_1970: readonly Weekday[] = [4, 5, 6, 7, 1, 2, 3];

/** `Thu 26 Nov`. */
export function dayWords(day: number): string {
  const { month, day: dayOfMonth } = civilFromDay(day);
  return `${WEEKDAY_NAMES[weekdayOf(day) - 1]!} ${dayOfMonth} ${MONTHS[month - 1]!}`;
}

const WEEKDAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
