/**
 * A condition as people write it, in Liquid's expression syntax, to the tree that `core` evaluates.
 *
 * As in Liquid, `and` and `or` have no precedence and group from the right: `a or b and c` is `a or (b and c)`,
 * `a and b or c` is `a and (b or c)`. There are no parentheses and no filters.
 */
import type { Condition, Operand } from '../core/condition.ts';
import { type Token, tokensOf } from './condition-tokens.ts';
import type { ProblemCode, Stretch } from './problem.ts';
import { suggestion } from './suggest.ts';

/** What a condition may ask about. */
export const CONDITION_ROOTS = [
  'prospect',
  'account',
  'enrollment',
  'touches',
  'signals',
  'last_touch',
  'now',
] as const;
export const CONDITION_LENGTH_MAX = 1000;
const TERMS_MAX = 32;

export interface ConditionProblem extends Stretch {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string | null;
}

export type ReadCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: ConditionProblem };

/**
 * Parses up to the first error, whose place is in characters of `text`.
 *
 * @param steps  The earlier steps, which `touches.<step>` may name; `null` where there are no steps, so any name goes.
 */
export function parseCondition(text: string, steps: readonly string[] | null): ReadCondition {
  if (text.length > CONDITION_LENGTH_MAX) {
    const message = `the condition has ${text.length} characters, at most ${CONDITION_LENGTH_MAX} are read`;
    return failed({ start: 0, length: text.length }, message);
  }
  const tokens = tokensOf(text);
  const wrong = tokens.at(-1);
  if (wrong?.kind === 'wrong') return failed(wrong, wrong.message, wrong.hint);
  for (const token of tokens) {
    const problem = token.kind === 'path' ? unknownName(token, steps) : null;
    if (problem !== null) return { ok: false, problem };
  }
  return parseTerms(tokens, { start: text.length, length: 1 });
}

type Term =
  | { readonly ok: true; readonly condition: Condition; readonly next: number }
  | { readonly ok: false; readonly problem: ConditionProblem };

function parseTerms(tokens: readonly Token[], end: Stretch): ReadCondition {
  const terms: Condition[] = [];
  const joints: ('and' | 'or')[] = [];
  for (let at = 0; ;) {
    const term = parseTerm(tokens, at, end);
    if (!term.ok) return term;
    terms.push(term.condition);
    const joint = tokens[term.next];
    if (joint === undefined) break;
    if (joint.kind !== 'and' && joint.kind !== 'or') {
      return failed(joint, 'expected "and", "or" or the end here');
    }
    if (terms.length === TERMS_MAX) {
      return failed(joint, `more than ${TERMS_MAX} comparisons in one condition`);
    }
    joints.push(joint.kind);
    at = term.next + 1;
  }
  return {
    ok: true,
    condition: joints.reduceRight(
      (right, kind, index) => ({ kind, left: terms[index]!, right }),
      terms.at(-1)!,
    ),
  };
}

function parseTerm(tokens: readonly Token[], at: number, end: Stretch): Term {
  const left = operandOf(tokens[at]);
  if (left === null) return failed(tokens[at] ?? end, 'expected a name or a value here');
  const comparison = tokens[at + 1];
  if (comparison?.kind !== 'comparison') {
    return { ok: true, condition: { kind: 'truthy', operand: left }, next: at + 1 };
  }
  const right = operandOf(tokens[at + 2]);
  if (right === null) {
    return failed(tokens[at + 2] ?? end, `expected a name or a value after ${comparison.operator}`);
  }
  const { operator } = comparison;
  return { ok: true, condition: { kind: 'compare', operator, left, right }, next: at + 3 };
}

function operandOf(token: Token | undefined): Operand | null {
  if (token?.kind === 'literal') return { kind: 'literal', value: token.value };
  if (token?.kind === 'path') return { kind: 'path', path: token.path };
  return null;
}

function unknownName(
  token: Token & { readonly kind: 'path' },
  steps: readonly string[] | null,
): ConditionProblem | null {
  const [root, second] = token.path;
  const isKnown = CONDITION_ROOTS.some((known) => known === root);
  if (!isKnown) {
    const isAbsence = root === 'empty' || root === 'blank';
    return {
      ...token.parts[0]!,
      code: 'unknown_name',
      message: `unknown name "${root}"`,
      hint: isAbsence
        ? 'empty cells are absent: compare with nil'
        : (rootHint(root!) ?? suggestion(root!, CONDITION_ROOTS)),
    };
  }
  if (root !== 'touches' || steps === null) return null;
  if (second !== undefined && steps.includes(second)) return null;
  const message =
    second === undefined
      ? 'touches needs a step: touches.<step>.status'
      : `no earlier step is called "${second}"`;
  return {
    ...(token.parts[1] ?? token.parts[0]!),
    code: 'unknown_step',
    message,
    hint: suggestion(second ?? '', steps, 'earlier steps'),
  };
}

const PROSPECT_NAMES = [
  'name',
  'first_name',
  'last_name',
  'title',
  'company',
  'email',
  'country',
  'city',
  'tags',
];

function rootHint(root: string): string | null {
  return PROSPECT_NAMES.includes(root) ? `did you mean "prospect.${root}"?` : null;
}

function failed(
  place: Stretch,
  message: string,
  hint: string | null = null,
): ReadCondition & { ok: false } {
  const { start, length } = place;
  return { ok: false, problem: { start, length, code: 'bad_condition', message, hint } };
}
