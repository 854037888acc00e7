/** What does a condition ask for? */
import type { Condition, Operand } from './condition.ts';
import { STANDING_NAMES } from './facts.ts';

/** Whether it asks how engaged the person is, for which their history must be read. */
export function asksStanding(condition: Condition): boolean {
  return pathsIn(condition).some(
    ([root, name]) => root === 'prospect' && STANDING_NAMES.some((each) => each === name),
  );
}

/** Whether time alone may change what it comes to: dates pass, and a score fades. */
export function asksTime(condition: Condition): boolean {
  return asksStanding(condition) || pathsIn(condition).some(([root]) => root === 'now');
}

/** Its comparisons that name the time. */
export function questionsOfNow(condition: Condition): readonly Condition[] {
  if (condition.kind === 'and' || condition.kind === 'or')
    return [...questionsOfNow(condition.left), ...questionsOfNow(condition.right)];
  return pathsIn(condition).some(([root]) => root === 'now') ? [condition] : [];
}

/** Every name, as often as it is written: `['prospect', 'title']`. */
export function pathsIn(condition: Condition): readonly (readonly string[])[] {
  const pathOf = (operand: Operand): readonly (readonly string[])[] =>
    operand.kind === 'path' ? [operand.path] : [];
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...pathsIn(condition.left), ...pathsIn(condition.right)];
    case 'compare':
      return [...pathOf(condition.left), ...pathOf(condition.right)];
    case 'truthy':
      return pathOf(condition.operand);
  }
}
