import { describe, expect, test } from 'vitest';
import { WORK_WEEK, type Calendar } from '../../src/core/time/calendar.ts';
import { parseLocalDate } from '../../src/core/time/civil-date.ts';
import {
  closesAt,
  isOpen,
  nextOpening,
  openingAtMinute,
  type SendWindow,
  type Weekday,
} from '../../src/core/time/window.ts';
import { at, shown } from './times.ts';

const BERLIN = 'Europe/Berlin';
const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const office = hours('09:00-12:00', '13:30-17:00');
const nights = { ...hours('22:00-24:00', '00:00-02:30'), days: EVERY_DAY };
const always = { ...hours('00:00-24:00'), days: EVERY_DAY };
const smallHours = { ...hours('02:00-02:30'), days: EVERY_DAY };

const openings: readonly [string, SendWindow, string, string][] = [
  ['before hours', office, 'Mon 2 Mar 2026 07:12', 'Mon 2 Mar 2026 09:00'],
  ['at the first minute', office, 'Mon 2 Mar 2026 09:00', 'Mon 2 Mar 2026 09:00'],
  ['within hours', office, 'Mon 2 Mar 2026 10:41:07', 'Mon 2 Mar 2026 10:41:07'],
  ['at the end, which is shut', office, 'Mon 2 Mar 2026 12:00', 'Mon 2 Mar 2026 13:30'],
  ['after hours', office, 'Mon 2 Mar 2026 17:00', 'Tue 3 Mar 2026 09:00'],
  ['on Friday night', office, 'Fri 6 Mar 2026 18:00', 'Mon 9 Mar 2026 09:00'],
  [
    'on a weekend over which the clock changes',
    office,
    'Fri 27 Mar 2026 18:00',
    'Mon 30 Mar 2026 09:00',
  ],
  ['within hours that cross midnight', nights, 'Tue 3 Mar 2026 00:00', 'Tue 3 Mar 2026 00:00'],
  [
    'when the missing hour holds all the hours',
    smallHours,
    'Sun 29 Mar 2026 01:59',
    'Mon 30 Mar 2026 02:00',
  ],
  [
    'when the missing hour holds the start',
    hoursOnSundays('02:30-04:00'),
    'Sun 29 Mar 2026 01:00',
    'Sun 29 Mar 2026 03:00',
  ],
  [
    'when the hours repeat, the first time',
    smallHours,
    'Sun 25 Oct 2026 01:00',
    'Sun 25 Oct 2026 02:00 first',
  ],
  [
    'when the hours repeat, the second time',
    smallHours,
    'Sun 25 Oct 2026 02:45 first',
    'Sun 25 Oct 2026 02:00 second',
  ],
  [
    'after the hours have repeated',
    smallHours,
    'Sun 25 Oct 2026 02:30 second',
    'Mon 26 Oct 2026 02:00',
  ],
];

describe('nextOpening', () => {
  test.each(openings)('%s', (_, window, from, expected) => {
    expect(shown(BERLIN, nextOpening(window, BERLIN, WORK_WEEK, at(`${from} ${BERLIN}`)))).toBe(
      expected,
    );
  });

  test.each([
    [
      'a midnight hour that does not exist',
      'Africa/Cairo',
      'Thu 23 Apr 2026 12:00',
      'Sat 25 Apr 2026 00:00',
    ],
    [
      'a half hour that exists in part',
      'Australia/Lord_Howe',
      'Sun 4 Oct 2026 01:00',
      'Sun 4 Oct 2026 02:30',
    ],
    [
      'a date that does not exist',
      'Pacific/Apia',
      'Thu 29 Dec 2011 12:00',
      'Sat 31 Dec 2011 00:00',
    ],
  ])('passes over %s', (_, zone, from, expected) => {
    const window = hours(zone === 'Australia/Lord_Howe' ? '02:00-03:00' : '00:00-01:00');
    const daily: SendWindow = { ...window, days: EVERY_DAY };
    expect(shown(zone, nextOpening(daily, zone, WORK_WEEK, at(`${from} ${zone}`)))).toBe(expected);
  });

  test('passes over blackouts, both ends included', () => {
    const window: SendWindow = { ...office, blackout: [[day('2026-12-24'), day('2027-01-04')]] };
    const from = at(`Wed 23 Dec 2026 17:00 ${BERLIN}`);
    expect(shown(BERLIN, nextOpening(window, BERLIN, WORK_WEEK, from))).toBe(
      'Tue 5 Jan 2027 09:00',
    );
  });

  test('passes over holidays unless the window has none', () => {
    const calendar: Calendar = {
      ...WORK_WEEK,
      holidays: new Map([[day('2026-05-01'), { name: 'Labour Day', country: 'DE' }]]),
    };
    const from = at(`Fri 1 May 2026 08:00 ${BERLIN}`);
    expect(shown(BERLIN, nextOpening(office, BERLIN, calendar, from))).toBe('Mon 4 May 2026 09:00');
    const regardless = { ...office, holidays: 'none' };
    expect(shown(BERLIN, nextOpening(regardless, BERLIN, calendar, from))).toBe(
      'Fri 1 May 2026 09:00',
    );
  });

  test('opens on a weekend of the calendar when the window has that day', () => {
    const saturdays: SendWindow = { ...office, days: [6] };
    const from = at(`Mon 2 Mar 2026 09:00 ${BERLIN}`);
    expect(shown(BERLIN, nextOpening(saturdays, BERLIN, WORK_WEEK, from))).toBe(
      'Sat 7 Mar 2026 09:00',
    );
  });

  test('is never when a blackout lasts more than 400 days, and found on the 400th', () => {
    const from = at(`Thu 1 Jan 2026 00:00 UTC`);
    expect(shown('UTC', nextOpening(shutUntil('2027-02-05'), 'UTC', WORK_WEEK, from))).toBe(
      'Fri 5 Feb 2027 00:00',
    );
    expect(nextOpening(shutUntil('2027-02-06'), 'UTC', WORK_WEEK, from)).toBeNull();
  });
});

