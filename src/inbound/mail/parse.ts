/** Bytes of a message to plain data. Never throws, whatever the bytes, and costs no more than its caps allow. */
import PostalMime, { addressParser, decodeWords, type Email } from 'postal-mime';
import { asciiDomain } from '../../core/person/ascii-domain.ts';
import { bodyStart, boundBytes } from './bounded-bytes.ts';
import { type HeaderFields, firstOf, messageIdsIn, readFields } from './header-fields.ts';
import { htmlToText } from './html-text.ts';
import { type DeliveryStatus, readDeliveryStatus, returnedInText } from './report-parts.ts';
import { mendWindows1252 } from './windows-1252.ts';

export interface ParsedMessage {
  /** Values as they stand in the message, unfolded; encoded words are not decoded. */
  readonly headers: HeaderFields;
  /** Addresses, lower case, their domains in ASCII, in order; groups are flattened; what is no address is left out. */
  readonly from: readonly string[];
  readonly fromName: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Only in the copy that the writer keeps. */
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  /** Decoded; empty when there is none. */
  readonly subject: string;
  /** Ids come without angle brackets. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** The text a person reads: the plain parts, else what the HTML says. LF line ends. */
  readonly text: string;
  /** What its HTML links to, in order. */
  readonly links: readonly string[];
  /** Of a calendar part: who is invited and who invites, lower case. */
  readonly calendarPeople: readonly string[];
  /** MIME types of the parts that are no text of the letter, lower case, in order. */
  readonly partTypes: readonly string[];
  /** The `report-type` of a `multipart/report`, lower case. */
  readonly reportType: string | null;
  /** RFC 3464 part; `null`: the message has none (what its text says is not read here). */
  readonly deliveryStatus: DeliveryStatus | null;
  /** RFC 5965 part. */
  readonly feedback: HeaderFields | null;
  /** Headers of our message that came back: as a part, or quoted in the text of a bounce. */
  readonly returned: HeaderFields | null;
  /** `method` of a calendar part, upper case: `REQUEST`, `REPLY`, ...; empty when it states none. */
  readonly calendarMethod: string | null;
  /** `DTSTART` of its event with its parameters, as written: `;TZID=Europe/Berlin:20250305T100000`. */
  readonly calendarStart: string | null;
  /** `PARTSTAT` of a calendar answer, upper case: `ACCEPTED`, `DECLINED`, `TENTATIVE`; `null`: no calendar part, or it states none. */
  readonly calendarAnswer: string | null;
  /** `SEQUENCE` of the event: how often it was changed; `null`: it does not say. */
  readonly calendarSequence: number | null;
  /** `Return-Path: <>`: sent by a machine that wants no answer (RFC 3834 section 3.3). */
  readonly nullReturnPath: boolean;
  /** What was wrong with it, `snake_case`. Empty for a sound message. */
  readonly defects: readonly string[];
}

/** Reads a message. Anything that is no message comes out as one without headers. */
export async function parseMessage(bytes: Uint8Array): Promise<ParsedMessage> {
  const bounded = boundBytes(bytes);
  const defects = bounded.cut ? ['cut'] : [];
  try {
    const email = await PostalMime.parse(unflowed(bounded.bytes), {
      forceRfc822Attachments: true,
      maxNestingDepth: NESTING_MAX,
    });
    const parts = partsOf(email);
    // The declared boundary is not the one in the body: what a person would see is the body as it stands.
    if (parts.text === '' && parts.attachments.length === 0 && isMultipart(parts.headers)) {
      const text = decodeUtf8(bounded.bytes.subarray(bodyStart(bounded.bytes)));
      return messageFrom({ ...parts, text }, [...defects, 'no_parts']);
    }
    return messageFrom(parts, defects);
  } catch {
    // Nesting or headers beyond the parser's limits. The plain header and the raw body still name people and ids.
    const start = bodyStart(bounded.bytes);
    const headers = readFields(decodeUtf8(bounded.bytes.subarray(0, start)));
    const text = decodeUtf8(bounded.bytes.subarray(start));
    return messageFrom({ headers, text, html: '', attachments: [] }, [...defects, 'unparsable']);
  }
}

