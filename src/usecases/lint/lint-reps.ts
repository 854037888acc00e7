/** Is there always somebody to do a task? */
import { isManual, type Step } from '../../core/sequence.ts';
import { problemAtKey, type Problem } from '../../definition/reading/problem.ts';
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
  const survey = stores === null ? null : await stores.survey(sequence.name);
  const people = survey?.people ?? 0;
  const owned = settings.reps.reduce((sum, { id }) => sum + (survey?.byOwner.get(id) ?? 0), 0);
  if (people > 0 && owned === people) return [];
  const whose =
    people === 0
      ? 'people without an owner'
      : `${people - owned} of ${people} enrolled people, who have no owner,`;
  const message = `tasks for ${whose} belong to nobody: there is no rep of a mailbox to take them, and several reps`;
  const hint = `write rep: ${settings.reps[0]!.id}, or give them an owner: touchline set KEY owner=${settings.reps[0]!.id}`;
  const path = [...(places.get(first.id) ?? []), first.kind];
  return [{ ...problemAtKey(path, 'tasks_of_nobody', message, hint), severity: 'warning' }];
}

function isTask(step: Step): boolean {
  return step.enabled && (isManual(step) || (step.kind === 'email' && step.review));
}
