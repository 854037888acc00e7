/** What do the machine-readable parts of a report say? RFC 3464 (delivery status) and headers that came back. */
import { type HeaderFields, firstOf, readFieldGroups, readFields } from './header-fields.ts';

export interface DeliveryStatus {
  /** The ENVID we gave at MAIL FROM, where the report repeats it. */
  readonly envelopeId: string | null;
  readonly recipients: readonly RecipientStatus[];
}

export interface RecipientStatus {
  /** Lower case; where it was finally delivered to, which a forward may have changed. */
  readonly finalRecipient: string | null;
  /** Lower case; the address we wrote to, where the report knows it. */
  readonly originalRecipient: string | null;
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`, or whatever it says; lower case. */
  readonly action: string;
  /** Enhanced status code (RFC 3463), `5.1.1`; `null` when it states none. */
  readonly status: string | null;
  /** The far server's words; empty when it states none. */
  readonly diagnostic: string;
}

/** `null` when there is no such part, or it names no recipient and no action. */
export function readDeliveryStatus(content: string | null): DeliveryStatus | null {
  if (content === null) return null;
  const groups = readFieldGroups(content.slice(0, STATUS_MAX));
  const recipients = groups.filter(isRecipientGroup).slice(0, RECIPIENTS_MAX).map(recipientOf);
  if (recipients.length === 0) return null;
  return {
    envelopeId: groups.map((group) => firstOf(group, 'original-envelope-id')).find(Boolean) ?? null,
    recipients,
  };
}

/**
 * Headers of a message that a bounce quotes in its text, as MTAs without MIME do: the first block of lines with a Message-ID and two other
 * usual headers. A human reply's quoted headers hold no Message-ID.
 */
export function returnedInText(text: string): HeaderFields | null {
  if (!/^message-id:/im.test(text)) return null;
  for (const block of text.split(/\n[ \t]*\n/)) {
    if (!/^message-id:/im.test(block)) continue;
    const fields = readFields(block.replace(/^\n+/, ''));
    if (USUAL_HEADERS.filter((name) => fields.has(name)).length >= 2) return fields;
  }
  return null;
}

/** Ids of messages that it names, wherever they stand, in order. */
export interface NamedIds {
  /** Without brackets. */
  readonly messageIds: readonly string[];
  /** As `X-Touchline-Id` has them. */
  readonly touchlineIds: readonly string[];
}

/**
 * Ids in fields of returned headers, also quoted (`> Message-ID: <id>`), indented, in an attachment of any type or as JSON
 * (`{"name":"Message-ID","value":"<id>"}`). Nobody guesses an id of ours, so it does not matter where a report has it.
 */
export function idsNamedIn(contents: readonly string[]): NamedIds {
  const all = (field: RegExp): string[] => [
    ...new Set(contents.flatMap((content) => [...content.matchAll(field)].map(([, id]) => id!))),
  ];
  return {
    messageIds: all(MESSAGE_ID_FIELD).slice(0, NAMED_IDS_MOST),
    touchlineIds: all(TOUCHLINE_ID_FIELD).slice(0, NAMED_IDS_MOST),
  };
}

const MESSAGE_ID_FIELD =
  /\bmessage-id(?:\s{0,4}:|",\s{0,4}"value":\s{0,4}")[\s>]{0,20}<([^<>\s]{1,900})>/gi;
const TOUCHLINE_ID_FIELD =
  /\bx-touchline-id(?:\s{0,4}:|",\s{0,4}"value":\s{0,4}")[\s>]{0,20}([a-z2-7]{26})\b/gi;
const NAMED_IDS_MOST = 50;

/** The first address in the text, lower case, without brackets, `rfc822;` and quotes around it. */
export function addressIn(text: string): string | null {
  const found = ADDRESS.exec(text.slice(0, 2_000));
  return found === null ? null : found[0].replace(/\.$/, '').toLowerCase();
}

/** An address in running text, bounded on both sides of the `@` so that scanning stays linear. An apostrophe before it is a quote, three dots before or behind it end a sentence. */
export const ADDRESS =
  /(?<![\w+%&*/=?^`{|}~#-])(?!['.])(?:[\w+%&'*/=?^`{|}~#-]|\.(?!\.\.)){1,64}@[a-z0-9](?:[a-z0-9]|\.(?=[a-z0-9])|-(?=-{0,2}[a-z0-9])){0,253}/i;

const STATUS_MAX = 128 * 1024;
const RECIPIENTS_MAX = 200;
const USUAL_HEADERS = ['received', 'from', 'to', 'subject', 'date', 'mime-version', 'return-path'];

function isRecipientGroup(group: HeaderFields): boolean {
  return ['final-recipient', 'original-recipient', 'action', 'status'].some((name) =>
    group.has(name),
  );
}

function recipientOf(group: HeaderFields): RecipientStatus {
  const diagnostics = group.get('diagnostic-code') ?? [];
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(firstOf(group, 'status') ?? '');
  return {
    finalRecipient: addressIn(firstOf(group, 'final-recipient') ?? ''),
    originalRecipient: addressIn(firstOf(group, 'original-recipient') ?? ''),
    action: /^[a-z-]+/.exec((firstOf(group, 'action') ?? '').toLowerCase())?.[0] ?? '',
    status: status?.[0] ?? null,
    diagnostic: diagnostics.join(' ').slice(0, 2_000),
  };
}
