import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, type Condition } from '../../src/core/condition.ts';
import { canBe, impliedBy, type Domain } from '../../src/core/satisfiable.ts';
import { parseCondition } from '../../src/definition/condition/condition-text.ts';

function read(text: string): Condition {
  const result = parseCondition(text, { kind: 'step', steps: null });
  if (!result.ok) throw new Error(result.problem.message);
  return result.condition;
}

const text = (): Domain => ({ kind: 'text' });
const any = (): Domain => ({ kind: 'any' });

describe('can never be true', () => {
  test.each([
    "'a' == 'b'",
    'nil',
    "prospect.a == 'x' and prospect.a == 'y'",
    "prospect.a == 'x' and prospect.a != 'x'",
    "prospect.a == nil and prospect.a == 'x'",
    'prospect.a == nil and prospect.a',
    'prospect.n > 50 and prospect.n < 20',
    'prospect.n > 50 and prospect.n == 20',
    'prospect.n >= 5 and prospect.n <= 5 and prospect.n != 5',
    "prospect.a contains 'CEO' and prospect.a == 'CTO'",
    "prospect.a contains 'CEO' and prospect.a == nil",
    "prospect.a == 'x' and prospect.b and prospect.a == 'y'",
    'prospect.a == true',
  ])('%s', (written) => expect(canBe(read(written), true, [], text)).toBe(false));
});

describe('may be true', () => {
  test.each([
    'true',
    'prospect.a',
    "prospect.a == 'x' or prospect.a == 'y'",
    "prospect.a != 'x' and prospect.a != 'y'",
    'prospect.n > 20 and prospect.n < 21',
    "prospect.n == 50 and prospect.n == '50'",
    "prospect.n == '50' and prospect.n != '50.0'",
    "prospect.a contains 'CEO' and prospect.a contains 'founder'",
    "prospect.a contains 'CEO' and prospect.a != 'CEO'",
    "prospect.a > 'm' and prospect.a < 'a'",
    'prospect.a == prospect.b and prospect.a != prospect.b',
    "prospect.a == 'x' and prospect.b == 'y'",
  ])('%s', (written) => expect(canBe(read(written), true, [], text)).toBe(true));
});

test('what is known already counts', () => {
  const known = impliedBy(read("prospect.country == 'DE' and prospect.n > 5"), true);
  expect(canBe(read("prospect.country == 'FR'"), true, known, text)).toBe(false);
  expect(canBe(read("prospect.country == 'DE'"), false, known, text)).toBe(false);
  expect(canBe(read('prospect.n > 9'), true, known, text)).toBe(true);
  expect(impliedBy(read('prospect.a or prospect.b'), true)).toEqual([]);
});

test('a name that has few words takes no other', () => {
  const words = (): Domain => ({ kind: 'words', words: ['sent', 'refused'] });
  expect(canBe(read("last_touch.outcome == 'gone'"), true, [], words)).toBe(false);
  expect(canBe(read("last_touch.outcome == 'sent'"), true, [], words)).toBe(true);
});

test('what is true of somebody is never called impossible', () => {
  const literal = fc.constantFrom("'x'", "'xy'", "'50'", "'50.0'", '50', '7.5', 'nil', 'true');
  const operator = fc.constantFrom('==', '!=', '<', '>', '<=', '>=', 'contains');
  const name = fc.constantFrom('prospect.a', 'prospect.b');
  const atom = fc.oneof(
    name,
    fc.tuple(name, operator, literal).map((parts) => parts.join(' ')),
    fc.tuple(literal, operator, name).map((parts) => parts.join(' ')),
  );
  const condition = fc
    .tuple(atom, fc.array(fc.tuple(fc.constantFrom('and', 'or'), atom), { maxLength: 4 }))
    .map(([first, rest]) => [first, ...rest.flat()].join(' '));
  const value = fc.constantFrom(
    null,
    true,
    false,
    'x',
    'xy',
    'axyb',
    '50',
    '50.0',
    '7.5',
    '8',
    50,
    60,
    ['x', '50'],
    [],
  );
  fc.assert(
    fc.property(condition, value, value, (written, a, b) => {
      const asked = read(written);
      const { value: truth } = evaluate(asked, { prospect: { a, b } });
      expect(canBe(asked, truth!, [], any)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});
