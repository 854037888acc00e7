/**
 * Is this cell exactly one address that mail can be sent to?
 *
 * Stricter than RFC 5321 on purpose: no quoted local parts, comments, address literals or non-ASCII local parts. Mail libraries read
 * `"a@x.test, evil@y.test"` as two recipients or as another domain, so nothing that could be read twice gets in.
 */
import { asciiDomain, isDomain } from '../../core/person/ascii-domain.ts';
import { cellText } from './cell.ts';

export type EmailAddressResult =
  | { readonly ok: true; readonly value: string }
  | {
      readonly ok: false;
      readonly reason: 'invalid_email' | 'two_addresses';
      readonly words: string;
    };

/** RFC 5321 4.5.3.1: octets. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/** RFC 5322 3.2.3 dot-atom, ASCII. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** The same without anything that needs a second look. */
const PLAIN = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9.-]+$/;
/**
 * Reads `Ada@Example.com`, `mailto:ada@example.com` and `Ada Kern <ada@example.com>`. Full-width characters count as plain ones.
 *
 * The value is lower case, the local part too: RFC 5321 2.4 leaves its case to the receiver, but no receiver in use tells `Ada` from `ada`,
 * and one person must be one person. An international domain becomes its ASCII form. Reserved domains (`.test`, `.example`) are accepted;
 * whether the domain exists is not asked.
 */
export function parseEmailAddress(cell: string): EmailAddressResult {
  // Nearly all are: nothing around it, nothing to fold.
  const plain = cell.toLowerCase();
  if (
    PLAIN.test(plain) &&
    plain.length <= MAX_LOCAL &&
    isDomain(plain.slice(plain.indexOf('@') + 1))
  )
    return { ok: true, value: plain };
  const text = (cellText(cell) ?? '')
    .normalize('NFKC')
    .replace(/[\u200c\u200d]/g, '')
    .trim();
  const several = addressesWithin(text);
  if (several.length > 1) {
    return {
      ok: false,
      reason: 'two_addresses',
      words: `holds ${several.length} addresses: ${several.join(' and ')}`,
    };
  }
  const bare = withoutWrapping(text).toLowerCase();
  const at = bare.indexOf('@');
  const local = bare.slice(0, Math.max(at, 0));
  const domain = asciiDomain(bare.slice(at + 1));
  if (text === '') return invalid('is empty');
  if (at < 0) return invalid(`has no @: "${shown(text)}"`);
  if (/[^ -~]/.test(local))
    return invalid(`has letters before the @ that few servers take: "${shown(text)}"`);
  if (!LOCAL_PART.test(local) || domain === null) return invalid(`is no address: "${shown(text)}"`);
  if (local.length > MAX_LOCAL || local.length + 1 + domain.length > MAX_ADDRESS)
    return invalid(`is too long: "${shown(text)}"`);
  return { ok: true, value: `${local}@${domain}` };
}

function addressesWithin(text: string): string[] {
  if (text.indexOf('@') === text.lastIndexOf('@')) return [];
  const words = text.split(/[\s,;|/<>()"]+/).filter((word) => /^[^@]+@[^@]+$/.test(word));
  // `ada@example.com <ada@example.com>` is one address, said twice.
  return [...new Set(words.map((word) => word.toLowerCase()))];
}

function withoutWrapping(text: string): string {
  const inner = /^[^<>]*<([^<>]*)>$/.exec(text)?.[1]?.trim() ?? text;
  const withoutScheme = inner.replace(/^mailto:/i, '');
  return withoutScheme === inner ? inner : withoutScheme.replace(/\?.*$/, '');
}

function invalid(words: string): EmailAddressResult {
  return { ok: false, reason: 'invalid_email', words };
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
