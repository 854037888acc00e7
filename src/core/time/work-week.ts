/** Which days of the week are no working days in a country? */
import type { Weekday } from './civil-date.ts';

/** Source: CLDR 48, supplemental `weekData`, `weekendStart` and `weekendEnd`. Every other country rests on Saturday and Sunday. */
const OTHER_WEEKENDS: readonly (readonly [weekend: readonly Weekday[], countries: string])[] = [
  [[4, 5], 'AF'],
  [[5], 'IR'],
  [[5, 6], 'BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE'],
  [[7], 'IN UG'],
];

const SATURDAY_AND_SUNDAY: readonly Weekday[] = [6, 7];
const byCountry = new Map(
  OTHER_WEEKENDS.flatMap(([weekend, countries]) =>
    countries.split(' ').map((country) => [country, weekend] as const),
  ),
);

/** @param country  ISO 3166 alpha-2; `null` and unknown ones: Saturday and Sunday. */
export function weekendOf(country: string | null): readonly Weekday[] {
  return byCountry.get(country ?? '') ?? SATURDAY_AND_SUNDAY;
}
