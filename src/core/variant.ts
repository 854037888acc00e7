/** Which variant of a step does an enrollment get? Picked once, by hash, so that it is the same whenever it is asked. */
import { unitInterval } from './jitter.ts';
import type { EmailStep } from './sequence.ts';

/** The template's name. Shares follow the weights; the same enrollment and step always give the same one. */
export function pickVariant(enrollmentId: string, step: EmailStep): string {
  const [first] = step.variants;
  if (step.variants.length === 1) return first!.template;
  const total = step.variants.reduce((sum, variant) => sum + variant.weight, 0);
  let left = unitInterval(`variant ${enrollmentId} ${step.id}`) * total;
  for (const variant of step.variants) {
    left -= variant.weight;
    if (left < 0) return variant.template;
  }
  return first!.template;
}
