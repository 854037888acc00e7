/** Does what a condition asks about exist? */
import type { Comparison } from '../../core/condition.ts';
import { LEVELS } from '../../core/engagement.ts';
import {
  ACCOUNT_NAMES,
  CONDITION_ROOTS,
  ENROLLMENT_NAMES,
  PERSON_NAMES,
  REPLY_NAMES,
  SIGNAL_NAMES,
  STANDING_NAMES,
  TOUCH_NAMES,
} from '../../core/facts.ts';
import { HELD_RULES } from '../../core/held.ts';
import { ENROLLMENT_STATUSES } from '../../core/enrollment.ts';
import { ENROLLED_NAMES, PEOPLE_ROOTS } from '../../core/person-past.ts';
import { CHANNELS } from '../../core/sequence.ts';
import { ASKED_STATUSES } from '../../core/touch.ts';
import type { Token } from './condition-tokens.ts';
import type { Problem, Stretch } from '../reading/problem.ts';
import { suggestion } from '../reading/suggest.ts';

export interface ConditionProblem
  extends Stretch, Pick<Problem, 'code' | 'severity' | 'message' | 'hint'> {}

type PathToken = Token & { readonly kind: 'path' };

/**
 * What a condition is about: a step of an enrollment, or people outside of any.
 *
 * `steps`: the earlier steps that touch somebody, which `touches.<step>` may name; `null`: any name goes.
 */
export type ConditionScope =
  { readonly kind: 'step'; readonly steps: readonly string[] | null } | { readonly kind: 'people' };

/** What is wrong with a name; `null`: nothing. Any column of a person goes. @param isCompared  It stands behind `==` and the like. */
export function nameProblem(
  token: PathToken,
  scope: ConditionScope,
  isCompared: boolean,
): ConditionProblem | null {
  const { path } = token;
  const roots = scope.kind === 'step' ? CONDITION_ROOTS : PEOPLE_ROOTS;
  const root = roots.find((known) => known === path[0]);
  if (root === undefined)
    return unknownRoot(token, path[0]!, isCompared && path.length === 1, roots);
  const steps = scope.kind === 'step' ? scope.steps : null;
  switch (root) {
    case 'prospect':
      return path.length > 1 ? null : needsPart(token, root, 'a column: prospect.title');
    case 'account':
      return partOf(token, 1, ACCOUNT_NAMES, 'a part: account.name');
    case 'enrollment':
      return partOf(token, 1, ENROLLMENT_NAMES, 'a part: enrollment.stage');
    case 'signals':
      return partOf(token, 1, SIGNAL_NAMES, 'a kind: signals.reply');
    case 'last_touch':
      return path.length === 1 ? null : partOf(token, 1, TOUCH_NAMES, '');
    case 'last_reply':
      return path.length === 1 ? null : partOf(token, 1, REPLY_NAMES, '');
    case 'enrollments':
      if (path.length === 1) return needsPart(token, root, 'a sequence: enrollments.intro.status');
      return path.length === 2 ? null : partOf(token, 2, ENROLLED_NAMES, '');
    case 'lists':
    case 'held_by':
    case 'now':
      return path.length === 1 ? null : unknownPart(token, 1, []);
    case 'touches':
      return (
        unknownTouch(token, steps) ?? (path.length <= 2 ? null : partOf(token, 2, TOUCH_NAMES, ''))
      );
  }
}

function unknownRoot(
  token: PathToken,
  root: string,
  isCompared: boolean,
  roots: readonly string[],
): ConditionProblem {
  return {
    ...token.parts[0]!,
    code: 'unknown_name',
    severity: 'error',
    message: `unknown name "${root}"`,
    hint:
      rootHint(root, roots) ??
      (isCompared ? `a text stands in quotes: '${root}'` : suggestion(root, roots)),
  };
}

function rootHint(root: string, roots: readonly string[]): string | null {
  if (root === 'enrollment' && roots.includes('enrollments'))
    return 'a person may be in several sequences: enrollments.<sequence>.status';
  if (root === 'enrollments' || root === 'lists' || root === 'held_by')
    return 'a step knows its own enrollment only: people are chosen by it when they are enrolled';
  if (root === 'empty' || root === 'blank') return 'empty cells are absent: compare with nil';
  if (root === 'not') return 'there is no "not": for "is not there" write prospect.title == nil';
  const own = [...PERSON_NAMES, ...STANDING_NAMES];
  return own.some((each) => each === root) ? `did you mean "prospect.${root}"?` : null;
}

function unknownTouch(token: PathToken, steps: readonly string[] | null): ConditionProblem | null {
  const [, step] = token.path;
  if (steps === null || (step !== undefined && steps.includes(step))) return null;
  return {
    ...(token.parts[1] ?? token.parts[0]!),
    code: 'unknown_step',
    severity: 'error',
    message:
      step === undefined
        ? 'touches needs a step: touches.<step>.status'
        : `no earlier step that touches anybody is called "${step}"`,
    hint:
      suggestion(step ?? '', steps, 'earlier steps') ?? 'no step before this one touches anybody',
  };
}

/** Mail programs open by themselves, and proxies click: nobody records it here. */
const OPENS = /^(?:opens?|opened|open_count|open_rate|clicks?|clicked|click_count|read)$/;

