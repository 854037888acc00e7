/** Somebody else's mail that names a person who is erased: it stays, without what names them. */
import { decodeWords } from 'postal-mime';
import type { Redactor } from '../../core/person/redact.ts';
import { parseMessage } from './parse.ts';

/** What of a message is kept beside its text: what an answer, or a reading with newer rules, needs. */
const KEPT = (
  'from to cc subject date message-id in-reply-to references ' +
  'auto-submitted precedence x-touchline-id list-unsubscribe return-path'
).split(' ');

export interface Redacted {
  readonly bytes: Uint8Array;
  /** Whether the person themselves wrote it. */
  readonly isTheirs: boolean;
}

/**
 * @param addresses  Of the person, lower case.
 * @returns `null`: the message does not name them, whatever it is encoded in.
 */
export async function redactMail(
  bytes: Uint8Array,
  redactor: Redactor,
  addresses: ReadonlySet<string>,
): Promise<Redacted | null> {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!namesThem(raw, redactor)) return null;
  const message = await parseMessage(bytes);
  const isTheirs = message.from.some((address) => addresses.has(address));
  const head = KEPT.flatMap((name) =>
    (message.headers.get(name) ?? []).map((value) => {
      const decoded = name === 'subject' ? message.subject : decodeWords(value);
      const plain = redactor.text(decoded).replace(/[\r\n]+/g, ' ');
      return `${name}: ${plain === decoded ? value.replace(/\r?\n/g, '\r\n ') : plain}`;
    }),
  );
  const text = [
    ...head,
    'content-type: text/plain; charset=utf-8',
    'content-transfer-encoding: 8bit',
    '',
    redactor.text(message.text).replace(/\r?\n/g, '\r\n'),
  ].join('\r\n');
  return { bytes: new TextEncoder().encode(text), isTheirs };
}

/** Plain, in quoted-printable, in base64, and in UTF-16 inside of it. */
export function namesThem(raw: Buffer, redactor: Redactor): boolean {
  return viewsOf(raw).some((view) => redactor.text(view) !== view);
}

function viewsOf(raw: Buffer): readonly string[] {
  const latin = raw.toString('latin1');
  const views = [latin, raw.toString('utf8'), ...wide(raw), decodeWords(latin)];
  // Base64 runs over lines; a short one is an encoded word, which `decodeWords` knows.
  for (const [run] of latin.matchAll(/(?:[A-Za-z0-9+/]{20,}={0,2}\r?\n?)+/g)) {
    const bytes = Buffer.from(run, 'base64');
    views.push(bytes.toString('utf8'), bytes.toString('latin1'), ...wide(bytes));
  }
  if (/=[0-9A-F]{2}|=\r?\n/i.test(latin)) {
    const plain = Buffer.from(
      latin
        .replace(/=\r?\n/g, '')
        .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    );
    views.push(plain.toString('utf8'), plain.toString('latin1'), ...wide(plain));
  }
  return views;
}

/** UTF-16 in either order; empty where there can be none. */
function wide(bytes: Buffer): readonly string[] {
  if (!bytes.includes(0)) return [];
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const shifted = bytes.subarray(1, bytes.length - ((bytes.length + 1) % 2));
  return [even, shifted].map((part) => part.toString('utf16le'));
}
