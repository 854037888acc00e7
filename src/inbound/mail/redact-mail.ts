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
  const views = [...readings(raw), ...(latin.includes('=?') ? [decodeWords(latin)] : [])];
  for (const run of runsOf(raw, latin)) views.push(...readings(Buffer.from(run, 'base64')));
  if (/=[0-9A-F]{2}|=\r?\n/i.test(latin)) {
    const plain = Buffer.from(
      latin
        .replace(/=\r?\n/g, '')
        .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    );
    views.push(...readings(plain));
  }
  return views;
}

/** Base64 runs over lines, of which the last may be short; a short run is an encoded word, which `decodeWords` knows. */
const RUN = /[A-Za-z0-9+/]{20,}={0,2}(?:\r?\n[A-Za-z0-9+/]+={0,2})*/y;
const RUN_LEAST = 20;
/** Where a part says that it is base64, it may be a short one. */
const SHORT_RUN = /[A-Za-z0-9+/]{8,}={0,2}(?:\r?\n[A-Za-z0-9+/]+={0,2})*/y;
const SHORT_LEAST = 8;
const SAYS_BASE64 = /^content-transfer-encoding:\s{0,20}base64/im;
const IN_RUN = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9+/]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** Looks at every so many bytes, for no run lies between two of them: read letter by letter, all mail takes three times as long. */
function runsOf(raw: Buffer, latin: string): readonly string[] {
  const [shape, least] = SAYS_BASE64.test(latin) ? [SHORT_RUN, SHORT_LEAST] : [RUN, RUN_LEAST];
  const runs: string[] = [];
  for (let done = 0, at = least - 1; at < raw.length; at = done + least - 1) {
    if (IN_RUN[raw[at]!] === 0) {
      done = at + 1;
      continue;
    }
    let start = at;
    while (start > done && IN_RUN[raw[start - 1]!] === 1) start -= 1;
    shape.lastIndex = start;
    const [run] = shape.exec(latin) ?? [];
    if (run !== undefined) runs.push(run);
    done = run === undefined ? at + 1 : start + run.length;
    if (run === undefined) while (done < raw.length && IN_RUN[raw[done]!] === 1) done += 1;
  }
  return runs;
}

/** In each encoding that it may be written in; plain letters are the same in most. */
function readings(bytes: Buffer): readonly string[] {
  const [latin, utf8] = [bytes.toString('latin1'), bytes.toString('utf8')];
  return [latin, ...(utf8 === latin ? [] : [utf8]), ...wide(bytes)];
}

/** UTF-16 in either order; empty where there can be none. */
function wide(bytes: Buffer): readonly string[] {
  if (!bytes.includes(0)) return [];
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const shifted = bytes.subarray(1, bytes.length - ((bytes.length + 1) % 2));
  return [even, shifted].map((part) => part.toString('utf16le'));
}
