/** Which company does a person belong to, by all that is known of them? */
import type { Prospect } from '../../core/person/prospect.ts';
import { accountNamed, accountOfAddress, accountOfWebsite } from '../cells/account.ts';

/** Which account each other name stands for: `acme.de` is `acme.com`. */
export type AccountNames = ReadonlyMap<string, string>;

/** The field in which a list or a rep says it outright. */
export const ACCOUNT_FIELD = 'account';

export const NO_NAMES: AccountNames = new Map();

type Known = Pick<Prospect, 'fields' | 'identities' | 'website'>;

/** What they were given outright, else the first address that tells, else the site; `null`: nothing does. */
export function accountOf(person: Known, names: AccountNames = NO_NAMES): string | null {
  const found = givenAccount(person) ?? accountOfAddresses(person) ?? accountOfSite(person);
  return found === null ? null : (names.get(found) ?? found);
}

/** The account that a person keeps until they are given another one: an address more does not move them. */
export function accountAfter(
  existing: string | null,
  person: Known,
  names: AccountNames = NO_NAMES,
): string | null {
  const given = givenAccount(person);
  const kept = given ?? existing;
  return kept === null ? accountOf(person, names) : (names.get(kept) ?? kept);
}

/** A field that holds no domain is a field like any other. */
function givenAccount({ fields }: Known): string | null {
  const given = fields[ACCOUNT_FIELD];
  return given === undefined ? null : accountNamed(given);
}

function accountOfAddresses({ identities }: Known): string | null {
  for (const { kind, value } of identities) {
    const found = kind === 'email' ? accountOfAddress(value) : null;
    if (found !== null) return found;
  }
  return null;
}

function accountOfSite({ website }: Known): string | null {
  return website === null ? null : accountOfWebsite(website);
}
