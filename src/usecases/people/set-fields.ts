/** Changes one person by hand, and lets go on what was held for a field that is there now. */
import type { Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { changeFields } from '../../people/identity/field-change.ts';
import { leadPartOf, type Lead } from '../../people/lists/lead.ts';
import { isAsBefore } from '../../people/identity/prospect-change.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { startAnew, type StartedAnew } from '../../runner/deciding/start-anew.ts';
import type { LearnHolidays } from './learn-holidays.ts';
import { releaseHeld, type Released } from './release-held.ts';
import { refuseErased } from '../privacy/refuse-erased.ts';
import { keepTyped } from '../consents/keep-typed.ts';
import { lookAgain } from '../consents/look-again.ts';
import { savedPerson } from './saved-person.ts';
import { typedLead, type TypedField, type TypingContext } from './typed-fields.ts';

export interface SetFields extends Released {
  readonly person: Prospect;
  readonly hasChanged: boolean;
  readonly starts: StartedAnew;
  /** Enrollments that ended, or of which something was taken back: what is known now says no. */
  readonly withdrawn: number;
}

type Ports = Pick<
  Stores,
  'people' | 'enrollments' | 'signals' | 'tasks' | 'privacy' | 'consents'
> & {
  readonly learn: LearnHolidays;
};

/** @throws {UserError} What `typedLead` throws, `identity_taken` and `erased` (exit 1). */
export async function setFields(
  ports: Ports,
  deciding: Deciding,
  before: Prospect,
  fields: readonly TypedField[],
  context: TypingContext,
  nowMs: number,
): Promise<SetFields> {
  const lead = typedLead(fields, leadPartOf, {
    ...context,
    country: before.country ?? context.country,
  });
  await refuseTaken(ports, before, lead);
  await refuseErased(ports.privacy, { ...before, identities: lead.identities });
  const given = fields.filter(({ value }) => value !== null).map(({ field }) => field);
  const cleared = fields.filter(({ value }) => value === null).map(({ field }) => field);
  const draft = changeFields(before, lead, given, cleared, context.accounts);
  await ports.learn([draft.country]);
  const hasChanged = !isAsBefore(before, draft);
  const person = hasChanged
    ? await savedPerson(ports.people, { id: before.id, person: draft }, nowMs, null)
    : before;
  if (hasChanged) await keepTyped(ports, person, given, nowMs);
  const starts = await startAnew(deciding, () => ({ nowMs, slept: null }), person.id);
  const released = await releaseHeld(ports, deciding, person, given.join(', '), nowMs);
  const { withdrawn } = hasChanged
    ? await lookAgain(ports, deciding, person.id, nowMs)
    : { withdrawn: 0 };
  return { person, hasChanged, starts, withdrawn, ...released };
}

async function refuseTaken(ports: Ports, person: Prospect, lead: Lead): Promise<void> {
  const { firstName, lastName, name } = lead;
  const called = firstName ?? lastName ?? name;
  const linked = await ports.people.linkedTo({
    ...(called === null ? person : lead),
    identities: lead.identities,
  });
  const owner = linked.find(({ id }) => id !== person.id);
  if (owner === undefined) return;
  const shared = lead.identities.find((each) =>
    owner.identities.some(({ kind, value }) => kind === each.kind && value === each.value),
  );
  throw new UserError(
    'identity_taken',
    `${shared?.value ?? 'it'} belongs to ${owner.name ?? 'somebody else'} (${owner.id})`,
    `look at both: touchline show ${owner.id}\nif they are one person: touchline merge ${person.id} ${owner.id}`,
  );
}
