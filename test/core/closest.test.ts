import { expect, test } from 'vitest';
import { closest, editDistance } from '../../src/core/closest.ts';

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['emial', 'email', 1],
])('from %j to %j is %i', (left, right, distance) => {
  expect(editDistance(left, right)).toBe(distance);
  expect(editDistance(right, left)).toBe(distance);
});

test.each([
  ['emial', 'email'],
  ['EMAIL', 'email'],
  ['cal', 'call'],
  ['zebra', null],
  ['x', null],
])('%s means %s', (word, meant) =>
  expect(closest(word, ['linkedin', 'email', 'call'])).toBe(meant),
);
