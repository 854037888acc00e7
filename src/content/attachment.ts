/**
 * A file as a part of a message: its name in the forms that old and new clients read, its bytes in base64.
 *
 * Sources: RFC 2183 (disposition), RFC 2231, 3 and 4 (names beyond ASCII, in pieces), RFC 2045, 6.8. The `name` of the type is RFC 2047, which
 * the standard does not allow there and Outlook needs.
 */
import type { Asset } from '../core/asset.ts';
import { base64Lines } from './body-encoding.ts';
import { cleanHeaderText, encodeWords } from './header-field.ts';

export type Attachment = Pick<Asset, 'name' | 'type' | 'bytes'>;

/** Header and body of the part, ASCII, lines end with CRLF; none at the end. */
export function attachmentPart({ name, type, bytes }: Attachment): string {
  const shown = fileName(name);
  const isPlain = /^[\x20-\x7e]{1,60}$/.test(shown) && !shown.includes('=?');
  const quoted = `"${shown.replace(/["\\]/g, '\\$&')}"`;
  const typeName = isPlain ? quoted : `"${encodeWords(shown, ' name="'.length)}"`;
  const fileNames = isPlain ? [`filename=${quoted}`] : extendedNames(shown);
  return (
    `Content-Type: ${type};\r\n name=${typeName}\r\n` +
    `Content-Disposition: attachment;\r\n ${fileNames.join(';\r\n ')}\r\n` +
    `Content-Transfer-Encoding: base64\r\n\r\n${base64Lines(Buffer.from(bytes))}`
  );
}

/** No folder, nothing that would turn the name around on a screen: `exe.fdp` must not look like `pdf.exe`. */
function fileName(name: string): string {
  const bare = cleanHeaderText(name)
    .replace(/\p{Cf}/gu, '')
    .replace(/^.*[\\/]/, '')
    .trim();
  return bare === '' ? 'attachment' : bare;
}

/** Characters of a piece, so that a line stays below 78. */
const PIECE_LENGTH = 54;

/** `filename*=UTF-8''a%20b.pdf`, or `filename*0*=UTF-8''...` and so on. */
function extendedNames(name: string): readonly string[] {
  const pieces = [''];
  for (const char of Array.from(name, percentEncoded)) {
    if (pieces.at(-1)!.length + char.length > PIECE_LENGTH) pieces.push('');
    pieces[pieces.length - 1] += char;
  }
  if (pieces.length === 1) return [`filename*=UTF-8''${pieces[0]}`];
  return pieces.map((piece, index) => `filename*${index}*=${index === 0 ? "UTF-8''" : ''}${piece}`);
}

/** RFC 2231, 7 (attribute-char): everything else by its UTF-8 octets. */
function percentEncoded(char: string): string {
  if (/^[A-Za-z0-9!#$&+.^_`|~-]$/.test(char)) return char;
  return Array.from(
    Buffer.from(char),
    (octet) => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}
