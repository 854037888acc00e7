/** Takes what names one person out of a text that is somebody else's. */
import { foldedName, type Named } from './link-key.ts';
import type { Identity } from './prospect.ts';

/** What stands in its place. */
export const REDACTED = '[erased]';

export interface Naming {
  readonly identities: readonly Pick<Identity, 'kind' | 'value'>[];
  /** `null`: their name is somebody else's as well, and is left alone. */
  readonly name: Named | null;
}

export interface Redactor {
  /** The text without what names the person; the same text when nothing does. */
  readonly text: (text: string) => string;
  /** In SQL's LIKE, escaped by `!`, lower case: a text that names the person fits one of them. */
  readonly likes: readonly string[];
}

/** With fewer digits a number is no telephone number. */
const DIGITS_LEAST = 7;
/** So many of its last digits are the number itself, whatever stands in front. */
const DIGITS_OWN = 9;

export function redactorOf({ identities, name }: Naming): Redactor {
  const patterns: string[] = [];
  const likes: string[] = [];
  for (const { kind, value } of identities) {
    if (kind === 'phone') addPhone(value, patterns, likes);
    else if (kind === 'linkedin') addSlug(value.replace(/^in\//, ''), patterns, likes);
    else if (kind === 'email' || value.length >= DIGITS_LEAST) addAddress(value, patterns, likes);
  }
  if (name !== null) addName(name, patterns, likes);
  if (patterns.length === 0) return { text: (text) => text, likes: [] };
  const found = new RegExp(patterns.join('|'), 'giu');
  return { text: (text) => text.replace(found, REDACTED), likes };
}

/** An address that ends in another one is another one; a mark without a letter before it is punctuation, and `%3C` is a bracket. */
const EDGE = String.raw`(?<!(?<!%[0-9a-f])[\p{L}\p{N}]|[\p{L}\p{N}][._%+'-])`;
const END = String.raw`(?![\p{L}\p{N}]|[.-][\p{L}\p{N}])`;
const AT = '(?:@|%40|&#64;)';

/** Or an external id. */
function addAddress(value: string, patterns: string[], likes: string[]): void {
  const parts = value.split('@');
  patterns.push(`${EDGE}${parts.map(escaped).join(AT)}${END}`);
  likes.push(likeOf(parts));
}

/** As it is written, and as a link may write what is not plain. */
function addSlug(slug: string, patterns: string[], likes: string[]): void {
  const ways = [...formsOf(slug), ...formsOf(slug).map(encodeURIComponent)].map(escaped);
  const end = String.raw`(?![\p{L}\p{N}\p{M}_-]|%[89a-f]|\.[\p{L}\p{N}])`;
  patterns.push(`(?<=in/|in%2f)(?:${[...new Set(ways)].join('|')})${end}`);
  likes.push(likeOf([slug]));
}

/** A letter and its mark are one sign or two. */
function formsOf(text: string): readonly string[] {
  return [...new Set([text.normalize('NFC'), text.normalize('NFD')])];
}

/** With any marks between the digits, with and without its country code. */
function addPhone(value: string, patterns: string[], likes: string[]): void {
  const digits = value.replace(/\D/g, '');
  if (digits.length < DIGITS_LEAST) return;
  const own = digits.slice(-DIGITS_OWN).split('');
  const gap = String.raw`[\s().\-/\u00a0]{0,3}`;
  patterns.push(String.raw`(?:\+|\b)(?:\d[\s().\-/\u00a0]{0,3}){0,6}${own.join(gap)}(?!\d)`);
  likes.push(likeOf(own));
}

/** `Ada Kern`, `Kern, Ada`, `Kern Ada`. A first or a last name alone is not the person's own. */
function addName({ firstName, lastName, name }: Named, patterns: string[], likes: string[]): void {
  const words = (
    firstName === null || lastName === null ? (name ?? '') : `${firstName} ${lastName}`
  )
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length < 2) return;
  const orders = [words, [words.at(-1)!, ...words.slice(0, -1)]];
  for (const order of orders) {
    const own = order.map((word) => `(?:${formsOf(word).map(escaped).join('|')})`);
    const joined = own.join(BETWEEN_NAMES);
    patterns.push(String.raw`(?<![\p{L}\p{N}])${joined}(?![\p{L}\p{N}\p{M}])`);
    likes.push(likeOf(order));
  }
}

/** Space, a comma, the mark of a quoted line, and what stands between the cells of a list. */
const BETWEEN_NAMES = String.raw`[\s,.;|"'>\u00a0]{1,6}`;

/** Whether two are called the same, however their names are written. */
export function isNamesake(one: Named, other: Named): boolean {
  const folded = foldedName(one);
  return folded !== '' && folded === foldedName(other);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** The database knows the case of plain letters only, and of others not how they are written. */
function likeOf(parts: readonly string[]): string {
  const plain = parts.map((part) =>
    part
      .toLowerCase()
      .replace(/[%_!]/g, '!$&')
      .replace(/[^ -~]+/g, '%'),
  );
  return `%${plain.join('%')}%`;
}
