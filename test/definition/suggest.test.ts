import { expect, test } from 'vitest';
import { suggestion } from '../../src/definition/reading/suggest.ts';

test('a suggestion lists what there is, also when nothing is near', () => {
  expect(suggestion('zebra', ['a', 'b'])).toBe('expected one of: a, b');
  expect(suggestion('zebra', [])).toBeNull();
});
