import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  evaluate,
  notYet,
  type Comparison,
  type Condition,
  type Facts,
  type FactValue,
  type NotYet,
  type Operand,
} from '../../src/core/condition.ts';

const names = fc.constantFrom('a', 'b', 'c', 'length', '__proto__', 'constructor', '0');
const scalars = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.constantFrom('1', '2.0', 'NaN'),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const unknowns = fc.option(fc.nat({ max: 9 })).map(notYet);

function factsWith(leaf: fc.Arbitrary<FactValue>): fc.Arbitrary<Facts> {
  const { facts } = fc.letrec<{ value: FactValue; facts: Facts }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('facts')),
    facts: fc.dictionary(names, tie('value'), { maxKeys: 6 }),
  }));
  return facts;
}

const operands: fc.Arbitrary<Operand> = fc.oneof(
  fc.record({ kind: fc.constant('literal'), value: scalars }),
  fc.record({ kind: fc.constant('path'), path: fc.array(names, { maxLength: 4 }) }),
);
const operators = fc.constantFrom<Comparison>('==', '!=', '<', '<=', '>', '>=', 'contains');
const { condition: conditions } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 5 },
    fc.record({
      kind: fc.constant('compare'),
      operator: operators,
      left: operands,
      right: operands,
    }),
    fc.record({ kind: fc.constant('truthy'), operand: operands }),
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      left: tie('condition'),
      right: tie('condition'),
    }),
  ),
}));

test('any condition over any facts has a truth', () => {
  fc.assert(
    fc.property(conditions, factsWith(fc.oneof(scalars, unknowns)), (condition, facts) => {
      expect([true, false, null]).toContain(evaluate(condition, facts).value);
    }),
    { numRuns: 1000 },
  );
});

test('where everything is known the answer is yes or no', () => {
  fc.assert(
    fc.property(conditions, factsWith(scalars), (condition, facts) => {
      expect(evaluate(condition, facts).value).not.toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('an answer stays the same whatever the unknown turns out to be', () => {
  fc.assert(
    fc.property(
      conditions,
      factsWith(fc.oneof(scalars, unknowns)),
      fc.oneof(scalars, fc.array(scalars, { maxLength: 2 }), factsWith(scalars)),
      (condition, facts, answer) => {
        const before = evaluate(condition, facts).value;
        if (before === null) return;
        expect(evaluate(condition, learn(facts, answer))).toEqual({ value: before });
      },
    ),
    { numRuns: 1000 },
  );
});

test('the order of two sides does not matter', () => {
  const kinds = fc.constantFrom<'and' | 'or'>('and', 'or');
  const facts = factsWith(fc.oneof(scalars, unknowns));
  fc.assert(
    fc.property(kinds, conditions, conditions, facts, (kind, left, right, all) => {
      const forth = evaluate({ kind, left, right }, all);
      expect(forth).toEqual(evaluate({ kind, left: right, right: left }, all));
    }),
    { numRuns: 500 },
  );
});

/** The same facts, each unknown replaced by what it turned out to be. */
function learn(facts: Facts, answer: FactValue): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, learned(value, answer)]),
  );
}

function learned(value: FactValue, answer: FactValue): FactValue {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((member) => learned(member, answer));
  return isNotYet(value) ? answer : learn(value, answer);
}

function isList(value: FactValue): value is readonly FactValue[] {
  return Array.isArray(value);
}

function isNotYet(value: Facts | NotYet): value is NotYet {
  return value['notYet'] === true;
}
