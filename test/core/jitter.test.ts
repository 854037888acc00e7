import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitInterval } from '../../src/core/jitter.ts';

test('equal seeds give the same number in every version', () => {
  expect(['', 'anna', 'anna:e12.intro.1'].map(unitInterval)).toMatchInlineSnapshot(`
    [
      0.6689221884589642,
      0.743124756263569,
      0.27272266638465226,
    ]
  `);
});

test('every seed gives a number from 0 up to, never at, 1', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const number = unitInterval(seed);
      expect(number >= 0 && number < 1).toBe(true);
    }),
  );
});

test('seeds that differ in their last digits are spread evenly', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let index = 0; index < 10_000; index++) {
    tenths[Math.floor(unitInterval(`e${index}.intro.1`) * 10)]! += 1;
  }
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(120);
});
