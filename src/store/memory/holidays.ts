/** Public holidays, as far as they were looked up. */
import type { PublicHoliday } from '../../ports/almanac.ts';
import type { CountryYear, HolidayStore } from '../../ports/holiday-store.ts';
import { isUnfinished, pairOf, type Kept } from './kept.ts';

export function holidayStoreOf(kept: Kept): HolidayStore {
  const known = new Map<string, CountryYear>();
  return {
    years: async () =>
      [...known.values()]
        .map(({ country, year, holidays }) => ({ country, year, isInAlmanac: holidays !== null }))
        .toSorted((a, b) => (a.country === b.country ? a.year - b.year : compared(a, b))),
    ofCountry: async (country) => {
      const found = [...known.values()].filter((each) => each.country === country);
      return once(found.flatMap(({ holidays }) => holidays ?? []));
    },
    learn: async (years) => {
      for (const each of years) known.set(pairOf(each.country, String(each.year)), each);
    },
    inUse: async () => {
      const found = new Map<string, string>();
      for (const { prospect, enrollments } of kept.people) {
        const { country, id } = prospect;
        if (country === null || found.has(country) || !enrollments.some(isUnfinished)) continue;
        found.set(country, id);
      }
      const used = [...found].map(([country, prospectId]) => ({ country, prospectId }));
      return used.toSorted(compared);
    },
  };
}

/** Of several on a day the first by name, in the order of days. */
function once(holidays: readonly PublicHoliday[]): readonly PublicHoliday[] {
  const byDay = new Map<number, PublicHoliday>();
  for (const each of holidays) {
    const before = byDay.get(each.day);
    if (before === undefined || each.name < before.name) byDay.set(each.day, each);
  }
  return [...byDay.values()].toSorted((a, b) => a.day - b.day);
}

function compared(one: { readonly country: string }, other: { readonly country: string }): number {
  return one.country < other.country ? -1 : 1;
}
