/** Adds one person by hand, by the rules of a list of one row. */
import type { Prospect } from '../../core/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { whoIs } from '../../people/identity-resolution.ts';
import { leadOf } from '../../people/lead.ts';
import { mergeLead } from '../../people/prospect-change.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { LearnHolidays } from './learn-holidays.ts';
import { savedPerson } from './saved-person.ts';
import { typedLead, type TypedField, type TypingContext } from './typed-fields.ts';

export interface AddedPerson {
  readonly change: 'created' | 'updated' | 'unchanged';
  readonly person: Prospect;
  /** As they were known; `null`: they were not. */
  readonly before: Prospect | null;
}

/** @throws {UserError} What `typedLead` throws, `several_people` and `phone_of_another` (exit 1). */
export async function addPerson(
  {
    people,
    learn,
  }: {
    readonly people: Pick<PeopleStore, 'byId' | 'byIdentities' | 'save'>;
    readonly learn: LearnHolidays;
  },
  fields: readonly TypedField[],
  list: string | null,
  context: TypingContext,
  nowMs: number,
): Promise<AddedPerson> {
  const lead = typedLead(fields, leadOf, context);
  const resolution = whoIs(lead, await people.byIdentities(lead.identities));
  if (resolution.kind === 'rejected') {
    throw new UserError(resolution.code, resolution.words, 'change one of them: touchline set KEY');
  }
  const { prospect } = resolution;
  const { change, prospect: draft } = mergeLead(prospect, resolution.lead, NO_DEFAULTS);
  await learn([draft.country]);
  if (prospect !== null && change === 'unchanged') {
    if (list !== null) await people.save([{ id: prospect.id, person: null }], nowMs, list);
    return { change, person: prospect, before: prospect };
  }
  const id = prospect?.id ?? null;
  const person = await savedPerson(people, { id, person: draft }, nowMs, list);
  return { change, person, before: prospect };
}

const NO_DEFAULTS = { owner: null, source: null };
