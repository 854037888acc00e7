/** Which of several does an enrollment get? Picked once, by hash, so that it is the same whenever it is asked. */
import { unitInterval } from './jitter.ts';
import type { EmailStep, SplitPath, SplitStep } from './sequence.ts';

/** The template's name. Shares follow the weights; the same enrollment and step always give the same one. */
export function pickVariant(enrollmentId: string, step: EmailStep): string {
  return pick(step.variants, `variant ${enrollmentId} ${step.id}`).template;
}

/** The path this enrollment takes, by the rule of `pickVariant`. */
export function pickPath(enrollmentId: string, step: SplitStep): SplitPath {
  return pick(step.paths, `split ${enrollmentId} ${step.id}`);
}

function pick<Choice extends { readonly weight: number }>(
  choices: readonly Choice[],
  seed: string,
): Choice {
  const [first] = choices;
  if (choices.length === 1) return first!;
  const total = choices.reduce((sum, choice) => sum + choice.weight, 0);
  let left = unitInterval(seed) * total;
  for (const choice of choices) {
    left -= choice.weight;
    if (left < 0) return choice;
  }
  return first!;
}
