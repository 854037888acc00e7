import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition, Operand } from '../../src/core/condition.ts';
import { parseCondition } from '../../src/definition/condition/condition-text.ts';
import { anyText } from '../support/any-text.ts';

const STEPS = ['intro', 'bump-2', '2nd'];

/** Back to text, with every group in parentheses, so that a test reads as a person would. */
function grouped(text: string): string {
  const result = parseCondition(text, { kind: 'step', steps: STEPS });
  return result.ok
    ? printed(result.condition)
    : `${result.problem.code} at ${result.problem.start}`;
}

function printed(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `(${printed(condition.left)} ${condition.kind} ${printed(condition.right)})`;
    case 'compare':
      return `${operand(condition.left)} ${condition.operator} ${operand(condition.right)}`;
    case 'truthy':
      return operand(condition.operand);
  }
}

function operand(value: Operand): string {
  return value.kind === 'path' ? value.path.join('.') : JSON.stringify(value.value);
}

test.each([
  ['prospect.title', 'prospect.title'],
  ["prospect.title contains 'CEO'", 'prospect.title contains "CEO"'],
  ['prospect["Lead source"] == "Fair"', 'prospect.Lead source == "Fair"'],
  ['prospect.score >= -1.5', 'prospect.score >= -1.5'],
  ['prospect.title <> nil', 'prospect.title != null'],
  ['true == false', 'true == false'],
  ["touches.bump-2.status=='sent'", 'touches.bump-2.status == "sent"'],
  ['touches.2nd.status', 'touches.2nd.status'],
  ['prospect.tags[0]', 'prospect.tags.0'],
  ['now', 'now'],
  ["''", '""'],
])('%s', (text, tree) => expect(grouped(text)).toBe(tree));

describe('and and or group from the right, without precedence, as in Liquid', () => {
  test.each([
    ['now and now or now', '(now and (now or now))'],
    ['now or now and now', '(now or (now and now))'],
    ['now and now and now', '(now and (now and now))'],
  ])('%s', (text, tree) => expect(grouped(text)).toBe(tree));
});

test.each([
  ['', 'bad_condition', 0, null],
  ['prospct.title', 'unknown_name', 0, 'did you mean "prospect"?'],
  ['title == 1', 'unknown_name', 0, 'did you mean "prospect.title"?'],
  ['prospect.title == blank', 'unknown_name', 18, 'nil'],
  ['touches.itnro.status', 'unknown_step', 8, 'did you mean "intro"?'],
  ['touches', 'unknown_step', 0, 'earlier steps'],
  ['(now)', 'bad_condition', 0, 'no parentheses'],
  ['prospect.score = 1', 'bad_condition', 15, '=='],
  ['now && now', 'bad_condition', 4, '"and"'],
  ['now || now', 'bad_condition', 4, '"or"'],
  ['prospect.title | upcase', 'bad_condition', 15, 'filters'],
  ["prospect.title == 'x", 'bad_condition', 18, null],
  ['now now', 'bad_condition', 4, null],
  ['now and', 'bad_condition', 7, null],
  ['now ==', 'bad_condition', 6, null],
  ['prospect.', 'bad_condition', 8, null],
  ['{{ now }}', 'bad_condition', 0, 'without {{ }}'],
  ['prospect.title == ‘x’', 'bad_condition', 18, 'straight quotes'],
  ['now '.repeat(400), 'bad_condition', 0, null],
  [Array(40).fill('now').join(' and '), 'bad_condition', 252, null],
] as const)('%s is refused where it is wrong', (text, code, start, hint) => {
  const result = parseCondition(text, { kind: 'step', steps: STEPS });
  if (result.ok) throw new Error('was accepted');
  expect(result.problem).toMatchObject({ code, start });
  if (hint !== null) expect(result.problem.hint).toContain(hint);
});

test('where there are no steps, any may be named', () => {
  expect(parseCondition('touches.anything.status', { kind: 'step', steps: null }).ok).toBe(true);
});

test('any text gives a condition or a problem inside the text, never an exception', () => {
  const words = [
    'prospect',
    '.title',
    'and',
    'or',
    ' ',
    '==',
    "'",
    '"',
    '1',
    '-',
    'contains',
    '[',
    ']',
    'touches.intro',
    '(',
    '日',
  ];
  const soup = fc
    .array(fc.constantFrom(...words), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(anyText(), soup), (text) => {
      const result = parseCondition(text, { kind: 'step', steps: STEPS });
      if (result.ok) return;
      expect(result.problem.start).toBeGreaterThanOrEqual(0);
      expect(result.problem.start).toBeLessThanOrEqual(text.length);
    }),
  );
});
