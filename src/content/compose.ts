/**
 * One message as the bytes that go on the wire, composed at once into one buffer.
 *
 * Sources: RFC 5322, RFC 2045-2047 and 2046, 5.1.4; RFC 2369 and RFC 8058 for the way out. Dot-stuffing and DKIM are the sender's.
 */
import { invariant } from '../core/invariant.ts';
import { encodeBody } from './body-encoding.ts';
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
 * @throws {InvariantError} for an address that is more than a plain ASCII `addr-spec`, and for ids and URLs of ours that would break a header.
 */
export function composeMessage(parts: MessageParts): Uint8Array {
  const text = encodeBody(parts.text);
  const html = encodeBody(parts.html);
  const boundary = boundaryOf(parts.messageId, [text.body, html.body]);
  const message =
    headerOf(parts) +
    `MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n` +
    `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
    `Content-Transfer-Encoding: ${text.encoding}\r\n\r\n${text.body}\r\n` +
    `--${boundary}\r\nContent-Type: text/html; charset=utf-8\r\n` +
    `Content-Transfer-Encoding: ${html.encoding}\r\n\r\n${html.body}\r\n` +
    `--${boundary}--\r\n`;
  return Buffer.from(message, 'latin1');
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
function boundaryOf(messageId: string, bodies: readonly string[]): string {
  const name = messageId
    .replace(/@.*$/, '')
    .replace(/[^A-Za-z0-9.]/g, '')
    .slice(0, 50);
  let boundary = `=_${name}`;
  while (bodies.some((body) => body.includes(boundary))) boundary += '_';
  return boundary;
}
