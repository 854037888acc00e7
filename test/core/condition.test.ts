import { describe, expect, test } from 'vitest';
import {
  evaluate,
  notYet,
  type Comparison,
  type Condition,
  type FactValue,
  type Facts,
  type Operand,
} from '../../src/core/condition.ts';

const facts: Facts = {
  prospect: {
    title: 'CEO and founder',
    employees: '120',
    score: 7,
    zero: 0,
    empty: '',
    customer: false,
    vip: true,
    phone: null,
    tags: ['hot', '42'],
    gaps: [null],
  },
  signals: { reply: notYet(5_000), meeting: notYet(8_000), opens: ['one', notYet(9_000)] },
  touches: notYet(null),
};

describe('a comparison', () => {
  test.each<[string, Comparison, FactValue, boolean | null]>([
    ['prospect.title', 'contains', 'CEO', true],
    ['prospect.title', 'contains', 'ceo', false],
    ['prospect.title', 'contains', '', true],
    ['prospect.tags', 'contains', 'hot', true],
    ['prospect.tags', 'contains', 'ho', false],
    ['prospect.tags', 'contains', 42, true],
    ['prospect.tags', 'contains', null, false],
    ['prospect.gaps', 'contains', null, false],
    ['prospect.score', 'contains', 7, false],
    ['prospect.absent', 'contains', 'x', false],
    ['prospect.vip', '==', true, true],
    ['prospect.vip', '==', 'true', false],
    ['prospect.customer', '!=', true, true],
    ['prospect.absent', '==', null, true],
    ['prospect.phone', '==', null, true],
    ['prospect.empty', '==', null, false],
    ['prospect.absent', '!=', 'x', true],
    ['prospect.absent', '<', 3, false],
    ['prospect.absent', '>=', 3, false],
    ['prospect.absent', '<=', null, false],
    ['prospect.score', '>', 6.5, true],
    ['prospect.score', '<=', 7, true],
    ['prospect.score', '<', 7, false],
    ['prospect.title', '<', 'Chair', true],
    ['prospect.title', '>=', 'CEO', true],
    ['prospect.vip', '<', 3, false],
    ['prospect.tags', '==', 'hot', false],
  ])('%s %s %j is %j', (name, operator, value, expected) => {
    expect(evaluate(compare(name, operator, value), facts).value).toBe(expected);
  });

  test.each<[string, Comparison, FactValue, boolean]>([
    ['120', '>', 50, true],
    ['120', '==', 120, true],
    ['120.0', '==', 120, true],
    [' 120 ', '<=', 120, true],
    ['-3', '<', 0, true],
    ['120', '<', '50', true],
    ['120', '==', '120.0', false],
    ['1,200', '>', 50, false],
    ['1,200', '!=', 1200, true],
    ['1e3', '==', 1000, false],
    ['0x10', '==', 16, false],
    ['', '==', 0, false],
    ['about 100', '>', 50, false],
  ])('the cell "%s" %s %j is %j', (cell, operator, value, expected) => {
    expect(evaluate(compare('cell', operator, value), { cell }).value).toBe(expected);
    const swapped = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;
    if (operator === 'contains') return;
    const mirrored: Condition = {
      kind: 'compare',
      operator: swapped[operator],
      left: literal(value),
      right: path('cell'),
    };
    expect(evaluate(mirrored, { cell }).value).toBe(expected);
  });
});

describe('a bare name', () => {
  test.each([
    ['prospect.vip', true],
    ['prospect.zero', true],
    ['prospect.empty', true],
    ['prospect.tags', true],
    ['prospect', true],
    ['prospect.customer', false],
    ['prospect.phone', false],
    ['prospect.absent', false],
    ['prospect.absent.deeper', false],
    ['prospect.title.length', false],
    ['prospect.tags.0', false],
    ['prospect.tags.length', false],
    ['prospect.constructor', false],
    ['__proto__', false],
    ['prospect.toString.name', false],
  ])('%s is %j', (name, expected) => {
    expect(evaluate(truthy(name), facts)).toEqual({ value: expected });
  });
});

describe('what is not known yet', () => {
  test.each<[string, Condition, ReturnType<typeof evaluate>]>([
    ['as a bare name', truthy('signals.reply'), { value: null, untilMs: 5_000 }],
    ['when compared', compare('signals.reply', '==', null), { value: null, untilMs: 5_000 }],
    [
      'when compared for being other',
      compare('signals.reply', '!=', 'x'),
      { value: null, untilMs: 5_000 },
    ],
    [
      'below a name that is not known',
      truthy('touches.intro.sent'),
      { value: null, untilMs: null },
    ],
    [
      'two of them: the earlier end',
      both('or', truthy('signals.meeting'), truthy('signals.reply')),
      { value: null, untilMs: 5_000 },
    ],
    [
      'two of them: the one that has an end',
      both('and', truthy('touches'), truthy('signals.reply')),
      { value: null, untilMs: 5_000 },
    ],
    [
      'beside true in an and',
      both('and', truthy('prospect.vip'), truthy('signals.reply')),
      { value: null, untilMs: 5_000 },
    ],
    [
      'beside false in an and',
      both('and', truthy('signals.reply'), truthy('prospect.customer')),
      { value: false },
    ],
    [
      'beside true in an or',
      both('or', truthy('signals.reply'), truthy('prospect.vip')),
      { value: true },
    ],
    [
      'beside false in an or',
      both('or', truthy('prospect.customer'), truthy('signals.reply')),
      { value: null, untilMs: 5_000 },
    ],
    [
      'in a list without the member',
      compare('signals.opens', 'contains', 'two'),
      { value: null, untilMs: 9_000 },
    ],
    ['in a list with the member', compare('signals.opens', 'contains', 'one'), { value: true }],
  ])('%s', (_, condition, truth) => {
    expect(evaluate(condition, facts)).toEqual(truth);
  });

  test('cannot be written into a list: cells are strings', () => {
    const fields = { notYet: 'true', untilMs: '1' };
    expect(evaluate(truthy('fields'), { fields })).toEqual({ value: true });
    expect(evaluate(compare('fields.notYet', '==', 'true'), { fields })).toEqual({ value: true });
  });
});

function compare(name: string, operator: Comparison, value: FactValue): Condition {
  return { kind: 'compare', operator, left: path(name), right: literal(value) };
}

function truthy(name: string): Condition {
  return { kind: 'truthy', operand: path(name) };
}

function both(kind: 'and' | 'or', left: Condition, right: Condition): Condition {
  return { kind, left, right };
}

function path(name: string): Operand {
  return { kind: 'path', path: name.split('.') };
}

function literal(value: FactValue): Operand {
  if (typeof value === 'object' && value !== null) throw new Error('not a literal');
  return { kind: 'literal', value };
}