describe('isOpen and closesAt', () => {
  test.each([
    ['shut before hours', office, 'Mon 2 Mar 2026 08:59:59', 'never'],
    ['open until the break', office, 'Mon 2 Mar 2026 09:00', 'Mon 2 Mar 2026 12:00'],
    ['shut in the break', office, 'Mon 2 Mar 2026 12:00', 'never'],
    ['open until the evening', office, 'Mon 2 Mar 2026 16:59:59', 'Mon 2 Mar 2026 17:00'],
    ['shut on Sunday', office, 'Sun 1 Mar 2026 10:00', 'never'],
    ['open over midnight', nights, 'Mon 2 Mar 2026 23:15', 'Tue 3 Mar 2026 02:30'],
    [
      'open until the clock jumps over the end',
      nights,
      'Sat 28 Mar 2026 23:00',
      'Sun 29 Mar 2026 03:00',
    ],
    [
      'open until the end comes the first time',
      nights,
      'Sun 25 Oct 2026 01:00',
      'Sun 25 Oct 2026 02:30 first',
    ],
    [
      'open until the end comes the second time',
      nights,
      'Sun 25 Oct 2026 02:15 second',
      'Sun 25 Oct 2026 02:30 second',
    ],
    [
      'open through the repeated hour',
      hoursOnSundays('01:00-05:00'),
      'Sun 25 Oct 2026 01:00',
      'Sun 25 Oct 2026 05:00',
    ],
  ])('%s', (_, window, time, expected) => {
    const ms = at(`${time} ${BERLIN}`);
    expect(shown(BERLIN, closesAt(window, BERLIN, WORK_WEEK, ms))).toBe(expected);
    expect(isOpen(window, BERLIN, WORK_WEEK, ms)).toBe(expected !== 'never');
  });

  test('a window that never shuts is open for 400 days at least', () => {
    const ms = at(`Mon 2 Mar 2026 10:00 ${BERLIN}`);
    expect(closesAt(always, BERLIN, WORK_WEEK, ms)).toBeGreaterThan(ms + 400 * 86_400_000);
  });
});

describe('openingAtMinute', () => {
  test.each([
    ['today, before it', office, '10:30', 'Mon 2 Mar 2026 09:00', 'Mon 2 Mar 2026 10:30'],
    [
      'now, within the minute',
      office,
      '10:30',
      'Mon 2 Mar 2026 10:30:59',
      'Mon 2 Mar 2026 10:30:59',
    ],
    ['tomorrow, after it', office, '10:30', 'Mon 2 Mar 2026 10:31', 'Tue 3 Mar 2026 10:30'],
    [
      'on the next day of the window',
      office,
      '09:00',
      'Fri 6 Mar 2026 09:01',
      'Mon 9 Mar 2026 09:00',
    ],
    ['never, in the break', office, '12:00', 'Mon 2 Mar 2026 09:00', 'never'],
    [
      'not on the day that skips it',
      smallHours,
      '02:15',
      'Sun 29 Mar 2026 00:00',
      'Mon 30 Mar 2026 02:15',
    ],
    [
      'the first time it is shown',
      smallHours,
      '02:15',
      'Sun 25 Oct 2026 00:00',
      'Sun 25 Oct 2026 02:15 first',
    ],
    [
      'the second time, after the first',
      smallHours,
      '02:15',
      'Sun 25 Oct 2026 02:20 first',
      'Sun 25 Oct 2026 02:15 second',
    ],
  ])('%s', (_, window, minute, from, expected) => {
    const opening = openingAtMinute(
      window,
      BERLIN,
      WORK_WEEK,
      at(`${from} ${BERLIN}`),
      minuteOf(minute),
    );
    expect(shown(BERLIN, opening)).toBe(expected);
  });

  test('is never when no day is open', () => {
    const window: SendWindow = { ...office, blackout: [[0, 100_000]] };
    const from = at(`Mon 2 Mar 2026 09:00 ${BERLIN}`);
    expect(openingAtMinute(window, BERLIN, WORK_WEEK, from, 600)).toBeNull();
  });
});

function hours(...spans: string[]): SendWindow {
  const minutes = spans.map((span) => {
    const [start, end] = span.split('-').map(minuteOf);
    return [start!, end!] as const;
  });
  return {
    days: [1, 2, 3, 4, 5],
    hours: minutes.toSorted((a, b) => a[0] - b[0]),
    zone: 'prospect',
    holidays: 'prospect',
    blackout: [],
  };
}

function shutUntil(date: string): SendWindow {
  return { ...always, blackout: [[day('2026-01-01'), day(date) - 1]] };
}

function hoursOnSundays(span: string): SendWindow {
  return { ...hours(span), days: [7] };
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return hour! * 60 + minute!;
}

function day(date: string): number {
  return parseLocalDate(date)!;
}
