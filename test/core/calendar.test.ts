import { describe, expect, test } from 'vitest';
import {
  addDuration,
  isBusinessDay,
  remainingOf,
  resume,
  WORK_WEEK,
  type Calendar,
} from '../../src/core/time/calendar.ts';
import { parseDuration } from '../../src/core/time/duration.ts';
import { parseLocalDate } from '../../src/core/time/civil-date.ts';
import { at, shown } from './times.ts';

const BERLIN = 'Europe/Berlin';

test('a business day is neither weekend nor holiday', () => {
  const christmas = withHolidays('2026-12-25');
  const days = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'];
  expect(days.map((date) => isBusinessDay(christmas, day(date)))).toEqual([
    true,
    false,
    false,
    false,
    true,
  ]);
  const fridayOff: Calendar = { weekend: [5, 6], holidays: new Map() };
  expect(isBusinessDay(fridayOff, day('2026-12-27'))).toBe(true);
});

const waits = [
  [
    'elapsed hours run through the missing hour',
    'Sun 29 Mar 2026 01:30',
    '1 hour',
    'Sun 29 Mar 2026 03:30',
  ],
  [
    'elapsed hours run through the hour that repeats',
    'Sun 25 Oct 2026 02:30 first',
    '1 hour',
    'Sun 25 Oct 2026 02:30 second',
  ],
  [
    'a day keeps the time on the wall over the change',
    'Sat 28 Mar 2026 09:00',
    '1 day',
    'Sun 29 Mar 2026 09:00',
  ],
  [
    'a day that ends in the missing hour ends after it',
    'Sat 28 Mar 2026 02:30',
    '1 day',
    'Sun 29 Mar 2026 03:30',
  ],
  [
    'a day that ends in the repeated hour ends the first time',
    'Sat 24 Oct 2026 02:30',
    '1 day',
    'Sun 25 Oct 2026 02:30 first',
  ],
  ['a week is seven days', 'Thu 26 Mar 2026 17:00', '1 week', 'Thu 2 Apr 2026 17:00'],
  [
    'seconds and minutes are exact',
    'Sat 31 Oct 2026 23:59',
    '90 seconds',
    'Sun 1 Nov 2026 00:00:30',
  ],
  [
    'business days jump the weekend',
    'Thu 5 Mar 2026 16:45',
    '2 business days',
    'Mon 9 Mar 2026 16:45',
  ],
  [
    'a business day from Friday is Monday',
    'Fri 6 Mar 2026 23:00',
    '1 business day',
    'Mon 9 Mar 2026 23:00',
  ],
  [
    'a business day from Saturday is Monday',
    'Sat 7 Mar 2026 10:00',
    '1 business day',
    'Mon 9 Mar 2026 10:00',
  ],
  [
    'a business day from Sunday is Monday',
    'Sun 8 Mar 2026 10:00',
    '1 business day',
    'Mon 9 Mar 2026 10:00',
  ],
  [
    'nothing on a Saturday is that Saturday',
    'Sat 7 Mar 2026 10:00',
    '0 business days',
    'Sat 7 Mar 2026 10:00',
  ],
  [
    'nothing in the repeated hour stays the second one',
    'Sun 25 Oct 2026 02:30 second',
    '0 days',
    'Sun 25 Oct 2026 02:30 second',
  ],
];

describe('addDuration', () => {
  test.each(waits)('%s', (_, from, duration, expected) => {
    expect(shown(BERLIN, add(`${from} ${BERLIN}`, duration))).toBe(expected);
  });

  test('holidays are no business days', () => {
    const ms = at(`Wed 23 Dec 2026 09:00 ${BERLIN}`);
    const later = addDuration(
      ms,
      parse('2 business days'),
      BERLIN,
      withHolidays('2026-12-24', '2026-12-25'),
    );
    expect(shown(BERLIN, later)).toBe('Tue 29 Dec 2026 09:00');
  });

  test('a day onto a date that does not exist is the next date', () => {
    const ms = at('Thu 29 Dec 2011 12:00 Pacific/Apia');
    expect(shown('Pacific/Apia', addDuration(ms, parse('1 day'), 'Pacific/Apia', WORK_WEEK))).toBe(
      'Sat 31 Dec 2011 12:00',
    );
  });

  test('throws when no day of the week is a business day', () => {
    const never: Calendar = { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: new Map() };
    expect(() => addDuration(0, parse('1 business day'), BERLIN, never)).toThrow(/a business day/);
  });
});

