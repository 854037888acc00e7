/** Does a run find the public holidays of the countries that people live in? */
import { counted } from '../../core/counted.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import { dayFromCivil } from '../../core/time/civil-date.ts';
import type { HolidayStore, KnownYear } from '../../ports/holiday-store.ts';

/** Steps are planned so far ahead. */
const LEAST_DAYS_AHEAD = 92;

export interface HolidayVerdict {
  readonly ok: boolean;
  readonly detail: string;
  /** `null`: nothing is to be done. */
  readonly cure: string | null;
}

export async function holidayVerdict(
  store: Pick<HolidayStore, 'years' | 'inUse'>,
  nowMs: number,
): Promise<HolidayVerdict> {
  const known = await store.years();
  const used = await store.inUse();
  const countries = new Set(known.map((each) => each.country));
  const never = used.filter(({ country }) => !countries.has(country));
  const ending = [...countries].filter(
    (country) => daysAhead(known, country, nowMs) < LEAST_DAYS_AHEAD,
  );
  const found = [
    ...(never.length === 0 ? [] : [`never looked up for ${listed(never)}`]),
    ...(ending.length === 0 ? [] : [`known for less than 3 months more for ${ending.join(', ')}`]),
  ];
  if (found.length > 0) {
    const [example] = never.length > 0 ? never : used;
    const now =
      example === undefined
        ? ''
        : `; or now: touchline set ${example.prospectId} country=${example.country}`;
    const cure = `the next import, add, set or enroll looks them up${now}`;
    return { ok: false, detail: found.join('; '), cure };
  }
  const without = new Set(known.flatMap((each) => (each.isInAlmanac ? [] : [each.country])));
  const blank = used.filter(({ country }) => without.has(country));
  const notes = blank.length === 0 ? '' : `; none are known for ${listed(blank)}`;
  const many = counted(countries.size, 'country', 'countries');
  const detail =
    countries.size === 0 ? 'nobody’s country is known' : `looked up for ${many}${notes}`;
  return { ok: true, detail, cure: null };
}

function daysAhead(known: readonly KnownYear[], country: string, nowMs: number): number {
  const years = known.filter((each) => each.country === country).map((each) => each.year);
  return dayFromCivil(Math.max(...years) + 1, 1, 1) - Math.floor(nowMs / DAY_MS);
}

function listed(countries: readonly { readonly country: string }[]): string {
  return countries.map(({ country }) => country).join(', ');
}
