import { expect, test } from 'vitest';
import { formatTime } from '../../../src/cli/output/time.ts';

const nowMs = Date.UTC(2025, 5, 1);

test.each([
  ['winter', Date.UTC(2025, 2, 4, 8, 7), 'Europe/Berlin', 'Tue 4 Mar 09:07 Europe/Berlin'],
  ['summer', Date.UTC(2025, 6, 4, 8, 7), 'Europe/Berlin', 'Fri 4 Jul 10:07 Europe/Berlin'],
  ['midnight is 00', Date.UTC(2025, 2, 4), 'UTC', 'Tue 4 Mar 00:00 UTC'],
  ['another day there', Date.UTC(2025, 2, 4, 23, 30), 'Asia/Tokyo', 'Wed 5 Mar 08:30 Asia/Tokyo'],
  ['another year', Date.UTC(2026, 0, 5, 9), 'UTC', 'Mon 5 Jan 2026 09:00 UTC'],
  [
    'the year there decides',
    Date.UTC(2025, 11, 31, 23),
    'Asia/Tokyo',
    'Thu 1 Jan 2026 08:00 Asia/Tokyo',
  ],
])('%s', (_, atMs, zone, text) => expect(formatTime(atMs, zone, nowMs)).toBe(text));

test('a zone that is none is a fault', () => {
  expect(() => formatTime(0, 'Mars/Olympus', nowMs)).toThrow(RangeError);
});