/** To whom a message is, by its header alone; `null`: to nobody, or nothing is left of it. */
export function recipientOf(bytes: Uint8Array): NamedAddress | null {
  const head = decodeUtf8(bytes.subarray(0, bodyStart(bytes)));
  return addressesIn(readFields(head), 'to')[0] ?? null;
}

/**
 * Takes the flow out of `format=flowed` (RFC 3676): the parser joins a quoted line that ends in a blank with the answer below it, and the
 * answer would be lost as a quote.
 */
function unflowed(bytes: Uint8Array): Uint8Array {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const mended = latin.replace(/\bformat\s{0,3}=\s{0,3}"?flowed"?/gi, 'format=fixed');
  return mended === latin ? bytes : Buffer.from(mended, 'latin1');
}

function isMultipart(headers: HeaderFields): boolean {
  return /^\s*multipart\//i.test(firstOf(headers, 'content-type') ?? '');
}

const NESTING_MAX = 64;
const ADDRESS_HEADER_MAX = 16 * 1024;
const ADDRESSES_MAX = 200;

interface Part {
  readonly type: string;
  readonly method: string | null;
  readonly content: string;
}

interface Parts {
  readonly headers: HeaderFields;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Part[];
}

function partsOf(email: Email): Parts {
  const headers = new Map<string, string[]>();
  for (const header of email.headers) {
    const values = headers.get(header.key) ?? [];
    values.push(header.value);
    headers.set(header.key, values);
  }
  const plain = email.text ?? '';
  const text = plain.trim() === '' ? htmlToText(email.html ?? '') : plain;
  const attachments = email.attachments.map((attachment) => ({
    type: attachment.mimeType,
    method: attachment.method ?? null,
    content: contentText(attachment.content),
  }));
  return { headers, text, html: email.html ?? '', attachments };
}

function messageFrom(parts: Parts, defects: string[]): ParsedMessage {
  const { headers } = parts;
  const text = mendWindows1252(parts.text).replace(/\r\n?/g, '\n').replaceAll('\u0000', '');
  const from = addressesIn(headers, 'from');
  if (from.length === 0) defects.push('no_from');
  const contentType = firstOf(headers, 'content-type')?.toLowerCase() ?? '';
  const calendar = parts.attachments.find(({ type }) => CALENDAR_TYPES.has(type));
  return {
    headers,
    from: from.map(({ address }) => address),
    fromName: from[0]?.name ?? '',
    to: addressesIn(headers, 'to').map(({ address }) => address),
    cc: addressesIn(headers, 'cc').map(({ address }) => address),
    bcc: addressesIn(headers, 'bcc').map(({ address }) => address),
    replyTo: addressesIn(headers, 'reply-to').map(({ address }) => address),
    subject: decodeHeader(firstOf(headers, 'subject') ?? ''),
    messageId: messageIdsIn(headers.get('message-id') ?? [])[0] ?? null,
    inReplyTo: messageIdsIn(headers.get('in-reply-to') ?? []),
    references: messageIdsIn(headers.get('references') ?? []),
    text,
    links: linksIn(parts.html),
    calendarPeople: calendarPeople(calendar?.content ?? ''),
    partTypes: parts.attachments.map(({ type }) => type),
    reportType: /\breport-type="?([a-z-]+)/.exec(contentType)?.[1] ?? null,
    deliveryStatus: readDeliveryStatus(contentOf(parts, DELIVERY_STATUS_TYPES)),
    feedback: feedbackIn(parts),
    returned: returnedIn(parts, text),
    calendarMethod: calendar === undefined ? null : methodOf(calendar),
    calendarStart: eventStart(calendar?.content ?? ''),
    calendarSequence: eventSequence(calendar?.content ?? ''),
    calendarAnswer:
      /PARTSTAT=([A-Z-]+)/i
        .exec(calendar?.content.replace(/\n[ \t]/g, '') ?? '')?.[1]
        ?.toUpperCase() ?? null,
    nullReturnPath: (headers.get('return-path') ?? []).some((path) => /^<\s*>$/.test(path.trim())),
    defects,
  };
}

const DELIVERY_STATUS_TYPES: ReadonlySet<string> = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
]);
const RETURNED_TYPES: ReadonlySet<string> = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'text/rfc822-header',
  'message/global-headers',
  'message/rfc822-headers',
]);
const FEEDBACK_TYPES: ReadonlySet<string> = new Set(['message/feedback-report']);
const CALENDAR_TYPES: ReadonlySet<string> = new Set(['text/calendar', 'application/ics']);

