/** Conditions that can't be true of anybody, and branches that nobody can come to. */
import { waysOf } from '../../core/flow.ts';
import type { Condition } from '../../core/condition.ts';
import { SIGNAL_NAMES } from '../../core/facts.ts';
import {
  canBe,
  impliedBy,
  isAtom,
  pathOfAtom,
  type Domain,
  type DomainOf,
  type Known,
} from '../../core/satisfiable.ts';
import {
  CHANNELS,
  isTouch,
  type BranchStep,
  type Sequence,
  type Step,
} from '../../core/sequence.ts';
import { LEVELS } from '../../core/engagement.ts';
import { DISPOSITIONS } from '../../core/task.ts';
import { ASKED_STATUSES } from '../../core/touch.ts';
import { type Path, type Problem, problemAt } from '../reading/problem.ts';
import { writtenCondition } from '../reading/written.ts';

interface Program extends Pick<Sequence, 'steps'> {
  readonly name: string;
  /** `false`: a step can't be read, so nobody knows what people come with, and what steps say of them. */
  readonly isWhole: boolean;
}

/** @param pathOf  Where a step is written. */
export function impossibleConditions(
  program: Program,
  pathOf: (step: Step) => Path,
): readonly Problem[] {
  const known = program.isWhole ? knownBefore(program) : new Map<string, readonly Known[]>();
  const domainOf = domainsIn(program);
  return program.steps.flatMap((step) => {
    const at = [...pathOf(step), 'if'];
    return step.kind === 'branch'
      ? branchProblems(step, at, known.get(step.id) ?? [], domainOf)
      : conditionProblems(step, at, known.get(step.id) ?? [], domainOf);
  });
}

function conditionProblems(
  { condition }: Step,
  at: Path,
  known: readonly Known[],
  domainOf: DomainOf,
): readonly Problem[] {
  if (condition === null) return [];
  if (!canBe(condition, true, known, domainOf)) {
    return [never(at, 'this is never true, so nobody gets the step', condition, known, domainOf)];
  }
  return canBe(condition, false, [], domainOf)
    ? []
    : [chooses(at, 'this is always true, so everybody gets the step')];
}

function branchProblems(
  { test, thenTo, elseTo, next }: BranchStep,
  at: Path,
  known: readonly Known[],
  domainOf: DomainOf,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (!canBe(test, true, known, domainOf) && thenTo !== next) {
    const message = 'this is never true, so nobody comes to "then"';
    problems.push(never(at, message, test, known, domainOf));
  }
  if (canBe(test, false, known, domainOf)) return problems;
  const isItself = !canBe(test, false, [], domainOf);
  if (elseTo !== next) {
    const message = 'this is always true, so nobody comes to "else"';
    problems.push(
      isItself ? problemAt(at, 'branch_never_taken', message) : contradicted(at, message, known),
    );
  } else if (isItself) {
    problems.push(chooses(at, 'this is always true, so everybody takes "then"'));
  }
  return problems;
}

function never(
  at: Path,
  message: string,
  condition: Condition,
  known: readonly Known[],
  domainOf: DomainOf,
): Problem {
  return canBe(condition, true, [], domainOf)
    ? contradicted(at, message, known)
    : problemAt(at, 'branch_never_taken', message, whyNever(condition, domainOf));
}

/** What leads to a step may change on the way, so that is a warning. */
function contradicted(at: Path, message: string, known: readonly Known[]): Problem {
  const came = known.map(({ atom, truth }) => `${truth ? '' : 'not '}${writtenCondition(atom)}`);
  const hint = `who comes here came by the branch of: ${came.join('; ')}`;
  return { ...problemAt(at, 'branch_never_taken', message, hint), severity: 'warning' };
}

function chooses(at: Path, message: string): Problem {
  const hint = 'leave the condition out, or look at its parts: one of two "or" is always true here';
  return { ...problemAt(at, 'branch_never_taken', message, hint), severity: 'warning' };
}

/** The first part that can't be true by itself is what went wrong; where there is none, the parts exclude each other. */
function whyNever(condition: Condition, domainOf: DomainOf): string {
  if (!isAtom(condition)) {
    const { left, right } = condition;
    const wrong = [left, right].find((each) => !canBe(each, true, [], domainOf));
    return wrong === undefined
      ? `its parts exclude each other: ${writtenCondition(left)} and ${writtenCondition(right)}`
      : whyNever(wrong, domainOf);
  }
  const path = pathOfAtom(condition);
  const domain = path === null ? null : domainOf(path);
  if (path === null || domain === null) return 'two values that are written out never change';
  const name = path.join('.');
  switch (domain.kind) {
    case 'words':
      return domain.words.length === 0
        ? `nothing here gives ${name} a value`
        : `${name} is, where it is there, one of: ${domain.words.join(', ')}`;
    case 'code':
      return `${name} is ${domain.hint}`;
    case 'number':
      return `${name} is a number from 0 on`;
    case 'text':
    case 'any':
      return 'a comparison takes the kind that the value has: texts and columns stand in quotes';
  }
}

