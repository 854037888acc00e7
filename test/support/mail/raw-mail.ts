/** A written case as the bytes that a mail server would hand over: RFC 5322, MIME, CRLF. */
import iconv from 'iconv-lite';
import type { Encoding, WrittenCase } from './written-cases.ts';

const CRLF = '\r\n';
/** Of a line, without its end. RFC 2045, 6.7 and RFC 2047, 2. */
const LINE_CHARACTERS_MAX = 76;

/** Throws when a text cannot be written in the charset that the case names. */
export function rawMail(written: WrittenCase): Uint8Array {
  const charset = charsetOf(written.encoding);
  const head = [
    ...written.headers.map(([name, value]) => field(name, value, charset)),
    ...(written.headers.some(([name]) => name === 'Message-ID')
      ? []
      : [`Message-ID: <${written.id}@mail.example>`]),
    'MIME-Version: 1.0',
  ];
  const parts = [
    // A calendar comes with a text, if an empty one; HTML comes alone.
    ...(written.body !== '' || written.html === null
      ? [part('text/plain', written.body, written.encoding)]
      : []),
    ...(written.html === null ? [] : [part('text/html', written.html, written.encoding)]),
    ...(written.calendar === null ? [] : [calendarPart(written.calendar)]),
  ];
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return bytes([...head, only].join(CRLF));
  const boundary = `=_${written.id}`;
  return bytes(
    [
      ...head,
      `Content-Type: multipart/alternative; boundary="${boundary}"`,
      '',
      ...parts.flatMap((one) => [`--${boundary}`, one]),
      `--${boundary}--`,
      '',
    ].join(CRLF),
  );
}

type Charset = 'utf-8' | 'iso-2022-jp' | 'iso-8859-1';

function charsetOf(encoding: Encoding | null): Charset {
  return encoding === null || encoding === 'utf-8-base64' ? 'utf-8' : encoding;
}

/** Head and content of one part. */
function part(type: string, content: string, encoding: Encoding | null): string {
  const charset = charsetOf(encoding);
  const lines = content.replaceAll('\n', CRLF);
  const [transfer, coded] = transferOf(inCharset(lines, charset), charset, encoding);
  return [
    `Content-Type: ${type}; charset=${charset}`,
    `Content-Transfer-Encoding: ${transfer}`,
    '',
    coded,
  ].join(CRLF);
}

function transferOf(
  content: Buffer,
  charset: Charset,
  encoding: Encoding | null,
): readonly [name: string, coded: string] {
  // ISO-2022-JP was made for seven bits.
  if (charset === 'iso-2022-jp') return ['7bit', content.toString('latin1')];
  const high = content.filter((byte) => byte > 127).length;
  if (encoding === 'utf-8-base64' || high * 2 > content.length)
    return ['base64', wrapped(content.toString('base64'))];
  if (
    high === 0 &&
    content
      .toString('latin1')
      .split(CRLF)
      .every((line) => line.length < 998)
  )
    return ['7bit', content.toString('latin1')];
  return ['quoted-printable', quotedPrintable(content)];
}

function calendarPart(calendar: string): string {
  const method = /^METHOD:(\w+)$/m.exec(calendar)?.[1];
  const lines = calendar.trimEnd().split('\n').flatMap(foldedByOctets);
  return [
    `Content-Type: text/calendar; charset=utf-8${method === undefined ? '' : `; method=${method}`}`,
    'Content-Transfer-Encoding: base64',
    '',
    wrapped(Buffer.from([...lines, ''].join(CRLF)).toString('base64')),
  ].join(CRLF);
}

/** A content line of at most 75 octets each (RFC 5545, 3.1). */
function foldedByOctets(line: string): readonly string[] {
  const folded: string[] = [];
  let current = '';
  for (const character of line) {
    if (Buffer.byteLength(current + character) > 75) {
      folded.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...folded, current];
}

/** One header field, its words encoded where they must be (RFC 2047). */
function field(name: string, value: string, charset: Charset): string {
  if (isAscii(value)) return `${name}: ${value}`;
  const address = /^(.*?)\s*(<[^<>]*>)$/.exec(value);
  if (name === 'Subject' || address === null) return `${name}: ${words(value, charset)}`;
  const [, phrase = '', mailbox = ''] = address;
  return `${name}: ${words(phrase.replaceAll('"', ''), charset)}${CRLF} ${mailbox}`;
}

function words(value: string, charset: Charset): string {
  const room = LINE_CHARACTERS_MAX - `=?${charset}?B??=`.length;
  const coded: string[] = [];
  let current = '';
  for (const character of value) {
    if (inCharset(current + character, charset).toString('base64').length > room) {
      coded.push(current);
      current = '';
    }
    current += character;
  }
  return [...coded, current]
    .map((chunk) => `=?${charset}?B?${inCharset(chunk, charset).toString('base64')}?=`)
    .join(`${CRLF} `);
}

function inCharset(content: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(content);
  const coded = charset === 'iso-8859-1' ? iconv.encode(content, charset) : iso2022jp(content);
  const back = new TextDecoder(charset).decode(coded);
  if (back !== content) throw new Error(`"${content}" is not ${charset}: it reads "${back}"`);
  return coded;
}

/** Each run of Japanese in escapes, so that each line ends in ASCII (RFC 1468). */
function iso2022jp(content: string): Buffer {
  const runs = content.match(/[\0-\x7f]+|[^\0-\x7f]+/g) ?? [];
  return Buffer.concat(
    runs.flatMap((run) =>
      isAscii(run) ? Buffer.from(run) : [Buffer.from('\x1b$B'), jis(run), Buffer.from('\x1b(B')],
    ),
  );
}

/** JIS X 0208. Shift JIS holds its 94 rows of 94 as 47 of 188, with two gaps. */
function jis(run: string): Buffer {
  const shifted = iconv.encode(run, 'shift_jis');
  return Buffer.from(
    shifted.map((byte, index) => {
      const lead = shifted[index - (index % 2)] ?? 0;
      const trail = shifted[index - (index % 2) + 1] ?? 0;
      const cell = trail - 0x40 - (trail > 0x7f ? 1 : 0);
      const row = (lead - (lead < 0xa0 ? 0x81 : 0xc1)) * 2 + (cell < 94 ? 0 : 1);
      return 0x21 + (index % 2 === 0 ? row : cell % 94);
    }),
  );
}

function quotedPrintable(content: Buffer): string {
  return content.toString('latin1').split(CRLF).map(quotedLine).join(CRLF);
}

function quotedLine(line: string): string {
  const tokens = Array.from(line, (character, index) => {
    const code = character.charCodeAt(0);
    const plain = code >= 32 && code < 127 && character !== '=';
    const last = index === line.length - 1;
    return plain && !(last && character === ' ')
      ? character
      : `=${code.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  let quoted = '';
  let width = 0;
  for (const token of tokens) {
    if (width + token.length >= LINE_CHARACTERS_MAX) {
      quoted += `=${CRLF}`;
      width = 0;
    }
    quoted += token;
    width += token.length;
  }
  return quoted;
}

function wrapped(coded: string): string {
  return coded.replace(/.{76}(?=.)/g, `$&${CRLF}`);
}

function isAscii(value: string): boolean {
  return /^[\0-\x7f]*$/.test(value);
}

/** Everything in it is coded by now: one character is one byte. */
function bytes(message: string): Uint8Array {
  if (!isAscii(message)) throw new Error('a part of the message was left as it is');
  return Buffer.from(message, 'latin1');
}
