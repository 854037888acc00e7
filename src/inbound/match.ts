/**
 * Whose message is it, with what the store knows of what was to be looked up?
 *
 * Order of trust: an id of ours, the ids a report carries back (ENVID, X-Touchline-Id), a known address, one that answered in somebody's thread,
 * a known company's domain. A report that names no id of ours is nobody's: whoever knows an address could have written it (decision 0032).
 */
import type { Classification, InboundClass } from '../core/inbound-message.ts';
import { isAboutMeeting, originalWriters, REPORTS, writersOf, type Lookup } from './lookup.ts';
import type { ParsedMessage } from './mail/parse.ts';

export interface Known {
  /** `id`: one of the asked Message-IDs or touch ids. */
  readonly touches: readonly {
    readonly id: string;
    readonly touchId: string;
    readonly prospectId: string;
  }[];
  /** `address`: as it was asked for, a profile among them. */
  readonly people: readonly {
    readonly address: string;
    readonly prospectId: string;
    readonly accountId: string | null;
  }[];
  /** Who answered from one of the addresses in the thread of somebody else. */
  readonly threads: readonly { readonly address: string; readonly prospectId: string }[];
  /** Only domains that belong to one company: no free mail. */
  readonly accounts: readonly {
    readonly domain: string;
    readonly accountId: string;
    readonly prospectIds: readonly string[];
  }[];
  /** People whom we touched on LinkedIn and who have the name that was asked for. */
  readonly named: readonly string[];
  /** Addresses of our own mailboxes, lower case. */
  readonly ours: readonly string[];
}

export type Match =
  | {
      readonly kind: 'person';
      readonly prospectId: string;
      /** The touch it answers; `null` when only the address told. */
      readonly touchId: string | null;
      readonly how: 'message_id' | 'touch_id' | 'address' | 'thread' | 'profile';
      /** The other people of their company, whom an answer concerns as well. */
      readonly colleagues: readonly string[];
      /** Another known person who wrote it in place of the one written to; `null`: themselves, or a stranger. */
      readonly writtenBy: string | null;
      /** Of a meeting: whom else we know among the invited. */
      readonly invited: readonly string[];
    }
  | {
      readonly kind: 'suspect';
      readonly prospectIds: readonly string[];
      readonly how: 'address' | 'thread' | 'domain' | 'name';
    }
  /** Our own mail: a copy in Sent, a note to ourselves. */
  | { readonly kind: 'own' }
  /** A report of a failure, a delay or a complaint that carries no id of ours: a rep says whose it is, if anybody's. */
  | { readonly kind: 'unproven_report' }
  | { readonly kind: 'none' };

/** In our name, and not by us. Our own letters may want answers elsewhere, but not at a person whom we know. */
function isOfAnother(message: ParsedMessage, { ours, people }: Known): boolean {
  return (
    originalWriters(message).some((address) => !ours.includes(address)) ||
    message.replyTo.some((address) => people.some((person) => person.address === address))
  );
}

export function match(
  message: ParsedMessage,
  classification: Classification,
  lookup: Lookup,
  known: Known,
): Match {
  // Calendars send an answer in the name of whoever invited.
  const isOurs =
    message.from.length > 0 && message.from.every((address) => known.ours.includes(address));
  if (isOurs && message.calendarMethod !== 'REPLY' && !isOfAnother(message, known))
    return { kind: 'own' };
  const writer = personAt(isOurs ? writersOf(message) : message.from, known);
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
      colleagues: colleaguesOfBoth(prospectId, writtenBy, known),
      writtenBy,
      invited: invitedBeside(prospectId, message, known),
    };
  }
  if (classification.class === 'linkedin') return byProfile(lookup, known);
  return REPORTS.has(classification.class)
    ? reportWithoutId(message, known)
    : byAddress(message, classification, lookup, known);
}

/** What somebody says in their own words, or by their calendar. */
const SPOKEN: ReadonlySet<InboundClass> = new Set(['human_reply', 'opt_out', 'meeting']);
/** Mail that no person of the company wrote. */
const IMPERSONAL: ReadonlySet<InboundClass> = new Set(['linkedin', 'unrelated']);

