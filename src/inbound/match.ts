/**
 * Whose message is it? In two pure steps: what to look up, and, with what the store knows, the answer.
 *
 * Order of trust: an id of ours, the ids a report carries back (ENVID, X-Touchline-Id), a known address, a known company's domain. A report
 * that names no id of ours may be forged: it never speaks for a person, it only raises a suspicion.
 */
import type { Classification, InboundClass } from '../core/inbound-message.ts';
import { domainOf } from '../core/prospect.ts';
import { messageIdsIn } from './header-fields.ts';
import type { ParsedMessage } from './parse.ts';
import { addressIn } from './report-parts.ts';

/** What to ask the store. Every list is in order of trust, without duplicates. */
export interface Lookup {
  /** Without angle brackets: the nearest message of the thread first. An id of Amazon SES also as it told us, without a domain. */
  readonly messageIds: readonly string[];
  /** Touch ids that a report carries back. */
  readonly touchlineIds: readonly string[];
  /** Lower case: who wrote; of a report, whom it is about. */
  readonly addresses: readonly string[];
  /** Domains of `addresses`, lower case. */
  readonly domains: readonly string[];
}

export interface Known {
  /** `id`: one of the asked Message-IDs or touch ids. */
  readonly touches: readonly {
    readonly id: string;
    readonly touchId: string;
    readonly prospectId: string;
  }[];
  readonly people: readonly {
    readonly address: string;
    readonly prospectId: string;
    readonly accountId: string | null;
  }[];
  /** Only domains that belong to one company: no free mail. */
  readonly accounts: readonly {
    readonly domain: string;
    readonly accountId: string;
    readonly prospectIds: readonly string[];
  }[];
  /** Addresses of our own mailboxes, lower case. */
  readonly ours: readonly string[];
}

export type Match =
  | {
      readonly kind: 'person';
      readonly prospectId: string;
      /** The touch it answers; `null` when only the address told. */
      readonly touchId: string | null;
      readonly how: 'message_id' | 'touch_id' | 'address';
      /** The other people of their company, whom an answer concerns as well. */
      readonly colleagues: readonly string[];
      /** Another known person who wrote it in place of the one written to; `null`: themselves, or a stranger. */
      readonly writtenBy: string | null;
    }
  | {
      readonly kind: 'suspect';
      readonly prospectIds: readonly string[];
      readonly how: 'address' | 'domain';
    }
  /** Our own mail: a copy in Sent, a note to ourselves. */
  | { readonly kind: 'own' }
  | { readonly kind: 'none' };

export function lookupOf(message: ParsedMessage, classification: Classification): Lookup {
  const aboutUs = REPORTS.has(classification.class);
  const returned = aboutUs ? message.returned : null;
  const returnedIds = messageIdsIn([
    ...(returned?.get('message-id') ?? []),
    ...(returned?.get('references') ?? []),
  ]);
  const addresses = unique([
    ...(classification.failedAddress === null ? [] : [classification.failedAddress]),
    ...(aboutUs
      ? [addressIn(returned?.get('to')?.[0] ?? '') ?? '']
      : [...message.from, ...message.replyTo]),
  ]);
  return {
    messageIds: unique(
      [...returnedIds, ...message.inReplyTo, ...message.references.toReversed()].flatMap(idsOf),
    ),
    touchlineIds: unique([
      ...(returned?.get('x-touchline-id') ?? []),
      message.deliveryStatus?.envelopeId ?? '',
    ]),
    addresses,
    domains: unique(addresses.map(domainOf)),
  };
}

export function match(
  message: ParsedMessage,
  classification: Classification,
  lookup: Lookup,
  known: Known,
): Match {
  if (message.from.some((address) => known.ours.includes(address))) return { kind: 'own' };
  const writer = personAt(message.from, known);
  for (const [ids, how] of [
    [lookup.messageIds, 'message_id'],
    [lookup.touchlineIds, 'touch_id'],
  ] as const) {
    const touch = first(ids, (id) => known.touches.find((one) => one.id === id));
    if (touch === null) continue;
    const { prospectId, touchId } = touch;
    const writtenBy =
      writer === null || writer.prospectId === prospectId ? null : writer.prospectId;
    return {
      kind: 'person',
      prospectId,
      touchId,
      how,
      colleagues: colleaguesOf(prospectId, known),
      writtenBy,
    };
  }
  return REPORTS.has(classification.class)
    ? reportWithoutId(lookup, known)
    : byAddress(message, classification, lookup, known);
}

/** Reports about a message of ours: who sent them says nothing. */
const REPORTS: ReadonlySet<InboundClass> = new Set(['bounce', 'delay', 'complaint']);
/** Mail that no person of the company wrote. */
const IMPERSONAL: ReadonlySet<InboundClass> = new Set(['linkedin', 'unrelated']);

function reportWithoutId(lookup: Lookup, known: Known): Match {
  const about = known.people.filter(({ address }) => lookup.addresses.includes(address));
  const prospectIds = unique(about.map(({ prospectId }) => prospectId));
  return prospectIds.length === 0
    ? { kind: 'none' }
    : { kind: 'suspect', prospectIds, how: 'address' };
}

function byAddress(
  message: ParsedMessage,
  classification: Classification,
  lookup: Lookup,
  known: Known,
): Match {
  const person = personAt([...message.from, ...message.replyTo], known);
  if (person !== null) {
    const { prospectId } = person;
    return {
      kind: 'person',
      prospectId,
      touchId: null,
      how: 'address',
      colleagues: colleaguesOf(prospectId, known),
      writtenBy: null,
    };
  }
  if (IMPERSONAL.has(classification.class)) return { kind: 'none' };
  const account = first(lookup.domains, (domain) => accountAt(domain, known));
  return account === null || account.prospectIds.length === 0
    ? { kind: 'none' }
    : { kind: 'suspect', prospectIds: unique(account.prospectIds), how: 'domain' };
}

function personAt(addresses: readonly string[], known: Known): Known['people'][number] | null {
  return first(addresses, (address) => known.people.find((person) => person.address === address));
}

/** The account of a domain or of the domain it is under (`mail.kern.example` of `kern.example`). */
function accountAt(domain: string, known: Known): Known['accounts'][number] | undefined {
  return known.accounts.find(
    (account) => domain === account.domain || domain.endsWith(`.${account.domain}`),
  );
}

function colleaguesOf(prospectId: string, known: Known): string[] {
  const accountId =
    known.people.find((person) => person.prospectId === prospectId)?.accountId ?? null;
  const accounts = known.accounts.filter(
    (account) => account.accountId === accountId || account.prospectIds.includes(prospectId),
  );
  return unique(accounts.flatMap((account) => [...account.prospectIds])).filter(
    (id) => id !== prospectId,
  );
}

function first<Key, Found>(
  keys: readonly Key[],
  find: (key: Key) => Found | undefined,
): Found | null {
  for (const key of keys) {
    const found = find(key);
    if (found !== undefined) return found;
  }
  return null;
}

/** Amazon SES says only what stands before the `@`; the domain it writes depends on its region. */
function idsOf(messageId: string): string[] {
  const bare = /^([^@]+)@[a-z0-9-]+\.amazonses\.com$/i.exec(messageId)?.[1];
  return bare === undefined ? [messageId] : [messageId, bare];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}
