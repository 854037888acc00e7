import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, mailDate } from '../../src/content/calendar-date.ts';
import { InvariantError } from '../../src/core/invariant.ts';

test('the Date field is the instant in UTC, for every second from 1970 on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000_000 }), (ms) => {
      expect(mailDate(ms)).toBe(new Date(ms).toUTCString().replace('GMT', '+0000'));
    }),
    { numRuns: 2_000 },
  );
  expect(() => mailDate(-1)).toThrow(InvariantError);
  expect(() => mailDate(Number.NaN)).toThrow(InvariantError);
});

describe('a date in a template', () => {
  test.each([
    ['2026-03-09', '%A, %B %-d, %Y', 'Monday, March 9, 2026'],
    ['2026-03-09T00:05:07+09:00', '%a %e %b %y %H:%M:%S', 'Mon  9 Mar 26 00:05:07'],
    ['2026-03-09T00:05', '%I:%M %p', '12:05 AM'],
    ['2026-12-31 13:00', '%-I %p %d/%m, 100%%', '1 PM 31/12, 100%'],
    ['2024-02-29', '%A', 'Thursday'],
    ['2026-02-29', '%A', null],
    ['2026-13-01', '%A', null],
    ['2026-03-09T25:00', '%A', null],
    ['9 March', '%A', null],
    ['2026-03-09', '%Q', null],
    ['2026-03-09', 'ends in %', null],
  ])('%s as %s', (text, format, formatted) => expect(formatDate(text, format)).toBe(formatted));
});
