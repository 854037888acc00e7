/**
 * Leads as lists of values without their names: to cross from one thread to another so costs the thread that takes them less than half.
 */
import type { PersonText } from '../core/person/person-text.ts';
import type { Prospect } from '../core/person/prospect.ts';
import type { ReadyLead } from '../people/identity/ready-leads.ts';

type Text = string | null;

/** In the order of `unpacked`. */
export type PackedLead = readonly [
  line: number,
  asOfMs: number | null,
  warnings: ReadyLead['warnings'] | null,
  profile: string,
  owner: Text,
  zone: Text,
  zoneSource: Prospect['zoneSource'],
  country: Text,
  accountId: Text,
  declared: PersonText['declared'],
  givenName: Text,
  givenZone: Text,
  givenOwner: Text,
  givenSource: Text,
  names: readonly string[],
  hashes: readonly number[],
  personId: Text,
];

export function packed({
  line,
  personId,
  asOfMs,
  warnings,
  keys,
  made,
  given,
}: ReadyLead): PackedLead {
  return [
    line,
    asOfMs,
    warnings.length === 0 ? null : warnings,
    made.profile,
    made.owner,
    made.zone,
    made.zoneSource,
    made.country,
    made.accountId,
    made.declared,
    given.name,
    given.zone,
    given.owner,
    given.source,
    keys.map(({ name }) => name),
    keys.map(({ hash }) => hash),
    personId,
  ];
}

export function unpacked(lead: PackedLead): ReadyLead {
  return {
    line: lead[0],
    asOfMs: lead[1],
    warnings: lead[2] ?? [],
    made: {
      profile: lead[3],
      owner: lead[4],
      zone: lead[5],
      zoneSource: lead[6],
      country: lead[7],
      accountId: lead[8],
      declared: lead[9],
    },
    given: { name: lead[10], zone: lead[11], owner: lead[12], source: lead[13] },
    personId: lead[16],
    keys: lead[14].map((name, at) => ({ name, hash: lead[15][at]! })),
  };
}
