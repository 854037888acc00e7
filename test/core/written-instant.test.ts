import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantIn, parseInstant } from '../../src/core/time/written-instant.ts';

describe('an instant as people write it', () => {
  test.each([
    ['2026-03-02', '2026-03-02T00:00:00.000Z', false],
    ['2026-03-02T09:00', '2026-03-02T09:00:00.000Z', false],
    ['2026-03-02 09:00', '2026-03-02T09:00:00.000Z', false],
    ['2026-03-02T09:00Z', '2026-03-02T09:00:00.000Z', true],
    ['2026-03-02t09:00:30.5z', '2026-03-02T09:00:30.500Z', true],
    ['2026-03-02T09:00:30.123456Z', '2026-03-02T09:00:30.123Z', true],
    ['2026-03-02T09:00+01:00', '2026-03-02T08:00:00.000Z', true],
    ['2026-03-02T09:00-0330', '2026-03-02T12:30:00.000Z', true],
    ['2028-02-29', '2028-02-29T00:00:00.000Z', false],
    ['Mon 2026-03-02 09:00', '2026-03-02T09:00:00.000Z', false],
    ['monday 2026-03-02T09:00-15:59', '2026-03-03T00:59:00.000Z', true],
  ])('%s', (text, iso, hasOffset) => {
    const read = parseInstant(text)!;
    expect([instantIn(read, 'UTC'), read.offsetMs !== null]).toEqual([Date.parse(iso), hasOffset]);
  });

  test.each([
    '',
    'tomorrow',
    '2026-3-2',
    '2026-02-30',
    '2027-02-29',
    '2026-13-01',
    '2026-03-02T24:00',
    '2026-03-02T09:60',
    '2026-03-02T09:00:60',
    '2026-03-02T09',
    '2026-03-02T09:00+25:00',
    '2026-03-02T09:00+99:99',
    '2026-03-02T09:00+01:60',
    'tuesday 2026-03-02T09:00',
    'monkey 2026-03-02T09:00',
    '2026-03-02Z',
    '1767225600',
  ])('"%s" is none', (text) => expect(parseInstant(text)).toBeNull());

  test('whatever toISOString writes is read back', () => {
    const instants = fc.date({
      min: new Date('0100-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (date) => {
        const read = parseInstant(date.toISOString())!;
        expect([instantIn(read, 'Asia/Tokyo'), read.offsetMs]).toEqual([date.getTime(), 0]);
      }),
    );
  });
});
