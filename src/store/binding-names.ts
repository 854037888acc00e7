/** Which entries of the suppression list would bind an address? Known without asking a database. */
import type { ChannelSuppression, Ledger } from '../core/person/consent.ts';
import type { NewSuppression } from '../core/person-effects.ts';
import { domainOf, type Identity } from '../core/person/prospect.ts';

type Name = readonly [kind: NewSuppression['kind'], value: string];

export const EVERYBODY: Name = ['domain', '*'];

/** Itself, its domain, every domain above that, and `*`, which binds everybody. Patterns are asked for by the domain of the address. */
export function bindingNames(kind: string, value: string): readonly Name[] {
  if (kind === 'phone' || kind === 'linkedin') return [[kind, value], EVERYBODY];
  if (kind !== 'email') return [EVERYBODY];
  const labels = domainOf(value).split('.');
  const domains = labels.map((_, index): Name => ['domain', labels.slice(index).join('.')]);
  return [['address', value], ...domains, EVERYBODY];
}

/** The identity that an entry names; `null`: it means many. */
export const IDENTITY_OF: Readonly<Record<NewSuppression['kind'], Identity['kind'] | null>> = {
  address: 'email',
  phone: 'phone',
  linkedin: 'linkedin',
  domain: null,
  pattern: null,
};

/** Entries that bind one person. */
export interface Bound {
  /** On every channel, in words; `null`: none does. */
  readonly by: string | null;
  readonly on: readonly ChannelSuppression[];
}

export const UNBOUND: Bound = { by: null, on: [] };

/** @param entries  All that bind one of the person's identities, in any order. */
export function boundBy(entries: readonly NewSuppression[]): Bound {
  const everywhere = entries.find(({ channel }) => channel === undefined);
  return {
    by: everywhere === undefined ? null : wordsOf(everywhere),
    on: entries.flatMap((each) =>
      each.channel === undefined ? [] : [{ channel: each.channel, by: wordsOf(each) }],
    ),
  };
}

/** What binds them on one channel alone is asked where their consent is. */
export function withBound(ledger: Ledger, { on }: Bound): Ledger {
  return on.length === 0 ? ledger : { ...ledger, suppressedOn: on };
}

function wordsOf({ value, reason }: NewSuppression): string {
  return `${value} is suppressed: ${reason}`;
}