function partOf(
  token: PathToken,
  at: number,
  known: readonly string[],
  needs: string,
): ConditionProblem | null {
  const part = token.path[at];
  if (part === undefined) return needsPart(token, token.path[0]!, needs);
  if (OPENS.test(part)) {
    return {
      ...token.parts[at]!,
      code: 'opens_not_recorded',
      severity: 'warning',
      message: `"${part}" is never true: opens and clicks are not recorded, because mail programs open and click by themselves`,
      hint: 'they are no sign of success; ask for an answer: signals.reply',
    };
  }
  if (!known.includes(part)) return unknownPart(token, at, known);
  return token.path.length > at + 1 ? unknownPart(token, at + 1, []) : null;
}

function needsPart(token: PathToken, root: string, needs: string): ConditionProblem {
  const message = `"${root}" alone says nothing; it needs ${needs}`;
  return { ...token.parts[0]!, code: 'unknown_name', severity: 'error', message, hint: null };
}

function unknownPart(token: PathToken, at: number, known: readonly string[]): ConditionProblem {
  const before = token.path.slice(0, at).join('.');
  const part = token.path[at]!;
  return {
    ...token.parts[at]!,
    code: 'unknown_name',
    severity: 'error',
    message: `"${before}" has no "${part}"`,
    hint:
      known.length === 0
        ? `write ${before} alone`
        : (meant(part, known) ?? suggestion(part, known)),
  };
}

/** Other words for what is heard. */
const SYNONYMS: readonly (readonly [written: RegExp, meant: string])[] = [
  [/^(?:repl|answer|respon)/, 'reply'],
  [/^bounc/, 'bounce'],
  [/^compl/, 'complaint'],
  [/^(?:unsubscri|opt)/, 'opt_out'],
  [/^(?:meeting|booked)/, 'meeting_booked'],
  [/^(?:accept|connect)/, 'connection_accepted'],
  [/^(?:ooo|away|vacation)/, 'out_of_office'],
];

function meant(part: string, known: readonly string[]): string | null {
  const word = SYNONYMS.find(([written]) => written.test(part))?.[1];
  return word === undefined || !known.includes(word)
    ? null
    : `${suggestion('', known)}\ndid you mean "${word}"?`;
}

/** A word that a name is compared with and that it never is: `touches.intro.status == 'delivered'`. */
export function unknownWord(
  left: Token,
  operator: Comparison,
  right: Token,
): ConditionProblem | null {
  const [name, literal] = left.kind === 'path' ? [left, right] : [right, left];
  if (name.kind !== 'path' || literal.kind !== 'literal') return null;
  const { value } = literal;
  if (name.path[0] === 'held_by') return unknownRule(literal, operator);
  if (operator !== '==' && operator !== '!=') return null;
  const words = wordsOf(name.path);
  if (words === null || typeof value !== 'string' || words.includes(value)) return null;
  const { start, length } = literal;
  return {
    start,
    length,
    code: 'unknown_value',
    severity: 'error',
    message: `${name.path.join('.')} is never "${value}"`,
    hint: suggestion(value, words),
  };
}

/** `held_by` is a list: who asks whether it is one of them asks in vain. */
function unknownRule(
  { start, length, value }: Token & { readonly kind: 'literal' },
  operator: Comparison,
): ConditionProblem | null {
  if (typeof value !== 'string') return null;
  const at = { start, length, code: 'unknown_value', severity: 'error' } as const;
  if (operator !== 'contains') {
    const message = `held_by is a list of rules, and never "${value}"`;
    return { ...at, message, hint: `held_by contains '${value}'` };
  }
  if (HELD_RULES.includes(value)) return null;
  const message = `nobody is ever held by "${value}"`;
  return { ...at, message, hint: suggestion(value, HELD_RULES, 'rules are') };
}

/** A word of a few whose order is compared: `prospect.level >= 'warm'`. Texts have no order but that of their letters. */
export function orderedWord(
  name: Token | undefined,
  operator: Comparison,
  literal: Token | undefined,
): ConditionProblem | null {
  if (operator === '==' || operator === '!=' || operator === 'contains') return null;
  if (name?.kind !== 'path' || literal?.kind !== 'literal') return null;
  const words = wordsOf(name.path);
  if (words === null || typeof literal.value !== 'string') return null;
  const { start, length, path } = name;
  const inOrder = words.toSorted().join(', ');
  const points = path.at(-1) === 'level' ? 'ask for points: prospect.score >= 30; or ' : '';
  return {
    start,
    length,
    code: 'compared_as_text',
    severity: 'warning',
    message: `${path.join('.')} is compared by its letters: ${inOrder}`,
    hint: `${points}name each word: ${path.join('.')} == '${literal.value}'`,
  };
}

/** What a name may be; `null`: anything. */
function wordsOf(path: readonly string[]): readonly string[] | null {
  const [root] = path;
  const isTouch =
    (root === 'touches' && path.length === 3) || (root === 'last_touch' && path.length === 2);
  const part = path.at(-1);
  if (root === 'prospect' && path.length === 2) return part === 'level' ? LEVELS : null;
  if (root === 'enrollments' && path.length === 3)
    return part === 'status' ? ENROLLMENT_STATUSES : null;
  if (root === 'last_reply') return part === 'channel' ? CHANNELS : null;
  if (!isTouch) return null;
  return part === 'status' ? ASKED_STATUSES : part === 'channel' ? CHANNELS : null;
}