/** It may be forged, and waits for a rep. From the person's own address it is a letter of theirs as well, and perhaps an answer that was misread. */
function reportWithoutId(message: ParsedMessage, known: Known): Match {
  const writer = personAt(writersOf(message), known);
  return writer === null
    ? { kind: 'unproven_report' }
    : { kind: 'suspect', prospectIds: [writer.prospectId], how: 'address' };
}

/** A link to one known profile tells who it is; a name alone, or several profiles, raises a suspicion. */
function byProfile({ profiles }: Lookup, known: Known): Match {
  const linked = unique(
    known.people.filter(({ address }) => profiles.includes(address)).map((each) => each.prospectId),
  );
  const [prospectId] = linked;
  if (prospectId !== undefined && linked.length === 1) {
    return {
      kind: 'person',
      prospectId,
      touchId: null,
      how: 'profile',
      colleagues: colleaguesOf(prospectId, known),
      writtenBy: null,
      invited: [],
    };
  }
  const suspects = linked.length > 0 ? linked : known.named;
  return suspects.length === 0
    ? { kind: 'none' }
    : { kind: 'suspect', prospectIds: suspects, how: 'name' };
}

function byAddress(
  message: ParsedMessage,
  classification: Classification,
  lookup: Lookup,
  known: Known,
): Match {
  const isMeeting = isAboutMeeting(message, classification);
  const person = personAt(isMeeting ? lookup.addresses : writersOf(message), known);
  if (person !== null) {
    const { prospectId } = person;
    return {
      kind: 'person',
      prospectId,
      touchId: null,
      how: 'address',
      colleagues: colleaguesOf(prospectId, known),
      writtenBy: null,
      invited: invitedBeside(prospectId, message, known),
    };
  }
  if (IMPERSONAL.has(classification.class)) return { kind: 'none' };
  const inThread = byThread(message, classification, known);
  if (inThread !== null) return inThread;
  const account = first(lookup.domains, (domain) => accountAt(domain, known));
  return account === null || account.prospectIds.length === 0
    ? { kind: 'none' }
    : { kind: 'suspect', prospectIds: unique(account.prospectIds), how: 'domain' };
}

/** Whoever answered for one person speaks for them anew; of whom they speak who answered for several, nobody can tell. */
function byThread(
  message: ParsedMessage,
  classification: Classification,
  known: Known,
): Match | null {
  if (!SPOKEN.has(classification.class)) return null;
  const writers = writersOf(message).filter((address) => !known.ours.includes(address));
  const seen = known.threads.filter(({ address }) => writers.includes(address));
  const prospectIds = unique(seen.map(({ prospectId }) => prospectId));
  const [prospectId] = prospectIds;
  if (prospectId === undefined) return null;
  if (prospectIds.length > 1) return { kind: 'suspect', prospectIds, how: 'thread' };
  return {
    kind: 'person',
    prospectId,
    touchId: null,
    how: 'thread',
    colleagues: colleaguesOf(prospectId, known),
    writtenBy: null,
    invited: invitedBeside(prospectId, message, known),
  };
}

function personAt(addresses: readonly string[], known: Known): Known['people'][number] | null {
  return first(addresses, (address) => known.people.find((person) => person.address === address));
}

/** Who answers an invitation speaks for nobody else who got it. */
function invitedBeside(
  prospectId: string,
  { calendarMethod, calendarPeople }: ParsedMessage,
  known: Known,
): readonly string[] {
  if (calendarMethod === 'REPLY' || calendarMethod === 'COUNTER') return [];
  const guests = known.people.filter(({ address }) => calendarPeople.includes(address));
  return unique(guests.map((guest) => guest.prospectId)).filter((id) => id !== prospectId);
}

/** The account of a domain or of the domain it is under (`mail.kern.example` of `kern.example`). */
function accountAt(domain: string, known: Known): Known['accounts'][number] | undefined {
  return known.accounts.find(
    (account) => domain === account.domain || domain.endsWith(`.${account.domain}`),
  );
}

/** Whoever writes in another one's thread may be of another company, and speaks for theirs. */
function colleaguesOfBoth(prospectId: string, writtenBy: string | null, known: Known): string[] {
  const theirs = writtenBy === null ? [] : colleaguesOf(writtenBy, known);
  const all = unique([...colleaguesOf(prospectId, known), ...theirs]);
  return all.filter((id) => id !== prospectId);
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

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
