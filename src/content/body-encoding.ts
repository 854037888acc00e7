/**
 * How does a text travel through 7-bit mail? As it is where it can, else quoted-printable, or base64 where most of it is not ASCII.
 *
 * Source: RFC 2045, 6.7 and 6.8; line lengths RFC 5322, 2.1.1.
 */
export interface EncodedBody {
  readonly encoding: '7bit' | 'quoted-printable' | 'base64';
  /** ASCII, lines end with CRLF. */
  readonly body: string;
}

const LINE_LENGTH_MAX = 998;
const ENCODED_LINE_LENGTH = 76;
/** Above this share of octets outside ASCII, three for one costs more than four for three. */
const BASE64_SHARE = 1 / 6;

const CR = 13;
const LF = 10;
const SPACE = 32;
const TAB = 9;
const EQUALS = 61;
const HEX = Buffer.from('0123456789ABCDEF');

/** Line breaks of any kind become CRLF. */
export function encodeBody(text: string): EncodedBody {
  const lines = text.replace(/\r\n?/g, '\n');
  if (/^[\t\n\x20-\x7e]*$/.test(lines) && !hasLongLine(lines)) {
    return { encoding: '7bit', body: lines.replaceAll('\n', '\r\n') };
  }
  const octets = Buffer.from(lines.replaceAll('\n', '\r\n'));
  return octetsBeyondAscii(octets) > octets.length * BASE64_SHARE
    ? { encoding: 'base64', body: base64Lines(octets) }
    : { encoding: 'quoted-printable', body: quotedPrintable(octets) };
}

function hasLongLine(text: string): boolean {
  let start = 0;
  while (text.length - start > LINE_LENGTH_MAX) {
    const end = text.indexOf('\n', start);
    if (end < 0 || end - start > LINE_LENGTH_MAX) return true;
    start = end + 1;
  }
  return false;
}

function octetsBeyondAscii(octets: Buffer): number {
  let count = 0;
  // Indexed: several times faster than the iterator of a buffer.
  for (let at = 0; at < octets.length; at += 1) if (octets[at]! > 126) count += 1;
  return count;
}

/** Lines of 76, CRLF between them. */
export function base64Lines(octets: Buffer): string {
  const encoded = octets.toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < encoded.length; at += ENCODED_LINE_LENGTH) {
    lines.push(encoded.slice(at, at + ENCODED_LINE_LENGTH));
  }
  return lines.join('\r\n');
}

// Written octet by octet into one buffer: this is the hot part of composing.
function quotedPrintable(octets: Buffer): string {
  const out = Buffer.allocUnsafe(octets.length * 4 + 16);
  let length = 0;
  let column = 0;
  for (let at = 0; at < octets.length; at += 1) {
    const octet = octets[at]!;
    if (octet === CR && octets[at + 1] === LF) {
      out[length++] = CR;
      out[length++] = LF;
      at += 1;
      column = 0;
      continue;
    }
    const next = octets[at + 1];
    const isLast = next === undefined || next === CR;
    const isBlank = octet === SPACE || octet === TAB;
    const isPlain = isBlank ? !isLast : octet > SPACE && octet <= 126 && octet !== EQUALS;
    const width = isPlain ? 1 : 3;
    // The "=" of a soft break takes the last column.
    if (column + width > ENCODED_LINE_LENGTH - (isLast ? 0 : 1)) {
      out[length++] = EQUALS;
      out[length++] = CR;
      out[length++] = LF;
      column = 0;
    }
    if (isPlain) {
      out[length++] = octet;
    } else {
      out[length++] = EQUALS;
      out[length++] = HEX[octet >> 4]!;
      out[length++] = HEX[octet & 15]!;
    }
    column += width;
  }
  return out.toString('latin1', 0, length);
}
