import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { WORK_WEEK } from '../../src/core/time/calendar.ts';
import { toLocal } from '../../src/core/time/local-time.ts';
import {
  closesAt,
  isOpen,
  nextOpening,
  openingAtMinute,
  type SendWindow,
  type Weekday,
} from '../../src/core/time/window.ts';
import { changesOf, ZONES } from './times.ts';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;

const days = fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 });
/** On the quarter of an hour, as the changes of the clock are, so that steps of a quarter miss nothing. */
const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 7 })
  .map((marks) => {
    const minutes = marks.toSorted((a, b) => a - b).map((mark) => mark * 15);
    return Array.from({ length: Math.floor(minutes.length / 2) }, (_, pair) => {
      return [minutes[pair * 2]!, minutes[pair * 2 + 1]!] as const;
    });
  })
  .filter((pairs) => pairs.every(([start, end]) => end - start < 1440));
const windows: fc.Arbitrary<SendWindow> = fc.record({
  days,
  hours,
  zone: fc.constant('prospect'),
  holidays: fc.constant('none'),
  blackout: fc.constant([]),
});

describe.each(ZONES)('around every change in %s from 2024 to 2030', (zone) => {
  const changes = changesOf(zone);
  const anchors = changes.length > 0 ? changes : [DateTime.utc(2026, 3, 29, 1).toMillis()];
  const aroundChange = fc
    .record({
      change: fc.constantFrom(...anchors),
      quarters: fc.integer({ min: -120, max: 120 }),
      ms: fc.constantFrom(0, 0, 1, QUARTER_MS - 1),
    })
    .map(({ change, quarters, ms }) => change + quarters * QUARTER_MS + ms);

  test('an opening is the first open instant, and stays it', () => {
    fc.assert(
      fc.property(
        windows,
        aroundChange,
        fc.integer({ min: 0, max: DAY_MS }),
        (window, ms, laterMs) => {
          const opening = nextOpening(window, zone, WORK_WEEK, ms)!;
          expect(opening).toBeGreaterThanOrEqual(ms);
          expect(isOpenByLuxon(window, zone, opening)).toBe(true);
          expect(nextOpening(window, zone, WORK_WEEK, opening)).toBe(opening);
          expect(nextOpening(window, zone, WORK_WEEK, ms + laterMs)).toBeGreaterThanOrEqual(
            opening,
          );
          expect(opening).toBe(
            isOpenByLuxon(window, zone, ms) ? ms : firstQuarter(window, zone, ms, true),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a closing is the first shut instant', () => {
    fc.assert(
      fc.property(windows, aroundChange, (window, ms) => {
        const closing = closesAt(window, zone, WORK_WEEK, ms);
        expect(isOpen(window, zone, WORK_WEEK, ms)).toBe(isOpenByLuxon(window, zone, ms));
        expect(closing).toBe(
          isOpenByLuxon(window, zone, ms) ? firstQuarter(window, zone, ms, false) : null,
        );
      }),
      { numRuns: 25 },
    );
  });

  test('an opening at a minute shows that minute, and none is passed over', () => {
    fc.assert(
      fc.property(windows, aroundChange, fc.integer({ min: 0, max: 95 }), (window, ms, quarter) => {
        const atMinute = quarter * 15;
        const opening = openingAtMinute(window, zone, WORK_WEEK, ms, atMinute);
        const isPossible = window.hours.some(([start, end]) => start <= atMinute && atMinute < end);
        expect(opening !== null).toBe(isPossible);
        if (opening === null) return;
        expect(toLocal(zone, opening).minute).toBe(atMinute);
        expect(isOpenByLuxon(window, zone, opening)).toBe(true);
        for (let earlier = nextQuarter(ms); earlier < opening; earlier += QUARTER_MS) {
          if (toLocal(zone, earlier).minute !== atMinute) continue;
          expect(isOpenByLuxon(window, zone, earlier)).toBe(false);
        }
      }),
      { numRuns: 25 },
    );
  });
});

function isOpenByLuxon(window: SendWindow, zone: string, ms: number): boolean {
  const local = DateTime.fromMillis(ms, { zone });
  const minute = local.hour * 60 + local.minute;
  return (
    window.days.some((weekday) => weekday === local.weekday) &&
    window.hours.some(([start, end]) => start <= minute && minute < end)
  );
}

/** The first quarter of an hour after `ms` at which the window is open, or shut; `null` when it stays as it is. */
function firstQuarter(window: SendWindow, zone: string, ms: number, open: boolean): number | null {
  const weeksAhead = ms + 15 * DAY_MS;
  for (let at = nextQuarter(ms + 1); at < weeksAhead; at += QUARTER_MS) {
    if (isOpenByLuxon(window, zone, at) === open) return at;
  }
  return null;
}

function nextQuarter(ms: number): number {
  return Math.ceil(ms / QUARTER_MS) * QUARTER_MS;
}
