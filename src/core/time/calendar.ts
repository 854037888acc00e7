/** When is a wait over? Durations counted on the clock and the work calendar of a zone. */
import { DAY_MS, elapsedMs, type Duration, type DurationUnit, type Remaining } from './duration.ts';
import { invariant } from '../invariant.ts';
import { weekdayOf, type Weekday } from './civil-date.ts';
import { toEpochMs, toLocal } from './local-time.ts';

export interface Holiday {
  /** As people there or the world call it. */
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
}

/** By local date, as days since 1970-01-01. */
export type Holidays = ReadonlyMap<number, Holiday>;

/** On which days is work done? */
export interface Calendar {
  /** At most six days of the week. */
  readonly weekend: readonly Weekday[];
  /** Public holidays of the person's country. */
  readonly holidays: Holidays;
  /** Those that shut a send window which names a country of its own; left out: `holidays` do. */
  readonly windowHolidays?: Holidays;
}

/** Monday to Friday without holidays: where nothing is known of a person's country. */
export const WORK_WEEK: Calendar = { weekend: [6, 7], holidays: new Map() };

/** @param day  A local date as days since 1970-01-01. */
export function isBusinessDay(calendar: Calendar, day: number): boolean {
  return !calendar.weekend.includes(weekdayOf(day)) && !calendar.holidays.has(day);
}

/**
 * The instant a duration after `fromMs`.
 *
 * Seconds, minutes and hours are elapsed time. Days, weeks and business days keep the time on the wall, with the rules of
 * `toEpochMs` where the clock skips or repeats it. Business days count from the day after: one business day after any
 * time on a Saturday is that time on Monday. Nothing of any unit is `fromMs` itself, whatever the day.
 *
 * A greater amount never gives an earlier instant. A later `fromMs` may: Friday 18:00 and one business day is Monday
 * 18:00, Saturday 09:00 and one is Monday 09:00.
 */
export function addDuration(
  fromMs: number,
  duration: Duration,
  zone: string,
  calendar: Calendar,
): number {
  const { amount, unit } = duration;
  if (amount === 0) return fromMs;
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return fromMs + elapsedMs(duration);
    case 'day':
    case 'week': {
      const { day, msOfDay } = toLocal(zone, fromMs);
      return toEpochMs(zone, day + elapsedMs(duration) / DAY_MS, msOfDay);
    }
    case 'business_day': {
      const { day, msOfDay } = toLocal(zone, fromMs);
      return toEpochMs(zone, businessDayAfter(calendar, day, amount), msOfDay);
    }
  }
}

/**
 * What is left of a wait, to be frozen while a person is held. Nothing when `untilMs` has passed.
 *
 * Whole units to go are kept with the part of the last one that has passed, so that `resume` at the same instant gives
 * `untilMs` exactly, and after a month held `3 business days` are still three business days.
 */
export function remainingOf(
  untilMs: number,
  unit: DurationUnit,
  nowMs: number,
  zone: string,
  calendar: Calendar,
): Remaining {
  if (untilMs <= nowMs) return { duration: { amount: 0, unit }, slackMs: 0 };
  // The guess may be one too low, never too high: a skipped day moves an instant into the next one.
  let amount = Math.max(1, wholeUnits(untilMs, unit, nowMs, zone, calendar) - 1);
  let endMs = addDuration(nowMs, { amount, unit }, zone, calendar);
  while (endMs < untilMs) {
    amount += 1;
    endMs = addDuration(nowMs, { amount, unit }, zone, calendar);
  }
  return { duration: { amount, unit }, slackMs: endMs - untilMs };
}

/** When a frozen wait ends if it runs again from `nowMs`; never before `nowMs`. */
export function resume(
  remaining: Remaining,
  nowMs: number,
  zone: string,
  calendar: Calendar,
): number {
  const endMs = addDuration(nowMs, remaining.duration, zone, calendar);
  return Math.max(nowMs, endMs - remaining.slackMs);
}

/**
 * The local day so long before another one. Business days count from the day before.
 *
 * @param duration  In days, weeks or business days.
 */
export function daysBefore(day: number, { amount, unit }: Duration, calendar: Calendar): number {
  if (unit === 'day') return day - amount;
  if (unit === 'week') return day - 7 * amount;
  invariant(unit === 'business_day', `${unit} is a unit of days`);
  invariant(calendar.weekend.length < 7, 'a week has a business day');
  let found = day;
  for (let left = amount; left > 0;) {
    found -= 1;
    if (isBusinessDay(calendar, found)) left -= 1;
  }
  return found;
}

/** The holidays that made a wait in business days longer, from the day after `fromMs` until it is over. */
export function holidaysWithin(
  calendar: Calendar,
  zone: string,
  fromMs: number,
  untilMs: number,
): readonly (readonly [day: number, holiday: Holiday])[] {
  return daysOff(
    calendar.holidays,
    toLocal(zone, fromMs).day + 1,
    toLocal(zone, untilMs).day,
  ).filter(([day]) => !calendar.weekend.includes(weekdayOf(day)));
}

/** Those of the holidays that lie from `firstDay` to `lastDay`, both included, in order. */
export function daysOff(
  holidays: Holidays,
  firstDay: number,
  lastDay: number,
): readonly (readonly [day: number, holiday: Holiday])[] {
  return [...holidays]
    .filter(([day]) => firstDay <= day && day <= lastDay)
    .toSorted(([a], [b]) => a - b);
}

function businessDayAfter(calendar: Calendar, day: number, amount: number): number {
  invariant(calendar.weekend.length < 7, 'a week has a business day');
  let found = day;
  let left = amount;
  while (left > 0) {
    found += 1;
    if (isBusinessDay(calendar, found)) left -= 1;
  }
  return found;
}

function wholeUnits(
  untilMs: number,
  unit: DurationUnit,
  nowMs: number,
  zone: string,
  calendar: Calendar,
): number {
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return Math.floor((untilMs - nowMs) / elapsedMs({ amount: 1, unit }));
    case 'day':
      return toLocal(zone, untilMs).day - toLocal(zone, nowMs).day;
    case 'week':
      return Math.floor((toLocal(zone, untilMs).day - toLocal(zone, nowMs).day) / 7);
    case 'business_day': {
      let count = 0;
      const lastDay = toLocal(zone, untilMs).day;
      for (let day = toLocal(zone, nowMs).day + 1; day <= lastDay; day++) {
        if (isBusinessDay(calendar, day)) count += 1;
      }
      return count;
    }
  }
}
