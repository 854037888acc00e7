import { describe, expect, test } from 'vitest';
import { civilFromDay, dayFromCivil, parseLocalDate } from '../../src/core/time/civil-date.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import {
  isZone,
  offsetMsAt,
  offsetSpanAt,
  toEpochMs,
  toLocal,
} from '../../src/core/time/local-time.ts';
import { at, shown } from './times.ts';

describe('isZone', () => {
  test.each([
    'Europe/Berlin',
    'UTC',
    'Etc/GMT+3',
    'US/Pacific',
    'Asia/Calcutta',
    'EST',
    'GB',
    'europe/berlin',
  ])('accepts %s', (name) => expect(isZone(name)).toBe(true));
  test.each([
    '',
    'UTC+3',
    'GMT+3',
    '+03:00',
    '+03',
    'Europe/Bonn',
    'local',
    'PST',
    'ast',
    'SystemV/PST8PDT',
    'Z',
  ])('refuses "%s"', (name) => expect(isZone(name)).toBe(false));
});

describe('toLocal', () => {
  test.each([
    ['Sun 29 Mar 2026 01:59 Europe/Berlin', '2026-03-29', 119, 7],
    ['Sun 29 Mar 2026 03:00 Europe/Berlin', '2026-03-29', 180, 7],
    ['Sun 25 Oct 2026 02:30 first Europe/Berlin', '2026-10-25', 150, 7],
    ['Sun 25 Oct 2026 02:30 second Europe/Berlin', '2026-10-25', 150, 7],
    ['Thu 1 Jan 2026 00:00 Asia/Kathmandu', '2026-01-01', 0, 4],
    ['Wed 31 Dec 1969 23:59 America/New_York', '1969-12-31', 1439, 3],
  ] as const)('reads %s', (text, date, minute, weekday) => {
    const local = toLocal(text.split(' ').at(-1)!, at(text));
    expect(local).toEqual({ day: parseLocalDate(date), minute, msOfDay: minute * 60_000, weekday });
  });

  test('knows the day by which lists mean "never", and those that are counted from it', () => {
    const never = dayFromCivil(9999, 12, 31);
    expect(toLocal('Europe/Berlin', never * DAY_MS)).toMatchObject({ day: never, minute: 60 });
    expect(toLocal('Europe/Berlin', 2 * never * DAY_MS)).toMatchObject({ day: 2 * never });
    expect(toEpochMs('Europe/Berlin', never + 731, 0)).toBe((never + 731) * DAY_MS - HOUR_MS);
  });

  test('counts whole minutes and keeps the milliseconds', () => {
    const local = toLocal('Asia/Tokyo', at('Mon 2 Mar 2026 09:30:59 Asia/Tokyo') + 999);
    expect(local).toMatchObject({ minute: 570, msOfDay: 34_259_999 });
  });

  test.each(['Europe/Bonn', '', '+03:00'])('throws for "%s", which is no zone', (zone) => {
    expect(() => toLocal(zone, 0)).toThrow(/is a zone/);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1.77e15])(
    'throws for %d, which is no instant',
    (ms) => {
      expect(() => toLocal('Europe/Berlin', ms)).toThrow(/is an instant/);
    },
  );
});

describe('toEpochMs', () => {
  const localTimes = [
    ['a plain time', 'Europe/Berlin', '2026-07-01', '09:30', 'Wed 1 Jul 2026 09:30'],
    ['24:00, the next midnight', 'Europe/Berlin', '2026-07-01', '24:00', 'Thu 2 Jul 2026 00:00'],
    [
      'a skipped time, moved by the gap',
      'Europe/Berlin',
      '2026-03-29',
      '02:30',
      'Sun 29 Mar 2026 03:30',
    ],
    [
      'a repeated time, the first',
      'Europe/Berlin',
      '2026-10-25',
      '02:30',
      'Sun 25 Oct 2026 02:30 first',
    ],
    ['a skipped half hour', 'Australia/Lord_Howe', '2026-10-04', '02:15', 'Sun 4 Oct 2026 02:45'],
    [
      'a repeated half hour',
      'Australia/Lord_Howe',
      '2026-04-05',
      '01:45',
      'Sun 5 Apr 2026 01:45 first',
    ],
    ['a skipped midnight', 'Africa/Cairo', '2026-04-24', '00:00', 'Fri 24 Apr 2026 01:00'],
    [
      'a midnight before which an hour repeats',
      'America/Nuuk',
      '2026-10-25',
      '00:00',
      'Sun 25 Oct 2026 00:00',
    ],
    [
      'a skipped day, moved to the next',
      'Pacific/Apia',
      '2011-12-30',
      '12:00',
      'Sat 31 Dec 2011 12:00',
    ],
    [
      'the day before a skipped day',
      'Pacific/Apia',
      '2011-12-29',
      '23:59',
      'Thu 29 Dec 2011 23:59',
    ],
    ['the day after a skipped day', 'Pacific/Apia', '2011-12-31', '00:00', 'Sat 31 Dec 2011 00:00'],
    ['an offset of 5:45', 'Asia/Kathmandu', '2026-01-01', '00:00', 'Thu 1 Jan 2026 00:00'],
    [
      'a change undone within a week',
      'America/Recife',
      '2000-10-11',
      '12:00',
      'Wed 11 Oct 2000 12:00',
    ],
  ] as const;

  test.each(localTimes)('finds %s', (_, zone, date, time, expected) => {
    const [hour, minute] = time.split(':').map(Number);
    const ms = toEpochMs(zone, parseLocalDate(date)!, (hour! * 60 + minute!) * 60_000);
    expect(shown(zone, ms)).toBe(expected);
  });
});

describe('offsetSpanAt', () => {
  test('ends at the clock change, to the millisecond', () => {
    const change = at('Sun 29 Mar 2026 03:00 Europe/Berlin');
    const before = offsetSpanAt('Europe/Berlin', change - 1);
    expect(before).toEqual({ untilMs: change, offsetMs: 3_600_000 });
    expect(offsetMsAt('Europe/Berlin', change)).toBe(7_200_000);
  });

  test('finds changes that are seconds off the minute', () => {
    // Liberia gave up -0:44:30 on 7 January 1972.
    const change = Date.UTC(1972, 0, 7, 0, 44, 30);
    expect(offsetMsAt('Africa/Monrovia', change - 1)).toBe(-2_670_000);
    expect(offsetMsAt('Africa/Monrovia', change)).toBe(0);
  });
});

describe('dates', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2026-12-24', 20_811],
    ['0000-03-01', -719_468],
  ])('%s is day %d', (text, day) => {
    expect(parseLocalDate(text)).toBe(day);
    const civil = civilFromDay(day);
    expect(dayFromCivil(civil.year, civil.month, civil.day)).toBe(day);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '24.12.2026',
    '',
  ])('refuses "%s"', (text) => expect(parseLocalDate(text)).toBeNull());
});