describe('a wait that is held', () => {
  test.each([
    [
      'business days are counted on',
      '3 business days',
      'Mon 2 Mar 2026 10:00',
      'Mon 2 Mar 2026 10:00',
      'Wed 11 Mar 2026 10:00',
      'Mon 16 Mar 2026 10:00',
    ],
    [
      'the part of a unit that has passed is not waited again',
      '2 business days',
      'Mon 2 Mar 2026 10:00',
      'Tue 3 Mar 2026 16:00',
      'Tue 10 Mar 2026 16:00',
      'Wed 11 Mar 2026 10:00',
    ],
    [
      'days keep the time on the wall over a change',
      '3 days',
      'Thu 26 Mar 2026 09:00',
      'Fri 27 Mar 2026 09:00',
      'Sat 28 Mar 2026 09:00',
      'Mon 30 Mar 2026 09:00',
    ],
    [
      'hours freeze to the millisecond',
      '5 hours',
      'Mon 2 Mar 2026 10:00',
      'Mon 2 Mar 2026 13:17:42',
      'Sat 28 Mar 2026 23:00',
      'Sun 29 Mar 2026 00:42:18',
    ],
    [
      'a wait that was over is over',
      '1 hour',
      'Mon 2 Mar 2026 10:00',
      'Mon 2 Mar 2026 12:00',
      'Fri 6 Mar 2026 12:00',
      'Fri 6 Mar 2026 12:00',
    ],
  ])('%s', (_, wait, since, held, resumed, expected) => {
    const duration = parse(wait);
    const untilMs = add(`${since} ${BERLIN}`, wait);
    const remaining = remainingOf(
      untilMs,
      duration.unit,
      at(`${held} ${BERLIN}`),
      BERLIN,
      WORK_WEEK,
    );
    const endMs = resume(remaining, at(`${resumed} ${BERLIN}`), BERLIN, WORK_WEEK);
    expect(shown(BERLIN, endMs)).toBe(expected);
  });
});

describe('what is left of a wait', () => {
  test('is nothing at its end', () => {
    const now = at(`Mon 9 Mar 2026 10:00 ${BERLIN}`);
    const nothing = { duration: parse('0 days'), slackMs: 0 };
    expect(remainingOf(now, 'day', now, BERLIN, WORK_WEEK)).toEqual(nothing);
    expect(remainingOf(now - 1, 'day', now, BERLIN, WORK_WEEK)).toEqual(nothing);
  });

  test('is the fewest whole units, less what has passed of the last', () => {
    const remaining = remainingOf(
      at(`Mon 9 Mar 2026 10:00 ${BERLIN}`),
      'business_day',
      at(`Thu 5 Mar 2026 16:00 ${BERLIN}`),
      BERLIN,
      WORK_WEEK,
    );
    expect(remaining).toEqual({ duration: parse('2 business days'), slackMs: 6 * 3_600_000 });
  });
});

function add(from: string, duration: string): number {
  return addDuration(at(from), parse(duration), BERLIN, WORK_WEEK);
}

function parse(duration: string) {
  return parseDuration(duration)!;
}

function day(date: string): number {
  return parseLocalDate(date)!;
}

const HOLIDAY = { name: 'a free day', country: 'DE' };

function withHolidays(...dates: string[]): Calendar {
  return { ...WORK_WEEK, holidays: new Map(dates.map((date) => [day(date), HOLIDAY])) };
}