function contentOf(parts: Parts, types: ReadonlySet<string>): string | null {
  const found = parts.attachments.filter(({ type }) => types.has(type));
  return found.length === 0 ? null : found.map(({ content }) => content).join('\n\n');
}

function feedbackIn(parts: Parts): HeaderFields | null {
  const content = contentOf(parts, FEEDBACK_TYPES);
  return content === null ? null : readFields(content.trimStart());
}

function returnedIn(parts: Parts, text: string): HeaderFields | null {
  const content = contentOf(parts, RETURNED_TYPES);
  if (content === null) return returnedInText(text);
  const fields = readFields(content.trimStart());
  return fields.size > 0 ? fields : returnedInText(text);
}

const LINKS_MOST = 200;

function linksIn(html: string): readonly string[] {
  const found: string[] = [];
  for (const [, double, single] of html.matchAll(
    /\bhref\s{0,3}=\s{0,3}(?:"([^"]{1,2000})"|'([^']{1,2000})')/gi,
  )) {
    found.push((double ?? single ?? '').replaceAll('&amp;', '&'));
    if (found.length === LINKS_MOST) break;
  }
  return found;
}

/** RFC 5545: folded lines begin with a blank. */
function calendarPeople(content: string): readonly string[] {
  const unfolded = content.replace(/\r?\n[ \t]/g, '');
  const lines = unfolded.split(/\r?\n/).filter((line) => /^(?:ATTENDEE|ORGANIZER)[;:]/i.test(line));
  const addresses = lines.flatMap(
    (line) => /mailto:([^\s<>"@]{1,64}@[^\s<>"@;:,]{1,255})/i.exec(line)?.[1] ?? [],
  );
  return [...new Set(addresses.map((address) => address.toLowerCase()))].slice(0, ADDRESSES_MAX);
}

function eventStart(content: string): string | null {
  return /^DTSTART([;:].{1,200})$/im.exec(eventIn(content))?.[1]?.trim() ?? null;
}

function eventSequence(content: string): number | null {
  const written = /^SEQUENCE[^:\r\n]{0,200}:(\d{1,9})\s*$/im.exec(eventIn(content))?.[1];
  return written === undefined ? null : Number(written);
}

/** Unfolded. A zone of the calendar has starts as well, before the event's. */
function eventIn(content: string): string {
  const unfolded = content.replace(/\r?\n[ \t]/g, '');
  return unfolded.slice(Math.max(0, unfolded.search(/^BEGIN:VEVENT/im)));
}

function methodOf(calendar: Part): string {
  return calendar.method ?? /^METHOD:([A-Z]+)/im.exec(calendar.content)?.[1]?.toUpperCase() ?? '';
}

export interface NamedAddress {
  /** Decoded; empty: it stands alone. */
  readonly name: string;
  readonly address: string;
}

const ADDRESS = /^([^\s@]+)@([^\s@]+)$/;

function addressesIn(headers: HeaderFields, name: string): NamedAddress[] {
  const found: NamedAddress[] = [];
  for (const value of headers.get(name) ?? []) {
    for (const { name: shown, address } of addressParser(value.slice(0, ADDRESS_HEADER_MAX), {
      flatten: true,
    })) {
      const [, local, domain = ''] = ADDRESS.exec((address ?? '').trim().toLowerCase()) ?? [];
      if (local === undefined) continue;
      // As it is known to us, in whatever letters a client writes it.
      const normalised = `${local}@${asciiDomain(domain) ?? domain}`;
      found.push({ name: mendWindows1252(shown), address: normalised });
      if (found.length >= ADDRESSES_MAX) return found;
    }
  }
  return found;
}

function decodeHeader(value: string): string {
  return mendWindows1252(decodeWords(value.slice(0, ADDRESS_HEADER_MAX)))
    .replace(/\s+/g, ' ')
    .trim();
}

function contentText(content: ArrayBuffer | Uint8Array | string): string {
  if (typeof content === 'string') return content;
  return decodeUtf8(content instanceof Uint8Array ? content : new Uint8Array(content));
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
