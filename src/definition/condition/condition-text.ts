/**
 * A condition as people write it, in Liquid's expression syntax, to the tree that `core` evaluates.
 *
 * As in Liquid, `and` and `or` have no precedence and group from the right: `a or b and c` is `a or (b and c)`,
 * `a and b or c` is `a and (b or c)`. There are no parentheses and no filters.
 */
import type { Condition, Operand } from '../../core/condition.ts';
import {
  type ConditionProblem,
  type ConditionScope,
  nameProblem,
  orderedWord,
  unknownWord,
} from './condition-names.ts';
import { type Token, tokensOf } from './condition-tokens.ts';
import type { Stretch } from '../reading/problem.ts';

export const CONDITION_LENGTH_MAX = 1000;
const TERMS_MAX = 32;

export type ReadCondition =
  | {
      readonly ok: true;
      readonly condition: Condition;
      /** What can be read, and will hardly mean what was meant. */
      readonly warnings: readonly ConditionProblem[];
    }
  | {
      readonly ok: false;
      readonly problem: ConditionProblem;
      /** Other names that do not exist, and a character that has no meaning, behind it. */
      readonly others: readonly ConditionProblem[];
    };

/**
 * Names are judged one by one; what they stand in, up to the first error. Places are in characters of `text`.
 */
export function parseCondition(text: string, scope: ConditionScope): ReadCondition {
  if (text.length > CONDITION_LENGTH_MAX) {
    const message = `the condition has ${text.length} characters, at most ${CONDITION_LENGTH_MAX} are read`;
    return { ...failed({ start: 0, length: text.length }, message), others: [] };
  }
  const tokens = tokensOf(text);
  const wrong = tokens.at(-1);
  const named = tokens.flatMap((token, index) => {
    if (token.kind !== 'path') return [];
    return nameProblem(token, scope, tokens[index - 1]?.kind === 'comparison') ?? [];
  });
  const ordered = tokens.flatMap((token, at) => {
    if (token.kind !== 'comparison') return [];
    const { operator } = token;
    const [left, right] = [tokens[at - 1], tokens[at + 1]];
    return orderedWord(left, operator, right) ?? orderedWord(right, operator, left) ?? [];
  });
  const warnings = [...named.filter(({ severity }) => severity === 'warning'), ...ordered];
  const unread = wrong?.kind === 'wrong' ? [failed(wrong, wrong.message, wrong.hint).problem] : [];
  const [problem, ...others] = [...named.filter(({ severity }) => severity === 'error'), ...unread];
  if (problem !== undefined) return { ok: false, problem, others };
  const parsed = parseTerms(tokens, { start: text.length, length: 1 });
  return parsed.ok ? { ...parsed, warnings } : { ...parsed, others: [] };
}

type Term =
  | { readonly ok: true; readonly condition: Condition; readonly next: number }
  | { readonly ok: false; readonly problem: ConditionProblem };

type Parsed =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: ConditionProblem };

function parseTerms(tokens: readonly Token[], end: Stretch): Parsed {
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
  const stranger = unknownWord(tokens[at]!, operator, tokens[at + 2]!);
  if (stranger !== null) return { ok: false, problem: stranger };
  return { ok: true, condition: { kind: 'compare', operator, left, right }, next: at + 3 };
}

function operandOf(token: Token | undefined): Operand | null {
  if (token?.kind === 'literal') return { kind: 'literal', value: token.value };
  if (token?.kind === 'path') return { kind: 'path', path: token.path };
  return null;
}

function failed(
  place: Stretch,
  message: string,
  hint: string | null = null,
): Parsed & { ok: false } {
  const { start, length } = place;
  const severity = 'error' as const;
  return { ok: false, problem: { start, length, code: 'bad_condition', severity, message, hint } };
}
