/** Adds one person by hand, by the rules of a list of one row. */
import type { Prospect } from '../../core/person/prospect.ts';
import { leadOf, type Lead } from '../../people/lists/lead.ts';
import { mergeLead } from '../../people/identity/prospect-change.ts';
import type { ConsentStore } from '../../ports/consent-store.ts';
import type { MergeStore } from '../../ports/merge-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { PrivacyStore } from '../../ports/privacy-store.ts';
import { keepTyped } from '../consents/keep-typed.ts';
import { refuseErased } from '../privacy/refuse-erased.ts';
import type { LearnHolidays } from './learn-holidays.ts';
import { mergePair } from '../merges/merge-people.ts';
import { savedPerson } from './saved-person.ts';
import { typedLead, type TypedField, type TypingContext } from './typed-fields.ts';

export interface AddedPerson {
  readonly change: 'created' | 'updated' | 'unchanged';
  readonly person: Prospect;
  /** As they were known; `null`: they were not. */
  readonly before: Prospect | null;
}

/** @throws {UserError} What `typedLead` throws, and `erased` (exit 1). */
export async function addPerson(
  {
    people,
    merges,
    privacy,
    consents,
    learn,
  }: {
    readonly people: Pick<PeopleStore, 'byId' | 'linkedTo' | 'save'>;
    readonly merges: MergeStore;
    readonly privacy: Pick<PrivacyStore, 'erased'>;
    readonly consents: ConsentStore;
    readonly learn: LearnHolidays;
  },
  fields: readonly TypedField[],
  list: string | null,
  context: TypingContext,
  nowMs: number,
): Promise<AddedPerson> {
  const lead = typedLead(fields, leadOf, context);
  await refuseErased(privacy, lead);
  const prospect = await whoseLead({ people, merges }, lead, nowMs);
  const { change, prospect: draft } = mergeLead(prospect, lead, {
    ...NO_DEFAULTS,
    ...(context.accounts === undefined ? {} : { accounts: context.accounts }),
  });
  await learn([draft.country]);
  if (prospect !== null && change === 'unchanged') {
    if (list !== null) await people.save([{ id: prospect.id, person: null }], nowMs, list);
    return { change, person: prospect, before: prospect };
  }
  const id = prospect?.id ?? null;
  const person = await savedPerson(people, { id, person: draft }, nowMs, list);
  const given = fields.map(({ field }) => field);
  await keepTyped({ consents }, person, given, nowMs);
  return { change, person, before: prospect };
}

/** Whoever the row proves to be one person is one from now on. */
async function whoseLead(
  {
    people,
    merges,
  }: { readonly people: Pick<PeopleStore, 'linkedTo'>; readonly merges: MergeStore },
  lead: Lead,
  nowMs: number,
): Promise<Prospect | null> {
  const [survivor, ...others] = await people.linkedTo(lead);
  for (const other of others) await mergePair(merges, survivor!.id, other.id, nowMs);
  return survivor === undefined ? null : ((await merges.stored(survivor.id))?.prospect ?? null);
}

const NO_DEFAULTS = { owner: null, source: null };