/** What is certain of whoever comes to a step, by its id, as far as it lasts: what is known of the person. */
export function knownBefore(
  program: Pick<Sequence, 'steps'>,
): ReadonlyMap<string, readonly Known[]> {
  const written = program.steps.flatMap((step) =>
    step.kind === 'set'
      ? [...Object.keys(step.fields), ...(step.tags.length > 0 ? ['tags'] : [])]
      : [],
  );
  const lasts = ({ atom }: Known): boolean => {
    const [root, name = ''] = pathOfAtom(atom) ?? [];
    return (root === 'prospect' || root === 'account') && !written.includes(name);
  };
  const arriving = new Map<string, readonly Known[]>();
  const first = program.steps[0];
  if (first !== undefined) arriving.set(first.id, []);
  // Jumps lead forward, so all ways to a step are known when it comes up.
  for (const step of program.steps) {
    const here = arriving.get(step.id) ?? [];
    for (const { label, to } of waysOf(step)) {
      if (to === null) continue;
      const there = [...here, ...learnedBy(step, label).filter(lasts)];
      const others = arriving.get(to);
      arriving.set(to, others === undefined ? there : common(others, there));
    }
  }
  return arriving;
}

function learnedBy(step: Step, label: string | null): readonly Known[] {
  if (step.kind !== 'branch' || label === null) return [];
  return impliedBy(step.test, label === 'then');
}

function common(left: readonly Known[], right: readonly Known[]): readonly Known[] {
  const written = new Set(right.map((each) => JSON.stringify(each)));
  return left.filter((each) => written.has(JSON.stringify(each)));
}

const COUNTRY: Domain = {
  kind: 'code',
  form: /^[A-Z]{2}$/,
  hint: "a code of two capital letters: 'DE', 'FR', 'US'",
};
const LANGUAGE: Domain = {
  kind: 'code',
  form: /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/,
  hint: "a code in lower case: 'de', 'ja', 'pt-br'",
};

const LOCAL_TIME = {
  kind: 'code',
  form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:00$/,
  parts: /^[\d:T-]*$/,
  hint: "a local time such as '2026-12-24T09:30:00': for a day write contains '2026-12-24', for a stretch >= and <",
} as const satisfies Domain;

/** What each name may be in this sequence. Cells of a list are texts. */
function domainsIn({ name, steps, isWhole }: Program): DomainOf {
  const touching = steps.filter(isTouch);
  const stages = steps.flatMap(({ stage }) => stage ?? []);
  const words = (...all: readonly (string | boolean)[]): Domain => ({ kind: 'words', words: all });
  const byName: Readonly<Record<string, Domain>> = {
    'prospect.tags': { kind: 'any' },
    'prospect.country': COUNTRY,
    'prospect.language': LANGUAGE,
    'prospect.level': words(...LEVELS),
    'prospect.score': { kind: 'number' },
    now: { ...LOCAL_TIME, always: true },
    'last_touch.at': LOCAL_TIME,
    'last_reply.at': LOCAL_TIME,
    'enrollment.sequence': words(name),
    'enrollment.stage': isWhole ? words(...stages) : { kind: 'any' },
    'last_touch.status': words(...ASKED_STATUSES),
    'last_touch.channel': words(...CHANNELS),
    'last_reply.channel': words(...CHANNELS),
    ...Object.fromEntries(SIGNAL_NAMES.map((kind) => [`signals.${kind}`, words(true)])),
    ...Object.fromEntries(
      touching.flatMap(({ id, kind }) => [
        [`touches.${id}.status`, words(...ASKED_STATUSES)],
        [`touches.${id}.channel`, words(kind)],
        [`touches.${id}.step`, words(id)],
        [`touches.${id}.at`, LOCAL_TIME],
        ...(kind === 'call' ? [[`touches.${id}.outcome`, words(...DISPOSITIONS)] as const] : []),
        // The server's word is no outcome that anybody can ask for.
        ...(kind === 'email' ? [[`touches.${id}.outcome`, words()] as const] : []),
      ]),
    ),
  };
  return (path) => byName[path.join('.')] ?? { kind: path[0] === 'prospect' ? 'text' : 'any' };
}
