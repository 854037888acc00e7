/** Public holidays, as far as they were looked up. */
import type { PublicHoliday } from '../../../ports/almanac.ts';
import type { CountryYear, KnownYear } from '../../../ports/holiday-store.ts';
import { prospectId } from '../rows.ts';
import { all, run, sql, type Command } from '../statement.ts';

const YEARS = sql(`SELECT country, year, in_almanac FROM holiday_year ORDER BY country, year`);
const OF_COUNTRY = sql(
  `SELECT day, min(name) AS name FROM holiday WHERE country = ? GROUP BY day ORDER BY day`,
);
const FORGET = sql(`DELETE FROM holiday WHERE country = ? AND year = ?`);
const ADD = sql(`INSERT INTO holiday (country, year, day, name) VALUES (?, ?, ?, ?)`);
const KNOW = sql(`INSERT INTO holiday_year (country, year, in_almanac) VALUES (?, ?, ?)
  ON CONFLICT (country, year) DO UPDATE SET in_almanac = excluded.in_almanac`);
const IN_USE =
  sql(`SELECT p.country AS country, min(p.id) AS id FROM enrollment e JOIN prospect p ON p.id = e.prospect_id
  WHERE e.status <> 'finished' AND p.country IS NOT NULL GROUP BY p.country ORDER BY p.country`);

export function* years(): Command<readonly KnownYear[]> {
  const rows = yield* all<{ country: string; year: number; in_almanac: number }>(YEARS);
  return rows.map(({ country, year, in_almanac: isIn }) => ({
    country,
    year,
    isInAlmanac: isIn === 1,
  }));
}

export function* ofCountry(country: string): Command<readonly PublicHoliday[]> {
  return yield* all<PublicHoliday>(OF_COUNTRY, country);
}

export function* learn(learnt: readonly CountryYear[]): Command<void> {
  for (const { country, year, holidays } of learnt) {
    yield* run(FORGET, country, year);
    yield* run(KNOW, country, year, holidays === null ? 0 : 1);
    for (const { day, name } of holidays ?? []) yield* run(ADD, country, year, day, name);
  }
}

export function* inUse(): Command<readonly { country: string; prospectId: string }[]> {
  const rows = yield* all<{ country: string; id: number }>(IN_USE);
  return rows.map(({ country, id }) => ({ country, prospectId: prospectId(id) }));
}
