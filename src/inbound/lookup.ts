/** What is to be looked up to say whose a message is? */
import type { Classification, InboundClass } from '../core/inbound-message.ts';
import { domainOf } from '../core/person/prospect.ts';
import { bareSesId } from '../core/ses-message-id.ts';
import { unsubscribeSubject } from '../core/unsubscribe-mail.ts';
import { readSesNotice } from './bounces/ses-notice.ts';
import { firstOf, messageIdsIn } from './mail/header-fields.ts';
import { linkedinNotice } from './linkedin-notice.ts';
import type { ParsedMessage } from './mail/parse.ts';
import { addressIn, type NamedIds } from './mail/report-parts.ts';

/** What to ask the store. Every list is in order of trust, without duplicates. */
export interface Lookup {
  /** Without angle brackets: the nearest message of the thread first. An id of Amazon SES also as it told us, without a domain. */
  readonly messageIds: readonly string[];
  /** Names of our messages that a report carries back, or the mail of somebody who wants no more. */
  readonly touchlineIds: readonly string[];
  /** Lower case: who wrote, never whom a report is about; of a meeting, who is invited. */
  readonly addresses: readonly string[];
  /** Domains of `addresses`, lower case. */
  readonly domains: readonly string[];
  /** LinkedIn profiles that a notice of LinkedIn's links to: `in/ada-kern`. */
  readonly profiles: readonly string[];
  /** Whom such a notice names, folded; `null`: nobody, or it links to a profile. */
  readonly name: string | null;
}

/** Reports about a message of ours: they are about somebody else than who sent them. */
export const REPORTS: ReadonlySet<InboundClass> = new Set(['bounce', 'delay', 'complaint']);

export function lookupOf(message: ParsedMessage, classification: Classification): Lookup {
  const aboutUs = REPORTS.has(classification.class);
  const returned = aboutUs ? returnedIdsOf(message) : NO_IDS;
  const addresses = unique([
    ...writersOf(message),
    ...(isAboutMeeting(message, classification) ? peopleOfMeeting(message) : []),
  ]);
  const notice = classification.class === 'linkedin' ? linkedinNotice(message) : null;
  const { profiles = [], name = null } = notice ?? {};
  return {
    messageIds: unique(
      [...returned.messageIds, ...message.inReplyTo, ...message.references.toReversed()].flatMap(
        idsOf,
      ),
    ),
    touchlineIds: unique([
      ...returned.touchlineIds,
      message.deliveryStatus?.envelopeId ?? '',
      unsubscribeSubject(message.subject)?.token ?? '',
    ]),
    addresses,
    domains: unique(addresses.map(domainOf)),
    profiles,
    name: profiles.length > 0 ? null : name,
  };
}

const NO_IDS: NamedIds = { messageIds: [], touchlineIds: [] };

/** Of the message that a report is about: first what it has as such, then what it names anywhere. */
function returnedIdsOf({ returned, namedIds, text }: ParsedMessage): NamedIds {
  const fields = (name: string): readonly string[] => returned?.get(name) ?? [];
  return {
    messageIds: [
      ...messageIdsIn([...fields('message-id'), ...fields('references')]),
      ...(readSesNotice(text)?.messageIds ?? []),
      ...namedIds.messageIds,
    ],
    touchlineIds: [...fields('x-touchline-id'), ...namedIds.touchlineIds],
  };
}

/** Who wrote, as far as it says: a group may put its own address in the writer's place, and theirs elsewhere. */
export function writersOf(message: ParsedMessage): readonly string[] {
  return unique([...message.from, ...originalWriters(message), ...message.replyTo]);
}

/** As Google's and Mailman's groups name them. */
export function originalWriters({ headers }: ParsedMessage): readonly string[] {
  const named = ['x-original-from', 'x-original-sender'].map((name) => firstOf(headers, name));
  return named.flatMap((value) => addressIn(value ?? '') ?? []);
}

/** Whatever they wrote beside it. */
export function isAboutMeeting(
  { calendarMethod }: ParsedMessage,
  { class: inboundClass }: Classification,
): boolean {
  return inboundClass === 'meeting' || calendarMethod === 'REPLY';
}

const ADDRESS = /[a-z0-9._%+'-]{1,64}@[a-z0-9.-]{1,255}\.[a-z]{2,24}/gi;
const PEOPLE_MOST = 20;

/** A scheduler writes in its own name: whom it is about stands in the invitation or in the text. */
function peopleOfMeeting({ calendarPeople, text }: ParsedMessage): readonly string[] {
  const named = text.slice(0, 8_000).match(ADDRESS) ?? [];
  return [...calendarPeople, ...named.map((each) => each.toLowerCase())].slice(0, PEOPLE_MOST);
}

/** An id of Amazon SES also as its server told it. */
function idsOf(messageId: string): string[] {
  const bare = bareSesId(messageId);
  return bare === null ? [messageId] : [messageId, bare];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}
