/** A letter says that two people are one: what is known of them that says otherwise? Namesakes get letters that are meant for the other. */
import type { Prospect } from '../../core/person/prospect.ts';
import { companiesOf } from './duplicates.ts';

/** Because they were known apart, each by something that nobody has two of. */
export type AgainstOne =
  | 'two_linkedin_profiles'
  | 'two_external_ids'
  | 'two_companies'
  /** Each has answered, from their own address, what was written to it. */
  | 'two_conversations';

/** `null`: nothing does. Of two people none has what the other has, so to have one each is to have two. */
export function knownApartBy(one: Prospect, other: Prospect): AgainstOne | null {
  if (hasProfile(one) && hasProfile(other)) return 'two_linkedin_profiles';
  const systems = systemsOf(one);
  if (systemsOf(other).some((each) => systems.includes(each))) return 'two_external_ids';
  return haveTwoCompanies(one, other) ? 'two_companies' : null;
}

function hasProfile({ identities }: Prospect): boolean {
  return identities.some(({ kind }) => kind === 'linkedin');
}

/** `line` of `line:U123`; empty: the id of the system that lists come from. */
function systemsOf({ identities }: Prospect): readonly string[] {
  return identities.flatMap(({ kind, value }) =>
    kind === 'external' ? [value.slice(0, Math.max(0, value.indexOf(':')))] : [],
  );
}

/** Each with a name and a domain of its own. A domain alone may be where somebody has a mailbox, as a private one. */
function haveTwoCompanies(one: Prospect, other: Prospect): boolean {
  if (!isOfCompany(one) || !isOfCompany(other)) return false;
  const theirs = companiesOf(other);
  return !companiesOf(one).some((each) => theirs.includes(each));
}

function isOfCompany({ company, accountId }: Prospect): boolean {
  return company !== null && accountId !== null;
}
