/** Which person of the store is a lead about? */
import type { Identity, Prospect } from '../core/prospect.ts';
import type { Lead, RejectCode } from './lead.ts';
import { nameKey } from './names.ts';

export type Resolution =
  /** `prospect` is `null` for somebody new. `lead` is without phone numbers that are other people's, with a warning for each. */
  | { readonly kind: 'resolved'; readonly prospect: Prospect | null; readonly lead: Lead }
  | {
      readonly kind: 'rejected';
      readonly code: Extract<RejectCode, 'several_people' | 'phone_of_another'>;
      readonly words: string;
    };

/**
 * An address, a LinkedIn profile and an external id are one person's, so they decide alone. A phone number decides only for people who may
 * have the same name: a switchboard's number stands in the row of every colleague, and importing such a list again must change nothing.
 *
 * @param found  Everybody in the store who has one of the lead's identities, good or bad.
 */
export function whoIs(lead: Lead, found: readonly Prospect[]): Resolution {
  const sure = found.filter((prospect) =>
    sharedWith(lead, prospect).some((identity) => identity.kind !== 'phone'),
  );
  const byPhone = found.filter((prospect) => !sure.includes(prospect));
  const probable = byPhone.filter((prospect) => mayBe(lead, prospect));
  const people = [...sure, ...probable];
  if (people.length > 1)
    return { kind: 'rejected', code: 'several_people', words: whoHasWhat(lead, people) };

  const others = byPhone.filter((prospect) => !probable.includes(prospect));
  const own = withoutPhonesOf(lead, others);
  if (own.identities.length === 0)
    return { kind: 'rejected', code: 'phone_of_another', words: whoHasWhat(lead, others) };
  return { kind: 'resolved', prospect: people[0] ?? null, lead: own };
}

function sharedWith(lead: Lead, prospect: Prospect): Identity[] {
  return lead.identities.filter((identity) =>
    prospect.identities.some((known) => isSame(known, identity)),
  );
}

/** Same name; or a name is missing and their addresses don't speak against it. `lead-list.ts` asks the same within a file. */
function mayBe(lead: Lead, prospect: Prospect): boolean {
  const name = nameKey(lead);
  const known = nameKey(prospect);
  if (name !== null && known !== null) return name === known;
  return !hasAddress(lead) || !hasAddress(prospect);
}

function hasAddress(person: Lead | Prospect): boolean {
  return person.identities.some((identity) => identity.kind === 'email');
}

function withoutPhonesOf(lead: Lead, others: readonly Prospect[]): Lead {
  const taken = others.flatMap((other) =>
    sharedWith(lead, other).map((identity) => ({ identity, other })),
  );
  if (taken.length === 0) return lead;
  const identities = lead.identities.filter(
    (identity) => !taken.some((one) => one.identity === identity),
  );
  const warnings = taken.map(({ identity, other }) => ({
    field: 'phone' as const,
    code: 'shared_phone' as const,
    words: `${identity.value} is ${shownName(other)}'s number; kept as a field`,
  }));
  const phone = taken.map(({ identity }) => identity.value).join(', ');
  return {
    ...lead,
    identities,
    fields: { ...lead.fields, phone },
    warnings: [...lead.warnings, ...warnings],
  };
}

function whoHasWhat(lead: Lead, people: readonly Prospect[]): string {
  const parts = people.map((person) => {
    const values = sharedWith(lead, person).map((identity) => identity.value);
    return `${values.join(' and ')} belongs to ${shownName(person)}`;
  });
  return parts.join(', ');
}

function shownName(prospect: Prospect): string {
  return prospect.name === null ? prospect.id : `${prospect.name} (${prospect.id})`;
}

function isSame(left: Identity, right: Identity): boolean {
  return left.kind === right.kind && left.value === right.value;
}
