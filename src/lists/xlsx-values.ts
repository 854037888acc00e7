/** What does a cell of a spreadsheet show, as text that a list would have? */
import { twoDigits, writtenDate } from '../core/time/civil-date.ts';

/** Number formats that are built in and show a date or a time (ECMA-376 18.8.30, with those of East Asia). */
const DATE_FORMATS: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51,
  52, 53, 54, 55, 56, 57, 58,
]);

/** Whether a number with this format is a date. @param code  Of a format that is not built in. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.has(id);
  const shown = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').split(';')[0]!;
  return /[dmyhs]/i.test(shown) && !/general/i.test(shown);
}

/** `491701234567` of `4.91701234567E+11`: digits of a phone number, all of them. Text that is no number stays. */
export function numberText(written: string): string {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (!Number.isInteger(value)) return String(value);
  return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}

/** Days between 1899-12-30, from which spreadsheets count since March 1900, and 1970-01-01. */
const EPOCH_DAYS = 25_569;
/** Spreadsheets of old Macs count from 1904-01-01. */
const DAYS_TO_1904 = 1_462;
const DAY_SECONDS = 86_400;

/** `2024-05-31`, `2024-05-31T09:30:00`, `09:30:00` for a time of no day; `null` when the number is no date. */
export function dateText(written: string, isFrom1904: boolean): string | null {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value) || value < 0 || value > 2_958_466)
    return null;
  const total = Math.round(value * DAY_SECONDS);
  const serial = Math.floor(total / DAY_SECONDS) + (isFrom1904 ? DAYS_TO_1904 : 0);
  const seconds = total % DAY_SECONDS;
  const time = [seconds / 3_600, (seconds % 3_600) / 60, seconds % 60]
    .map((part) => twoDigits(Math.floor(part)))
    .join(':');
  if (value < 1 && !isFrom1904) return time;
  // They believe that 1900 had a 29 February.
  const day = serial - EPOCH_DAYS + (serial < 60 ? 1 : 0);
  return seconds === 0 ? writtenDate(day) : `${writtenDate(day)}T${time}`;
}

/** `27` of `AB12`, from 0; `null` when the reference names no column. */
export function columnOfReference(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
