/** When was a row of a list true, by its own words? */
import { dayFromCivil } from '../../core/time/civil-date.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/time/duration.ts';
import { instantIn, parseInstant } from '../../core/time/written-instant.ts';

/** `2024-05-01 10:22 PM`, and with dots or slashes: `01.05.2024`, `5/1/2024 10:22`. */
const WRITTEN =
  /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ ,T]+(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?)?(?: ?(?:utc|gmt|z))?$/i;

/**
 * Epoch ms of an ISO date, with time and offset or without, and of dates as tools of this world export them. What names no zone is read as
 * UTC: all rows of a list are of one zone, so their order is right.
 *
 * @returns `null` for any other text, and for `05/06/2024`, which is May in one country and June in the next.
 */
export function parseAsOf(text: string): number | null {
  const exact = parseInstant(text.replace(/^(\d{4}-\d\d-\d\d) +/, '$1T').replace(/ ?UTC$/i, 'Z'));
  if (exact !== null) return instantIn(exact, 'UTC');
  const match = WRITTEN.exec(text.trim());
  const date = match === null ? null : dateOf(match[1]!, match[2]!, match[3]!, text.includes('.'));
  if (match === null || date === null) return null;
  const [hour, minute] = [Number(match[4] ?? 0), Number(match[5] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  const half = match[6]?.toLowerCase();
  const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return date * DAY_MS + hours * HOUR_MS + minute * MINUTE_MS;
}

/** Days since 1970-01-01. */
function dateOf(first: string, second: string, third: string, hasDots: boolean): number | null {
  if (first.length === 4) return dayOf(Number(first), Number(second), Number(third));
  if (third.length !== 4) return null;
  const [one, two, year] = [Number(first), Number(second), Number(third)];
  if (hasDots || one > 12) return dayOf(year, two, one);
  return two > 12 || one === two ? dayOf(year, one, two) : null;
}

function dayOf(year: number, month: number, day: number): number | null {
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1970;
  return isDate ? dayFromCivil(year, month, day) : null;
}
