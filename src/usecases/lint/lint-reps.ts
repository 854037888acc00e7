/** Is there always somebody to do a task? */
import { isManual, type Step } from '../../core/sequence.ts';
import { problemAtKey, type Problem } from '../../definition/problem.ts';
import { enrolledPeople } from './enrolled-people.ts';
import type { LintNeeds, WrittenSequence } from './written-sequence.ts';

/** As `repFor` looks for one: the owner, the rep of the mailbox, the only rep. With no reps at all there are no lists to miss it in. */
export async function repProblems(
  { sequence, places, mailboxes }: WrittenSequence,
  { settings, stores }: LintNeeds,
): Promise<readonly Problem[]> {
  const first = sequence.steps.find(isTask);
  if (first === undefined || sequence.rep !== 'owner' || settings.reps.length < 2) return [];
  const isKnown = (id: string | null): boolean => settings.reps.some((rep) => rep.id === id);
  const hasRep = mailboxes.length > 0 && mailboxes.every(({ rep }) => isKnown(rep));
  if (hasRep || sequence.mailboxes === 'owner') return [];
  const people = stores === null ? [] : await enrolledPeople(stores, sequence.name);
  const ownerless = people.filter(({ owner }) => !isKnown(owner)).length;
  if (people.length > 0 && ownerless === 0) return [];
  const whose =
    people.length === 0
      ? 'people without an owner'
      : `${ownerless} of ${people.length} enrolled people, who have no owner,`;
  const message = `tasks for ${whose} belong to nobody: there is no rep of a mailbox to take them, and several reps`;
  const hint = `write rep: ${settings.reps[0]!.id}, or give them an owner: touchline set KEY owner=${settings.reps[0]!.id}`;
  const path = [...(places.get(first.id) ?? []), first.kind];
  return [{ ...problemAtKey(path, 'tasks_of_nobody', message, hint), severity: 'warning' }];
}

function isTask(step: Step): boolean {
  return step.enabled && (isManual(step) || (step.kind === 'email' && step.review));
}
