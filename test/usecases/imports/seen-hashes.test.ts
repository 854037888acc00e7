import { expect, test } from 'vitest';
import { linkKey } from '../../../src/core/person/link-key.ts';
import { SeenHashes } from '../../../src/usecases/imports/seen-hashes.ts';

const PEOPLE = 20_000;

test('what was seen is known; of what was not, next to nothing passes for it, also where all have one name', () => {
  const seen = new SeenHashes();
  const hashOf = (number: number) => linkKey('phone', `+49301${number}`, 'ada kern').hash;
  const numbers = Array.from({ length: 2 * PEOPLE }, (_, number) => number);
  for (const number of numbers.slice(0, PEOPLE)) seen.add(hashOf(number));
  const known = numbers.filter((number) => seen.has(hashOf(number)));
  expect(known.slice(0, PEOPLE)).toEqual(numbers.slice(0, PEOPLE));
  expect(known.length - PEOPLE).toBeLessThan(PEOPLE / 100);
});
