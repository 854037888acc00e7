import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDuration, isBusinessDay, remainingOf, resume } from '../../src/core/time/calendar.ts';
import type { DurationUnit } from '../../src/core/time/duration.ts';
import type { Weekday } from '../../src/core/time/civil-date.ts';
import { toLocal } from '../../src/core/time/local-time.ts';
import { ZONES } from './times.ts';

const DAY_2026 = 20_454;
const HOUR_MS = 3_600_000;

const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2031, 0) });
const unitsOfElapsedTime: readonly DurationUnit[] = ['second', 'minute', 'hour'];
const unitsOfTheCalendar: readonly DurationUnit[] = ['day', 'business_day', 'week'];
const units = fc.constantFrom(...unitsOfElapsedTime, ...unitsOfTheCalendar);
const amounts = fc.integer({ min: 0, max: 40 });
const calendars = fc.record({
  weekend: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { maxLength: 6 }),
  holidays: fc
    .array(fc.integer({ min: DAY_2026 - 700, max: DAY_2026 + 1800 }), { maxLength: 400 })
    .map((days) => new Map(days.map((day) => [day, { name: 'off', country: 'DE' }] as const))),
});

test('a greater amount is never earlier, and nothing is before the start', () => {
  fc.assert(
    fc.property(instants, amounts, units, zones, calendars, (ms, amount, unit, zone, calendar) => {
      const shorter = addDuration(ms, { amount, unit }, zone, calendar);
      const longer = addDuration(ms, { amount: amount + 1, unit }, zone, calendar);
      expect(shorter).toBeGreaterThanOrEqual(ms);
      expect(longer).toBeGreaterThan(shorter);
    }),
    { numRuns: 1000 },
  );
});

test('a later start is never earlier by more than a clock change, but for business days', () => {
  const plain = fc.constantFrom<DurationUnit>('second', 'minute', 'hour', 'day', 'week');
  const ahead = fc.integer({ min: 0, max: 72 * HOUR_MS });
  fc.assert(
    fc.property(
      instants,
      ahead,
      amounts,
      plain,
      zones,
      calendars,
      (ms, aheadMs, amount, unit, zone, calendar) => {
        const early = addDuration(ms, { amount, unit }, zone, calendar);
        const late = addDuration(ms + aheadMs, { amount, unit }, zone, calendar);
        const toleranceMs = unitsOfElapsedTime.includes(unit) ? 0 : 2 * HOUR_MS;
        expect(late).toBeGreaterThanOrEqual(early - toleranceMs);
      },
    ),
    { numRuns: 1000 },
  );
});

test('business days end on a business day, with as many after the start as asked', () => {
  const some = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(instants, some, zones, calendars, (ms, amount, zone, calendar) => {
      const end = addDuration(ms, { amount, unit: 'business_day' }, zone, calendar);
      const first = toLocal(zone, ms).day;
      const last = toLocal(zone, end).day;
      const counted = Array.from({ length: last - first }, (_, index) => first + 1 + index);
      expect(isBusinessDay(calendar, last)).toBe(true);
      expect(counted.filter((day) => isBusinessDay(calendar, day))).toHaveLength(amount);
    }),
  );
});

test('a wait that is held and resumed at the same instant ends when it would have', () => {
  const ahead = fc.integer({ min: -HOUR_MS, max: 60 * 24 * HOUR_MS });
  fc.assert(
    fc.property(instants, ahead, units, zones, calendars, (ms, aheadMs, unit, zone, calendar) => {
      const remaining = remainingOf(ms + aheadMs, unit, ms, zone, calendar);
      expect(resume(remaining, ms, zone, calendar)).toBe(Math.max(ms, ms + aheadMs));
    }),
    { numRuns: 1000 },
  );
});

test('what is left is the fewest whole units that reach the end', () => {
  const ahead = fc.integer({ min: 1, max: 60 * 24 * HOUR_MS });
  fc.assert(
    fc.property(instants, ahead, units, zones, calendars, (ms, aheadMs, unit, zone, calendar) => {
      const { duration, slackMs } = remainingOf(ms + aheadMs, unit, ms, zone, calendar);
      const oneLess = { ...duration, amount: duration.amount - 1 };
      expect(addDuration(ms, duration, zone, calendar) - slackMs).toBe(ms + aheadMs);
      expect(addDuration(ms, oneLess, zone, calendar)).toBeLessThan(ms + aheadMs);
      expect(slackMs).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});

test('a wait that resumes never ends before it resumes', () => {
  const ahead = fc.integer({ min: 0, max: 20 * 24 * HOUR_MS });
  fc.assert(
    fc.property(
      instants,
      instants,
      ahead,
      units,
      zones,
      calendars,
      (ms, laterMs, aheadMs, unit, zone, calendar) => {
        const remaining = remainingOf(ms + aheadMs, unit, ms, zone, calendar);
        expect(resume(remaining, laterMs, zone, calendar)).toBeGreaterThanOrEqual(laterMs);
      },
    ),
  );
});
