/** Public holidays from the package date-holidays. Loading it takes a quarter of a second and 60 MB: import this file lazily. */
import Holidays, { type HolidaysTypes } from 'date-holidays';
import { DAY_MS } from '../../core/time/duration.ts';
import { invariant } from '../../core/invariant.ts';
import { parseLocalDate } from '../../core/time/civil-date.ts';
import type { Almanac, PublicHoliday } from '../../ports/almanac.ts';

/** A clock change makes a day up to an hour shorter. */
const CLOCK_CHANGE_DAYS = 0.1;

export class DateHolidaysAlmanac implements Almanac {
  readonly #countries = new Map<string, Holidays>();
  readonly #known = new Set(Object.keys(new Holidays().getCountries()));

  publicHolidays(country: string, year: number): readonly PublicHoliday[] | null {
    if (!this.#known.has(country)) return null;
    const found = this.#of(country)
      .getHolidays(year, 'en')
      .filter(({ type }) => type === 'public')
      .flatMap(daysOf);
    // Two on one day are one free day.
    const byDay = new Map(found.toReversed().map((each) => [each.day, each] as const));
    return [...byDay.values()].toSorted((a, b) => a.day - b.day);
  }

  #of(country: string): Holidays {
    const known = this.#countries.get(country) ?? new Holidays(country);
    this.#countries.set(country, known);
    return known;
  }
}

/** One that begins at the sunset before is still given by the date of its first whole day. Half days give none. */
function daysOf({ date, start, end, name }: HolidaysTypes.Holiday): readonly PublicHoliday[] {
  const first = parseLocalDate(date.slice(0, 10));
  invariant(first !== null, `"${date}" begins with a date`);
  const length = Math.floor((end.getTime() - start.getTime()) / DAY_MS + CLOCK_CHANGE_DAYS);
  return Array.from({ length }, (_, index) => ({ day: first + index, name }));
}
