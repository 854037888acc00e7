import { describe, expect, test } from 'vitest';
import { WORK_WEEK } from '../../src/core/time/calendar.ts';
import { anchoredStart } from '../../src/core/start.ts';
import { at, duration } from '../support/world/builders.ts';
import { ada } from '../support/world/situations.ts';

/** For Ada in Berlin, whose contract is renewed on Friday, 10 April; `UTC` or why not. */
function start(
  distance: string,
  side: 'before' | 'after',
  now: string,
  date = '2026-04-10',
): string {
  const anchor = { distance: duration(distance), side, field: 'renewal_date' };
  const prospect = ada({ fields: { renewal_date: date } });
  const found = anchoredStart(anchor, prospect, 'Europe/Berlin', WORK_WEEK, at(now));
  return found.ok ? new Date(found.atMs).toISOString().slice(0, 16) : found.because;
}

describe('a start at a date of the person', () => {
  test.each([
    ['5 days', 'before', '2026-04-04T22:00'],
    ['3 business days', 'before', '2026-04-06T22:00'],
    ['2 weeks', 'before', '2026-03-26T23:00'],
    ['1 day', 'after', '2026-04-10T22:00'],
  ] as const)(
    '%s %s it: the midnight that begins the day, on their wall',
    (distance, side, instant) => {
      expect(start(distance, side, '2026-03-01')).toBe(instant);
    },
  );

  test('that has passed while the date has not is now', () => {
    expect(start('5 days', 'before', '2026-04-08T12:00')).toBe('2026-04-08T12:00');
    expect(start('5 days', 'before', '2026-04-10T21:59')).toBe('2026-04-10T21:59');
  });

  test('is over when the date is, and none without a date', () => {
    expect(start('5 days', 'before', '2026-04-10T22:00')).toBe('start_date_passed');
    expect(start('5 days', 'before', '2026-03-01', 'soon')).toBe('bad_start_date');
    expect(start('5 days', 'before', '2026-03-01', '2026-02-30')).toBe('bad_start_date');
    expect(start('5 days', 'before', '2026-03-01', '10.04.2026')).toBe('bad_start_date');
    expect(start('5 days', 'before', '2026-03-01', ' ')).toBe('no_start_date');
  });
});
