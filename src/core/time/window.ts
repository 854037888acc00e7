/**
 * When may an automated touch leave? A weekly window in one zone, less holidays and blackouts.
 *
 * The window is open whenever the clock on the wall shows a time inside it. So an hour that the clock skips is never open,
 * and an hour that it shows twice is open both times.
 */
import { daysOff, type Calendar, type Holiday, type Holidays } from './calendar.ts';
import { DAY_MS, MINUTE_MS } from './duration.ts';
import { weekdayOf, type Weekday } from './civil-date.ts';
import { offsetSpanAt } from './local-time.ts';

export type { Weekday } from './civil-date.ts';

export interface SendWindow {
  /** At least one. */
  readonly days: readonly Weekday[];
  /** Half-open [start, end) in minutes after local midnight; ascending, disjoint, at least one; end at most 1440. */
  readonly hours: readonly (readonly [start: number, end: number])[];
  /** Whose clock: the person's, the mailbox's, or this IANA zone's. */
  readonly zone: string;
  /** `prospect`: public holidays of the person's country; `none`; or an ISO country code. */
  readonly holidays: string;
  /** Local dates as days since 1970-01-01, both ends included. */
  readonly blackout: readonly (readonly [firstDay: number, lastDay: number])[];
}

/** How far openings are looked for: a year's blackout and the weeks around it. */
const SEARCH_DAYS_MAX = 400;

/**
 * Whether the window is open at this instant.
 *
 * @param zone  The zone that `window.zone` means for this person. The window's own word is not read here.
 * @param calendar  Its `windowHolidays` are those of the country that `window.holidays` names; none count when that is
 *                  `none`. Its weekend does not count: the window has days of its own.
 */
export function isOpen(
  window: SendWindow,
  zone: string,
  calendar: Calendar,
  atMs: number,
): boolean {
  return endOfHours(window, calendar, atMs + offsetSpanAt(zone, atMs).offsetMs) !== null;
}

/** The first instant at or after `fromMs` at which the window is open. `null` when there is none within 400 days. */
export function nextOpening(
  window: SendWindow,
  zone: string,
  calendar: Calendar,
  fromMs: number,
): number | null {
  return firstInstant(zone, fromMs, (localMs, endMs) => {
    for (let day = Math.floor(localMs / DAY_MS); day * DAY_MS < endMs; day++) {
      if (!isOpenDay(window, calendar, day)) continue;
      const hours = window.hours.find(([, end]) => localOf(day, end) > localMs);
      if (hours !== undefined) return Math.max(localMs, localOf(day, hours[0]));
    }
    return null;
  });
}

/**
 * The first instant at or after `fromMs` at which the clock shows this minute, on a day on which the window is open then.
 * A `fromMs` within the minute is its own answer; a day on which the clock skips the minute is passed over.
 *
 * @param atMinute  Minutes after local midnight.
 * @returns `null` when there is none within 400 days: above all when no hours of the window contain the minute.
 */
export function openingAtMinute(
  window: SendWindow,
  zone: string,
  calendar: Calendar,
  fromMs: number,
  atMinute: number,
): number | null {
  if (!window.hours.some(([start, end]) => start <= atMinute && atMinute < end)) return null;
  return firstInstant(zone, fromMs, (localMs, endMs) => {
    for (let day = Math.floor(localMs / DAY_MS); day * DAY_MS < endMs; day++) {
      if (localOf(day, atMinute + 1) > localMs && isOpenDay(window, calendar, day)) {
        return Math.max(localMs, localOf(day, atMinute));
      }
    }
    return null;
  });
}

/**
 * When the window, open at `atMs`, shuts: the first instant after it at which it is not open. `null` when it is shut at
 * `atMs`. A window that stays open for 400 days ends somewhere after them.
 */
export function closesAt(
  window: SendWindow,
  zone: string,
  calendar: Calendar,
  atMs: number,
): number | null {
  const limitMs = atMs + SEARCH_DAYS_MAX * DAY_MS;
  if (isAlwaysOpen(window)) return limitMs;
  let openUntilMs = atMs;
  while (openUntilMs <= limitMs) {
    const span = offsetSpanAt(zone, openUntilMs);
    const localEndMs = endOfHours(window, calendar, openUntilMs + span.offsetMs);
    if (localEndMs === null) break;
    openUntilMs = Math.min(localEndMs - span.offsetMs, span.untilMs);
  }
  return openUntilMs === atMs ? null : openUntilMs;
}

/** The holidays from one local date to another, both included, on which the window would be open otherwise; in order. */
export function holidaysShutting(
  window: SendWindow,
  calendar: Calendar,
  firstDay: number,
  lastDay: number,
): readonly (readonly [day: number, holiday: Holiday])[] {
  if (window.holidays === 'none') return [];
  const regardless = { ...window, holidays: 'none' };
  return daysOff(holidaysOf(calendar), firstDay, lastDay).filter(([day]) =>
    isOpenDay(regardless, calendar, day),
  );
}

/**
 * Walks the stretches in which the clock runs evenly; within each, local time is a straight line.
 *
 * @param findLocal  The first local time at or after the given one that will do. The second is where the stretch ends: a
 *                   later answer, or `null`, means none in this stretch.
 */
function firstInstant(
  zone: string,
  fromMs: number,
  findLocal: (fromLocalMs: number, endLocalMs: number) => number | null,
): number | null {
  const limitMs = fromMs + SEARCH_DAYS_MAX * DAY_MS;
  let atMs = fromMs;
  while (atMs <= limitMs) {
    const { offsetMs, untilMs } = offsetSpanAt(zone, atMs);
    const endMs = Math.min(untilMs, limitMs + 1);
    const localMs = findLocal(atMs + offsetMs, endMs + offsetMs);
    if (localMs !== null && localMs < endMs + offsetMs) return localMs - offsetMs;
    atMs = untilMs;
  }
  return null;
}

/** The end of the open hours around a local time, in local milliseconds; `null` when it is shut then. */
function endOfHours(window: SendWindow, calendar: Calendar, localMs: number): number | null {
  const day = Math.floor(localMs / DAY_MS);
  const hours = window.hours.find(([, end]) => localOf(day, end) > localMs);
  if (hours === undefined || localOf(day, hours[0]) > localMs) return null;
  return isOpenDay(window, calendar, day) ? localOf(day, hours[1]) : null;
}

function isOpenDay(window: SendWindow, calendar: Calendar, day: number): boolean {
  return (
    window.days.includes(weekdayOf(day)) &&
    !(window.holidays !== 'none' && holidaysOf(calendar).has(day)) &&
    !window.blackout.some(([first, last]) => first <= day && day <= last)
  );
}

function holidaysOf({ holidays, windowHolidays }: Calendar): Holidays {
  return windowHolidays ?? holidays;
}

function isAlwaysOpen({ days, hours, holidays, blackout }: SendWindow): boolean {
  const [first] = hours;
  const isAllDay = first !== undefined && first[0] === 0 && first[1] === 1440;
  return days.length === 7 && isAllDay && holidays === 'none' && blackout.length === 0;
}

/** Local milliseconds since 1970-01-01T00:00 on the wall. */
function localOf(day: number, minute: number): number {
  return day * DAY_MS + minute * MINUTE_MS;
}
