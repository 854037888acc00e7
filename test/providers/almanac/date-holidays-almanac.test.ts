import { expect, test } from 'vitest';
import { parseLocalDate } from '../../../src/core/time/civil-date.ts';
import { DateHolidaysAlmanac } from '../../../src/providers/almanac/date-holidays-almanac.ts';

const almanac = new DateHolidaysAlmanac();
const nameOn = (country: string, date: string): string | null =>
  almanac
    .publicHolidays(country, Number(date.slice(0, 4)))!
    .find((each) => each.day === parseLocalDate(date))?.name ?? null;

test.each([
  ['by rule', 'US', '2026-11-26', 'Thanksgiving Day'],
  ['moved to a working day', 'US', '2026-07-03', 'Independence Day (substitute day)'],
  ['in English, where people call it otherwise', 'DE', '2026-12-25', 'Christmas Day'],
  ['that begins at the sunset before', 'IL', '2026-09-21', 'Day of Atonement (Yom Kippur)'],
  ['of several days, the last', 'AE', '2026-03-22', 'End of Ramadan (Eid al-Fitr)'],
  ['and not the day after', 'AE', '2026-03-23', null],
  ['on a day of 25 hours', 'HT', '2026-11-01', "All Saints' Day"],
  ['on a day of 23 hours', 'BR', '2026-04-21', "Tiradentes' Day"],
  ['of half a day: none', 'CN', '2026-03-08', null],
  ['of one region only: none', 'DE', '2026-06-04', null],
  ['of banks only: none', 'DE', '2026-12-24', null],
  ['that is kept but not free: none', 'US', '2026-02-14', null],
])('a holiday %s', (_, country, date, name) => expect(nameOn(country, date)).toBe(name));

test('two on one day are one free day, in the order of the year', () => {
  for (const country of ['CY', 'RU', 'JP', 'LC']) {
    const days = almanac.publicHolidays(country, 2027)!.map((each) => each.day);
    expect(days.length).toBeGreaterThan(3);
    expect(days).toEqual([...new Set(days)].toSorted((a, b) => a - b));
  }
});

test('a country that it does not have is not one without holidays', () => {
  expect(almanac.publicHolidays('AQ', 2026)).toBeNull();
  expect(almanac.publicHolidays('de', 2026)).toBeNull();
});
