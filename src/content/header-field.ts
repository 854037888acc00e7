/**
 * Header fields that stay one field whatever is put into them: folded, and encoded where they are not ASCII.
 *
 * Sources: RFC 5322, 2.1.1, 2.2.3 and 3.4; RFC 2047, 2 and 5.
 */

/** RFC 5322, 2.1.1. */
const LINE_LENGTH = 78;
/** A line may have 998 octets; a longer word is encoded, which breaks it up. */
const WORD_LENGTH_MAX = 900;
/** RFC 2047, 2: a line with encoded-words has at most 76 characters, an encoded-word 75. */
const ENCODED_LINE_LENGTH = 76;
const ENCODED_WORD_LENGTH = 75;
const ENCODED_WORD_OVERHEAD = '=?UTF-8?Q??='.length;
const ATOMS = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(?: [A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*$/;
/** The characters that stand for themselves in every place an encoded-word may have (RFC 2047, 5 (3)). */
const Q_SAFE = /^[A-Za-z0-9!*+\-/]$/;

/** A field of free text (Subject). Control characters, line breaks above all, become one space. Ends with CRLF. */
export function textField(name: string, text: string): string {
  const clean = cleanHeaderText(text);
  const prefix = `${name}: `;
  if (!isPlain(clean)) return `${prefix}${encodeWords(clean, prefix.length)}\r\n`;
  if (prefix.length + clean.length <= LINE_LENGTH) return `${prefix}${clean}\r\n`;
  return foldField(`${name}:`, ` ${clean}`.match(/ +[^ ]+/g) ?? []);
}

/** From or To, with one address, which the caller has checked. `displayName`: `null` or blank leaves the bare address. Ends with CRLF. */
export function addressField(name: string, displayName: string | null, address: string): string {
  const clean = cleanHeaderText(displayName ?? '');
  if (clean === '') return foldField(`${name}:`, [` ${address}`]);
  const phrase = phraseOf(clean, name.length + 2);
  const lastLineLength =
    phrase.length - phrase.lastIndexOf('\n') - 1 + (phrase.includes('\n') ? 0 : name.length + 2);
  const gap = lastLineLength + address.length + 3 > ENCODED_LINE_LENGTH ? '\r\n ' : ' ';
  return `${name}: ${phrase}${gap}<${address}>\r\n`;
}

/** A field of parts without white space (ids, URLs), folded between them. Each part brings its own comma. Ends with CRLF. */
export function partsField(name: string, parts: readonly string[]): string {
  return foldField(
    `${name}:`,
    parts.map((part) => ` ${part}`),
  );
}

/** What a header can say of this text. */
export function cleanHeaderText(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
}

// "=?" would be taken for an encoded-word.
function isPlain(text: string): boolean {
  return (
    /^[\x20-\x7e]*$/.test(text) &&
    !text.includes('=?') &&
    (text.length <= WORD_LENGTH_MAX ||
      text.match(/ *[^ ]+/g)!.every((word) => word.length <= WORD_LENGTH_MAX))
  );
}

function phraseOf(name: string, column: number): string {
  if (!isPlain(name) || name.length > LINE_LENGTH - column) return encodeWords(name, column);
  return ATOMS.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}

/** `pieces` begin with the white space they may be folded at. The first stays on the field's line. */
function foldField(start: string, pieces: readonly string[]): string {
  let folded = start;
  let lineLength = start.length;
  pieces.forEach((piece, index) => {
    if (index > 0 && lineLength + piece.length > LINE_LENGTH) {
      folded += '\r\n';
      lineLength = 0;
    }
    folded += piece;
    lineLength += piece.length;
  });
  return `${folded}\r\n`;
}

/**
 * Encoded-words, folded.
 *
 * @param column  Characters that stand before the first on its line.
 */
export function encodeWords(text: string, column: number): string {
  const chars = Array.from(text);
  const quotedLength = chars.reduce((sum, char) => sum + quoted(char).length, 0);
  const isQuoted = quotedLength <= Math.ceil(Buffer.byteLength(text) / 3) * 4;
  const words: string[] = [];
  let word = '';
  let cost = 0;
  for (const char of chars) {
    const payload =
      (words.length === 0 ? ENCODED_LINE_LENGTH - column : ENCODED_WORD_LENGTH) -
      ENCODED_WORD_OVERHEAD;
    const capacity = isQuoted ? payload : Math.floor(payload / 4) * 3;
    const charCost = isQuoted ? quoted(char).length : Buffer.byteLength(char);
    if (cost + charCost > capacity) {
      words.push(word);
      word = '';
      cost = 0;
    }
    word += char;
    cost += charCost;
  }
  words.push(word);
  return words
    .map((part) =>
      isQuoted
        ? `=?UTF-8?Q?${Array.from(part, quoted).join('')}?=`
        : `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`,
    )
    .join('\r\n ');
}

function quoted(char: string): string {
  if (char === ' ') return '_';
  if (Q_SAFE.test(char)) return char;
  let octets = '';
  for (const octet of Buffer.from(char)) {
    octets += `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return octets;
}
