/** Local dates without a clock: days since 1970-01-01 and the instants at which they begin. */

const DAY_MS = 86_400_000;

export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 of a proleptic Gregorian date; `null` when there is no such date. Source: H. Hinnant, "days_from_civil". */
export function dayNumber({ year, month, day }: CalendarDay): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The local day at an instant, as days since 1970-01-01. An unknown zone counts as UTC. */
export function localDay(atMs: number, zone: string | null): number {
  return Math.floor((atMs + offsetMs(atMs, zone)) / DAY_MS);
}

/** The year of a day number. */
export function yearOf(day: number): number {
  let year = 1970 + Math.floor(day / 365.2425);
  if (dayNumber({ year, month: 1, day: 1 })! > day) year -= 1;
  if (dayNumber({ year: year + 1, month: 1, day: 1 })! <= day) year += 1;
  return year;
}

/** 1 Monday ... 7 Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The instant at which a local day begins, epoch ms; where midnight does not exist, the nearest one. */
export function startOfDayMs(day: number, zone: string | null): number {
  const utc = day * DAY_MS;
  const first = utc - offsetMs(utc, zone);
  return utc - offsetMs(first, zone);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
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
