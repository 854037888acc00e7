/** An almanac for many stores that ask for the same: opened once, and each year of a country looked up once. */
import type { Almanac } from '../../ports/almanac.ts';

export function keptAlmanac(open: () => Promise<Almanac>): () => Promise<Almanac> {
  let opening: Promise<Almanac> | null = null;
  return () => (opening ??= open().then(remembering));
}

function remembering(almanac: Almanac): Almanac {
  const known = new Map<string, ReturnType<Almanac['publicHolidays']>>();
  return {
    publicHolidays(country, year) {
      const key = `${country} ${year}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const holidays = almanac.publicHolidays(country, year);
      known.set(key, holidays);
      return holidays;
    },
  };
}
