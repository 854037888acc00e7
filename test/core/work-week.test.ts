import { expect, test } from 'vitest';
import { weekendOf } from '../../src/core/time/work-week.ts';
import { COUNTRIES } from '../../src/people/cells/country-table.ts';

interface WeekInfo {
  readonly weekend: readonly number[];
}

/** ICU's copy of CLDR: a property in Node 20, a method later. */
function weekendOfIcu(country: string): readonly number[] {
  const locale = new Intl.Locale(`en-${country}`) as Intl.Locale & {
    readonly weekInfo?: WeekInfo;
    readonly getWeekInfo?: () => WeekInfo;
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)!.weekend;
}

test('every country rests on the days that CLDR says', () => {
  const countries = [...COUNTRIES.matchAll(/^([A-Z]{2}) /gm)].map((match) => match[1]!);
  expect(countries.length).toBeGreaterThan(200);
  const differing = countries.filter(
    (country) => weekendOf(country).join(',') !== weekendOfIcu(country).join(','),
  );
  expect(differing).toEqual([]);
});

test.each([
  ['Israel', 'IL', [5, 6]],
  ['India, six days of work', 'IN', [7]],
  ['Germany', 'DE', [6, 7]],
  ['a country that is none', 'XX', [6, 7]],
  ['an unknown country', null, [6, 7]],
])('the weekend of %s', (_, country, weekend) => expect(weekendOf(country)).toEqual(weekend));
