import { expect, test } from 'vitest';
import { dayFromCivil } from '../../../src/core/time/civil-date.ts';
import type { Almanac } from '../../../src/ports/almanac.ts';
import { learnHolidays, type Learning } from '../../../src/usecases/people/learn-holidays.ts';
import { at } from '../../support/world/builders.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T09:00');

/** New Year everywhere but in AQ, and what was asked for. */
class SmallAlmanac implements Almanac {
  readonly asked: string[] = [];
  opened = 0;

  publicHolidays(country: string, year: number) {
    this.asked.push(`${country} ${year}`);
    return country === 'AQ' ? null : [{ day: dayFromCivil(year, 1, 1), name: 'New Year' }];
  }
}

function learning(): { readonly almanac: SmallAlmanac; readonly to: Learning } {
  const almanac = new SmallAlmanac();
  const { holidays } = new World({ nowMs: MONDAY }).stores;
  const open = async () => ((almanac.opened += 1), almanac);
  return { almanac, to: { holidays, almanac: open } };
}

test('a country is looked up from last year to three years ahead, once', async () => {
  const { almanac, to } = learning();
  await learnHolidays(to, ['DE', null, 'DE'], MONDAY);
  expect(almanac.asked).toEqual(['DE 2025', 'DE 2026', 'DE 2027', 'DE 2028', 'DE 2029']);
  expect(await to.holidays.ofCountry('DE')).toHaveLength(5);
  await learnHolidays(to, ['DE'], MONDAY);
  expect(almanac.opened).toBe(1);
});

test('without a country nothing is opened', async () => {
  const { almanac, to } = learning();
  expect(await learnHolidays(to, [null], MONDAY)).toEqual([]);
  expect(almanac.opened).toBe(0);
});

test('a year later every country that is known gets its next year, whoever is asked for', async () => {
  const { almanac, to } = learning();
  await learnHolidays(to, ['DE', 'AQ'], MONDAY);
  almanac.asked.length = 0;
  await learnHolidays(to, ['US'], at('2027-01-04T09:00'));
  expect(almanac.asked.filter((each) => !each.startsWith('US'))).toEqual(['AQ 2030', 'DE 2030']);
});

test('a country without an almanac is named the first time, and not looked up again', async () => {
  const { almanac, to } = learning();
  expect(await learnHolidays(to, ['AQ', 'DE'], MONDAY)).toEqual(['AQ']);
  expect(await learnHolidays(to, ['AQ'], MONDAY)).toEqual([]);
  expect(almanac.opened).toBe(1);
});
