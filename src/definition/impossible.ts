/** Conditions that can't be true of anybody, and branches that nobody can come to. */
import { waysOf } from '../core/flow.ts';
import { SIGNAL_NAMES } from '../core/facts.ts';
import {
  canBe,
  impliedBy,
  pathOfAtom,
  type Domain,
  type DomainOf,
  type Known,
} from '../core/satisfiable.ts';
import { CHANNELS, isTouch, type BranchStep, type Sequence, type Step } from '../core/sequence.ts';
import { ASKED_STATUSES } from '../core/touch.ts';
import { type Path, type Problem, problemAt } from './problem.ts';
import { writtenCondition } from './written.ts';

type Program = Pick<Sequence, 'steps'> & { readonly name: string };

/** @param pathOf  Where a step is written. */
export function impossibleConditions(
  program: Program,
  pathOf: (step: Step) => Path,
): readonly Problem[] {
  const known = knownBefore(program);
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
  if (condition === null || canBe(condition, true, known, domainOf)) return [];
  const isItself = !canBe(condition, true, [], domainOf);
  return [never(at, 'this is never true, so nobody gets the step', isItself, known)];
}

function branchProblems(
  { test, thenTo, elseTo, next }: BranchStep,
  at: Path,
  known: readonly Known[],
  domainOf: DomainOf,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (!canBe(test, true, known, domainOf) && thenTo !== next) {
    const isItself = !canBe(test, true, [], domainOf);
    problems.push(never(at, 'this is never true, so nobody comes to "then"', isItself, known));
  }
  if (!canBe(test, false, known, domainOf) && elseTo !== next) {
    const isItself = !canBe(test, false, [], domainOf);
    problems.push(never(at, 'this is always true, so nobody comes to "else"', isItself, known));
  }
  return problems;
}

/** What leads to a step may change on the way, so that is a warning. */
function never(at: Path, message: string, isItself: boolean, known: readonly Known[]): Problem {
  if (isItself) {
    const hint =
      'a comparison takes the kind that the value has: texts and columns stand in quotes';
    return problemAt(at, 'branch_never_taken', message, hint);
  }
  const came = known.map(({ atom, truth }) => `${truth ? '' : 'not '}${writtenCondition(atom)}`);
  const hint = `who comes here came by the branch of: ${came.join('; ')}`;
  return { ...problemAt(at, 'branch_never_taken', message, hint), severity: 'warning' };
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

/** What each name may be in this sequence. Cells of a list are texts. */
function domainsIn({ name, steps }: Program): DomainOf {
  const touching = steps.filter(isTouch);
  const stages = steps.flatMap(({ stage }) => stage ?? []);
  const words = (...all: readonly (string | boolean)[]): Domain => ({ kind: 'words', words: all });
  const byName: Readonly<Record<string, Domain>> = {
    'prospect.tags': { kind: 'any' },
    'enrollment.sequence': words(name),
    'enrollment.stage': words(...stages),
    'last_touch.status': words(...ASKED_STATUSES),
    'last_touch.channel': words(...CHANNELS),
    'last_touch.step': words(...touching.map(({ id }) => id)),
    ...Object.fromEntries(SIGNAL_NAMES.map((kind) => [`signals.${kind}`, words(true)])),
    ...Object.fromEntries(
      touching.flatMap(({ id, kind }) => [
        [`touches.${id}.status`, words(...ASKED_STATUSES)],
        [`touches.${id}.channel`, words(kind)],
        [`touches.${id}.step`, words(id)],
      ]),
    ),
  };
  return (path) => byName[path.join('.')] ?? { kind: path[0] === 'prospect' ? 'text' : 'any' };
}
