/** Is there somebody for whom an email that continues a thread is the first, and who is then held because it has no subject? */
import { reachableFrom } from '../../core/flow.ts';
import { NEW_THREAD, type EmailStep, type Sequence, type Step } from '../../core/sequence.ts';
import { problemAt, problemAtKey, type Problem } from '../../definition/reading/problem.ts';
import { writtenList } from '../../definition/reading/written.ts';
import type { WrittenSequence } from './written-sequence.ts';

export function threadProblems({ sequence, places, texts }: WrittenSequence): readonly Problem[] {
  return sequence.steps.flatMap((step) => {
    if (step.kind !== 'email' || step.thread === NEW_THREAD || !mayBegin(sequence, step)) return [];
    const bare = step.variants.find(({ template }) => texts.get(template)?.subject === null);
    return bare === undefined
      ? []
      : [problemOf(sequence, step, bare.template, places.get(step.id) ?? [])];
  });
}

/** Whether a way leads to it past no email that is sure to have left. */
function mayBegin({ steps }: Sequence, email: EmailStep): boolean {
  const isSure = (step: Step): boolean =>
    step.kind === 'email' &&
    step.enabled &&
    (step.condition === null || isSame(step.condition, email.condition));
  const passed = steps.map((step) => (isSure(step) ? { ...step, next: null } : step));
  const [first] = passed;
  return first !== undefined && reachableFrom({ steps: passed }, first).has(email.id);
}

/** Who gets the one gets the other. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function problemOf(
  { steps }: Sequence,
  step: EmailStep,
  template: string,
  place: readonly (string | number)[],
): Problem {
  const earlier = steps
    .slice(0, steps.indexOf(step))
    .flatMap(({ kind, id }) => (kind === 'email' ? [id] : []));
  const message = `template "${template}" has no subject: whoever did not get ${writtenList(earlier)} is held here`;
  const hint = `begin templates/${template}.md with a subject, which is used only where no thread is continued:\n---\nsubject: ...\n---`;
  const problem =
    step.variants.length === 1
      ? problemAt([...place, 'email'], 'missing_subject', message, hint)
      : problemAtKey([...place, 'variants', template], 'missing_subject', message, hint);
  return { ...problem, severity: 'warning' };
}
