import { describe, expect, test } from 'vitest';
import { parseLocalDate } from '../../src/core/time/civil-date.ts';
import { absenceWords, onDuty, type RepDays } from '../../src/policy/cover.ts';
import { at } from '../core/times.ts';

const away = (...dates: readonly [string, string][]): NonNullable<RepDays['away']> =>
  dates.map(([first, last]) => [parseLocalDate(first)!, parseLocalDate(last)!]);

const AUGUST = away(['2026-08-03', '2026-08-14']);
const team = (...reps: readonly RepDays[]) => ({ reps, zone: 'Europe/Berlin' });
const NOON = at('Wed 5 Aug 2026 12:00 Europe/Berlin');

describe('the work of a rep', () => {
  const pair = team({ id: 'anna', away: AUGUST, cover: 'ben' }, { id: 'ben' });

  test.each([
    ['Sun 2 Aug 2026 23:59', 'anna'],
    ['Mon 3 Aug 2026 00:00', 'ben'],
    ['Fri 14 Aug 2026 23:59', 'ben'],
    ['Sat 15 Aug 2026 00:00', 'anna'],
  ])('at %s in the zone of the workspace is that of %s', (when, rep) => {
    expect(onDuty(pair, 'anna', at(`${when} Europe/Berlin`))).toBe(rep);
  });

  test.each([
    ['nobody covers', [{ id: 'anna', away: AUGUST }], 'anna'],
    [
      'who covers is away, and covered',
      [
        { id: 'anna', away: AUGUST, cover: 'ben' },
        { id: 'ben', away: AUGUST, cover: 'cy' },
        { id: 'cy' },
      ],
      'cy',
    ],
    [
      'they cover each other and both are away',
      [
        { id: 'anna', away: AUGUST, cover: 'ben' },
        { id: 'ben', away: AUGUST, cover: 'anna' },
      ],
      'anna',
    ],
  ] as const)('where %s', (_, reps, rep) => {
    expect(onDuty(team(...reps), 'anna', NOON)).toBe(rep);
  });

  test('that is nobody’s, or of somebody who is not configured, stays so', () => {
    expect([onDuty(pair, null, NOON), onDuty(pair, 'zoe', NOON)]).toEqual([null, 'zoe']);
  });

  test('is said to be covered, or to wait', () => {
    expect(absenceWords(pair, 'anna', NOON)).toBe('anna is away until Fri 14 Aug, ben covers');
    expect(absenceWords(team({ id: 'anna', away: AUGUST }), 'anna', NOON)).toBe(
      'anna is away until Fri 14 Aug, and nobody covers',
    );
    expect(absenceWords(pair, 'ben', NOON)).toBeNull();
  });
});
