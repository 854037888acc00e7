import { describe, expect, test } from 'vitest';
import { WORK_WEEK } from '../../src/core/time/calendar.ts';
import { nextLeaving, leavingEnds } from '../../src/core/leaving-hours.ts';
import { toEpochMs } from '../../src/core/time/local-time.ts';
import { parseLocalDate } from '../../src/core/time/civil-date.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import type { Prospect } from '../../src/core/person/prospect.ts';
import type { SendWindow } from '../../src/core/time/window.ts';
import { loudHoursOf } from '../../src/policy/quiet-hours.ts';
import { person } from '../support/world/builders.ts';

/** Always open: the quiet hours alone decide. */
const ALWAYS: SendWindow = {
  days: [1, 2, 3, 4, 5, 6, 7],
  hours: [[0, 1440]],
  zone: 'prospect',
  holidays: 'none',
  blackout: [],
};
const MONDAY = '2026-03-02';
const SATURDAY = '2026-02-28';
const SUNDAY = '2026-03-01';

const wall = (zone: string, day: string, time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return toEpochMs(zone, parseLocalDate(day)!, hours * HOUR_MS + minutes * MINUTE_MS);
};

function american(more: Partial<Prospect>): Prospect {
  const phone = { kind: 'phone', value: '+12125550100', status: 'good' } as const;
  return {
    ...person('ada'),
    id: 'p1',
    revision: 1,
    country: 'US',
    identities: [phone],
    ...more,
  };
}

/** Whether a text may leave now. */
function isLoud(prospect: Prospect, zone: string, atMs: number): boolean {
  const loud = loudHoursOf(prospect, zone);
  const place = { zone, windowZone: zone, calendar: WORK_WEEK, loud };
  return nextLeaving(ALWAYS, place, 'sms', atMs).atMs === atMs;
}

describe('the telephone rings (L13)', () => {
  const zone = 'America/Chicago';
  const fits = (state: string | null, day: string, time: string): boolean =>
    isLoud(american({ state, zoneSource: 'place', zone }), zone, wall(zone, day, time));

  test.each([
    ['everywhere else', null, MONDAY, '09:00', '08:59'],
    ['in Texas', 'TX', MONDAY, '20:59', '21:00'],
    ['in Texas', 'Texas', MONDAY, '09:00', '08:59'],
    ['in Texas on Sunday', 'TX', SUNDAY, '12:00', '11:59'],
    ['in Texas on Sunday', 'TX', SUNDAY, '20:59', '21:00'],
    ['in Virginia', 'VA', SATURDAY, '08:00', '07:59'],
    ['in Virginia', 'Virginia', SUNDAY, '20:59', '21:00'],
    ['in Florida', 'FL', MONDAY, '08:00', '07:59'],
    ['in Florida', 'FL', MONDAY, '19:59', '20:00'],
  ] as const)('%s (%s) on %s at %s and not at %s', (_, state, day, loud, quiet) => {
    expect(fits(state, day, loud)).toBe(true);
    expect(fits(state, day, quiet)).toBe(false);
  });

  test('not on a Sunday where no state says otherwise', () => {
    expect(fits(null, SUNDAY, '12:00')).toBe(false);
    expect(fits('OH', SUNDAY, '12:00')).toBe(false);
    expect(fits('TX', SUNDAY, '12:00')).toBe(true);
  });

  test('a state abroad is no state of theirs', () => {
    const zoneThere = 'America/Chicago';
    const abroad = american({ country: 'CA', state: 'VA', zoneSource: 'place', zone: zoneThere });
    expect(isLoud(abroad, zoneThere, wall(zoneThere, SUNDAY, '12:00'))).toBe(false);
  });
});

describe('who is somewhere in several zones', () => {
  const shared = (value: string, more: Partial<Prospect> = {}) =>
    american({
      identities: [{ kind: 'phone', value, status: 'good' }],
      zone: 'America/New_York',
      zoneSource: 'country',
      ...more,
    });

  test('an area code that two zones share rings when it is loud in both', () => {
    const tennessee = shared('+14235550100');
    const at = (time: string) => wall('America/New_York', MONDAY, time);
    expect(isLoud(tennessee, 'America/New_York', at('09:30'))).toBe(false);
    expect(isLoud(tennessee, 'America/New_York', at('10:00'))).toBe(true);
    expect(isLoud(tennessee, 'America/New_York', at('19:59'))).toBe(true);
    expect(isLoud(tennessee, 'America/New_York', at('20:00'))).toBe(false);
  });

  test('an address says it, whatever the area code is', () => {
    const moved = shared('+14235550100', { zone: 'America/New_York', zoneSource: 'place' });
    expect(isLoud(moved, 'America/New_York', wall('America/New_York', MONDAY, '09:30'))).toBe(true);
  });

  test('a number that tells nothing rings when all of the country is awake', () => {
    const freephone = shared('+18005550100');
    const at = (time: string) => wall('America/New_York', MONDAY, time);
    expect(isLoud(freephone, 'America/New_York', at('13:59'))).toBe(false);
    expect(isLoud(freephone, 'America/New_York', at('14:00'))).toBe(true);
  });

  test('what may leave now may do so until it is quiet in the first of them', () => {
    const zone = 'America/New_York';
    const loud = loudHoursOf(shared('+14235550100'), zone);
    const place = { zone, windowZone: zone, calendar: WORK_WEEK, loud };
    const ends = leavingEnds(ALWAYS, place, 'sms', wall(zone, MONDAY, '12:00'));
    expect(ends).toBe(wall(zone, MONDAY, '20:00'));
    expect(leavingEnds(ALWAYS, place, 'sms', wall(zone, MONDAY, '20:30'))).toBeNull();
  });
});
