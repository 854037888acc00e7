/** Does a condition ask for a time before one that is over everywhere? Only who knows the time can tell. */
import type { Condition } from '../../core/condition.ts';
import { isAtom, pathOfAtom, type Atom } from '../../core/satisfiable.ts';
import type { Step } from '../../core/sequence.ts';
import { problemAt, type Problem } from '../../definition/reading/problem.ts';
import { localNow } from '../../core/time/local-time.ts';
import type { WrittenSequence } from './written-sequence.ts';

/** Where every hour comes last. */
const LAST_ZONE = 'Etc/GMT+12';

export function pastProblems(
  { sequence, places }: WrittenSequence,
  nowMs: number,
): readonly Problem[] {
  const now = localNow(LAST_ZONE, nowMs);
  return sequence.steps.flatMap((step) => {
    const path = [...(places.get(step.id) ?? []), 'if'];
    return atomsIn(conditionIn(step)).flatMap((atom) => {
      const end = endOf(atom);
      if (end === null || now <= end) return [];
      const message = `it is later than "${end}" everywhere, so this is never true any more`;
      const problem = problemAt(path, 'branch_never_taken', message, 'name a time to come');
      return [{ ...problem, severity: 'warning' as const }];
    });
  });
}

function conditionIn(step: Step): Condition | null {
  return step.kind === 'branch' ? step.test : step.condition;
}

function atomsIn(condition: Condition | null): readonly Atom[] {
  if (condition === null) return [];
  return isAtom(condition)
    ? [condition]
    : [...atomsIn(condition.left), ...atomsIn(condition.right)];
}

/** What `now` must not be behind; `null`: it says no such thing. */
function endOf(atom: Atom): string | null {
  if (atom.kind !== 'compare' || pathOfAtom(atom)?.[0] !== 'now') return null;
  const { left, operator, right } = atom;
  const [literal, ends] =
    left.kind === 'literal' ? [left, ['>', '>=', '==']] : [right, ['<', '<=', '==']];
  if (literal.kind !== 'literal' || typeof literal.value !== 'string') return null;
  return ends.includes(operator) ? literal.value : null;
}
