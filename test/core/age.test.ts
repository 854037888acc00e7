import { expect, test } from 'vitest';
import { instantBefore, parseAge, writtenAge } from '../../src/core/time/age.ts';

const before = (now: string, age: string): string =>
  new Date(instantBefore(Date.parse(now), parseAge(age)!)).toISOString();

test.each([
  ['2026-03-02T09:30:00.000Z', '18 months after last touch', '2024-09-02T09:30:00.000Z'],
  ['2026-03-31T00:00:00.000Z', '1 month', '2026-03-03T00:00:00.000Z'],
  ['2026-01-15T00:00:00.000Z', '1 month', '2025-12-15T00:00:00.000Z'],
  ['2028-02-29T00:00:00.000Z', '1 year', '2027-03-01T00:00:00.000Z'],
  ['2026-03-02T09:30:00.000Z', '2 weeks', '2026-02-16T09:30:00.000Z'],
  ['2026-03-02T09:30:00.000Z', '3 days', '2026-02-27T09:30:00.000Z'],
])('%s less %s is %s', (now, age, expected) => expect(before(now, age)).toBe(expected));

test.each(['', '18', '0 months', '-1 day', '1.5 years', '18 months after birth', '2 hours'])(
  '%j is no age',
  (text) => expect(parseAge(text)).toBeNull(),
);

test('is written as it was', () => {
  expect([writtenAge(parseAge('1 year')!), writtenAge(parseAge('18 Months')!)]).toEqual([
    '1 year',
    '18 months',
  ]);
});
