/** How does somebody come to a step? */
import { waysOf, type Way } from './flow.ts';
import { stepOf, type Sequence, type Step } from './sequence.ts';

export interface Passed {
  readonly step: Step;
  /** The way out of it that was taken. */
  readonly way: Way;
}

type Steps = Pick<Sequence, 'steps'>;

/**
 * A shortest route to a step; empty for the first.
 *
 * @param via  Leads through this step where any route does; `null`: by any.
 */
export function routeTo(sequence: Steps, target: Step, via: Step | null): readonly Passed[] {
  const first = sequence.steps[0]!;
  const direct = routeBetween(sequence, first, target) ?? [];
  if (via === null) return direct;
  const [before, after] = [routeBetween(sequence, first, via), routeBetween(sequence, via, target)];
  return before === null || after === null ? direct : [...before, ...after];
}

/** Those of a route that cannot be avoided on any way to the step: the choices that lead there. */
export function choicesOf(
  sequence: Steps,
  route: readonly Passed[],
  target: Step,
): readonly Passed[] {
  return route.filter(
    ({ step, way }) =>
      way.label !== null &&
      waysOf(step).every(
        ({ label, to }) => label === way.label || !leadsTo(sequence, stepOf(sequence, to), target),
      ),
  );
}

function leadsTo(sequence: Steps, from: Step | null, target: Step): boolean {
  return from !== null && routeBetween(sequence, from, target) !== null;
}

/** `null`: no way leads there. */
function routeBetween(sequence: Steps, from: Step, to: Step): readonly Passed[] | null {
  const routes = new Map<Step, readonly Passed[]>([[from, []]]);
  // A map is walked in the order in which it grows, so the nearest come first.
  for (const [step, route] of routes) {
    if (step.id === to.id) return route;
    for (const way of waysOf(step)) {
      const next = stepOf(sequence, way.to);
      if (next !== null && !routes.has(next)) routes.set(next, [...route, { step, way }]);
    }
  }
  return null;
}
