import { describe, expect, test } from 'vitest';
import { anyOf } from '../../src/inbound/phrases/text-rules.ts';

describe('a word of a rule', () => {
  test.each([
    ['miércoles', /\bmi\b/],
    ['thème', /\bme\b/],
    ['mandéis', /\bis\b/],
    ['größer', /\bgr\w{1,2}\b/],
    ['noël', /^\W{0,3}no\W/],
    ['нетто', /\bнет\b/],
  ])('is no part of %s', (text, pattern) => expect(anyOf(pattern).test(text)).toBe(false));

  test.each([
    ['une idée à creuser', /\bà\b/],
    ['été', /^\w+$/],
    ['peut-être', /^[\w-]+$/],
    ['stopしてください', /\bstop\b/],
    ['e\u0301te\u0301', /^\w+$/],
  ])('is found in %s', (text, pattern) => expect(anyOf(pattern).test(text)).toBe(true));
});

test('the flags of the first phrase hold for all', () =>
  expect(anyOf(/no/i, /never/).test('NEVER')).toBe(true));
