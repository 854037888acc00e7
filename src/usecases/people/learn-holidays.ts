/** Looks up the public holidays of countries that people live in, years ahead, so that a run finds them in the store. */
import { DAY_MS } from '../../core/time/duration.ts';
import { civilFromDay } from '../../core/time/civil-date.ts';
import type { Almanac } from '../../ports/almanac.ts';
import type { CountryYear, HolidayStore } from '../../ports/holiday-store.ts';

/** To be called before people of these countries are written, or are enrolled; `null` is a country that nobody knows. */
export type LearnHolidays = (countries: readonly (string | null)[]) => Promise<void>;

/** This year and so many after it. A wait may reach back into the year before. */
const YEARS_AHEAD = 3;
/** No date has more than four digits. */
const LAST_YEAR = 9999;

export interface Learning {
  readonly holidays: HolidayStore;
  /** Opened only when there is something to look up. */
  readonly almanac: () => Promise<Almanac>;
}

/** For a store that nobody reads: of what is not known nothing is said. */
export function learnerOver(to: Learning, nowMs: number): LearnHolidays {
  return async (countries) => {
    await learnHolidays(to, countries, nowMs);
  };
}

/**
 * What was learnt before is kept, and lengthened for every country, not only these.
 *
 * @returns Countries of which nothing is known, now that they were looked up: they have no holidays.
 */
export async function learnHolidays(
  { holidays, almanac }: Learning,
  countries: readonly (string | null)[],
  nowMs: number,
): Promise<readonly string[]> {
  const known = await holidays.years();
  const { year } = civilFromDay(Math.floor(nowMs / DAY_MS));
  const wanted = new Set([...countries, ...known.map((each) => each.country)]);
  const has = new Set(known.map((each) => `${each.country} ${each.year}`));
  const missing = [...wanted].flatMap((country) =>
    country === null
      ? []
      : yearsAround(year)
          .filter((each) => !has.has(`${country} ${each}`))
          .map((each) => ({ country, year: each })),
  );
  if (missing.length === 0) return [];
  const opened = await almanac();
  const learnt = missing.map((each): CountryYear => ({
    ...each,
    holidays: opened.publicHolidays(each.country, each.year),
  }));
  await holidays.learn(learnt);
  const before = new Set(known.map((each) => each.country));
  const unknown = learnt.filter((each) => each.holidays === null && !before.has(each.country));
  return [...new Set(unknown.map((each) => each.country))];
}

function yearsAround(year: number): readonly number[] {
  const years = Array.from({ length: YEARS_AHEAD + 2 }, (_, index) => year - 1 + index);
  return years.filter((each) => each <= LAST_YEAR);
}
