/**
 * One message as the bytes that go on the wire, composed at once into one buffer.
 *
 * Sources: RFC 5322, RFC 2045-2047 and 2046, 5.1.4; RFC 2369 and RFC 8058 for the way out. Dot-stuffing and DKIM are the sender's.
 */
import { tooMuchAttached } from '../core/asset.ts';
import { invariant } from '../core/invariant.ts';
import { attachmentPart, type Attachment } from './attachment.ts';
import { encodeBody, type EncodedBody } from './body-encoding.ts';
import { mailDate } from './calendar-date.ts';
import { addressField, partsField, textField } from './header-field.ts';

export interface MessageParts {
  readonly from: { readonly name: string; readonly address: string };
  /** Exactly one recipient. Domains in ASCII (`people/` normalises them). */
  readonly to: { readonly name: string | null; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly touchlineId: string;
  /** Epoch ms. */
  readonly dateMs: number;
  readonly inReplyTo: string | null;
  /** Oldest first. May come from foreign servers: what is no message id is left out. */
  readonly references: readonly string[];
  /** `url` https (one click) or http; `mailto` a `mailto:` URI. */
  readonly unsubscribe: { readonly url: string | null; readonly mailto: string | null };
  /** In this order; left out: none. */
  readonly attachments?: readonly Attachment[];
}

/** Clients find a thread by its first and its latest messages; longer fields are cut by some servers. */
const REFERENCES_MAX = 20;
const ATEXT = "[A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^${ATEXT}(?:\\.${ATEXT})*@${LABEL}(?:\\.${LABEL})*$`);
const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>$/;
const UNSUBSCRIBE_URI = /^(?:https?:\/\/|mailto:)[\x21-\x3b\x3d\x3f-\x7e]{1,900}$/;

/**
 * Deterministic: the same parts give the same bytes.
 *
 * @throws {InvariantError} for an address that is more than a plain ASCII `addr-spec`, for ids and URLs of ours that would break a header, and
 *   for more attachments than fit.
 */
export function composeMessage(parts: MessageParts): Uint8Array {
  const { attachments = [], messageId } = parts;
  const tooMuch = tooMuchAttached(attachments);
  invariant(tooMuch === null, tooMuch ?? '');
  const alternatives = [
    textPart('text/plain', encodeBody(parts.text)),
    textPart('text/html', encodeBody(parts.html)),
  ];
  const alternative = multipart('alternative', '', messageId, alternatives);
  const content =
    attachments.length === 0
      ? alternative
      : // Not begun like the inner boundary, which some readers compare by its beginning only.
        multipart('mixed', 'm.', messageId, [alternative, ...attachments.map(attachmentPart)]);
  return Buffer.from(`${headerOf(parts)}MIME-Version: 1.0\r\n${content}\r\n`, 'latin1');
}

function textPart(type: string, { encoding, body }: EncodedBody): string {
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
}

/** Header and body, without a line break at the end. */
function multipart(
  kind: 'alternative' | 'mixed',
  prefix: string,
  messageId: string,
  parts: readonly string[],
): string {
  const boundary = boundaryOf(prefix, messageId, parts);
  const bodies = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return `Content-Type: multipart/${kind};\r\n boundary="${boundary}"\r\n\r\n${bodies}--${boundary}--`;
}

function headerOf(parts: MessageParts): string {
  invariant(MESSAGE_ID.test(parts.messageId), `a message id of ours: ${parts.messageId}`);
  invariant(/^[\x21-\x7e]{1,100}$/.test(parts.touchlineId), `an id of ours: ${parts.touchlineId}`);
  const references = referencesOf(parts);
  return [
    `Date: ${mailDate(parts.dateMs)}\r\n`,
    addressField('From', parts.from.name, checkedAddress(parts.from.address)),
    addressField('To', parts.to.name, checkedAddress(parts.to.address)),
    textField('Subject', parts.subject),
    partsField('Message-ID', [parts.messageId]),
    ...(isMessageId(parts.inReplyTo) ? [partsField('In-Reply-To', [parts.inReplyTo])] : []),
    ...(references.length > 0 ? [partsField('References', references)] : []),
    `X-Touchline-Id: ${parts.touchlineId}\r\n`,
    ...unsubscribeFields(parts.unsubscribe),
  ].join('');
}

// Whatever else a cell holds, a second recipient or a header, must never get this far.
function checkedAddress(address: string): string {
  const isAddress =
    ADDRESS.test(address) && address.length <= 254 && address.lastIndexOf('@') <= 64;
  invariant(isAddress, `one plain address: ${JSON.stringify(address)}`);
  return address;
}

function isMessageId(id: string | null): id is string {
  return id !== null && MESSAGE_ID.test(id);
}

function referencesOf(parts: MessageParts): readonly string[] {
  const ids = parts.references.filter(isMessageId);
  // RFC 5322, 3.6.4: the parent is the last.
  if (isMessageId(parts.inReplyTo) && ids.at(-1) !== parts.inReplyTo) ids.push(parts.inReplyTo);
  return ids.length <= REFERENCES_MAX ? ids : [ids[0]!, ...ids.slice(1 - REFERENCES_MAX)];
}

function unsubscribeFields({ url, mailto }: MessageParts['unsubscribe']): readonly string[] {
  // RFC 2369, 2: the leftmost is preferred.
  const targets = [url, mailto].filter((target) => target !== null);
  if (targets.length === 0) return [];
  for (const target of targets)
    invariant(UNSUBSCRIBE_URI.test(target), `a URI for a header: ${target}`);
  const last = targets.length - 1;
  const parts = targets.map((target, index) => `<${target}>${index < last ? ',' : ''}`);
  const fields = [partsField('List-Unsubscribe', parts)];
  if (url?.startsWith('https://'))
    fields.push('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  return fields;
}

/** From the message's own id, so that composing again gives the same bytes; at most 70 characters (RFC 2046, 5.1.1). */
function boundaryOf(prefix: string, messageId: string, bodies: readonly string[]): string {
  const name = messageId
    .replace(/@.*$/, '')
    .replace(/[^A-Za-z0-9.]/g, '')
    .slice(0, 50);
  let boundary = `=_${prefix}${name}`;
  while (bodies.some((body) => body.includes(boundary))) boundary += '_';
  return boundary;
}
