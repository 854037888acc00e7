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

/** One way in which a text may name the person. */
interface Way {
  readonly pattern: string;
  readonly like: string;
  /** Whether it may: quick, and true of a text that does. @param lower  The text in lower case. */
  readonly mayBeIn: (text: string, lower: string) => boolean;
}

export function redactorOf({ identities, name }: Naming): Redactor {
  const ways = [...identities.flatMap(waysOf), ...(name === null ? [] : waysOfName(name))];
  if (ways.length === 0) return { text: (text) => text, likes: [] };
  const found = new RegExp(ways.map(({ pattern }) => pattern).join('|'), 'giu');
  const text = (written: string): string => {
    const lower = written.toLowerCase().replaceAll('\u017f', 's');
    const mayName = ways.some(({ mayBeIn }) => mayBeIn(written, lower));
    return mayName ? written.replace(found, REDACTED) : written;
  };
  return { text, likes: ways.map(({ like }) => like) };
}

function waysOf({ kind, value }: Pick<Identity, 'kind' | 'value'>): readonly Way[] {
  if (kind === 'phone') return waysOfPhone(value);
  if (kind === 'linkedin') return [wayOfSlug(value.replace(/^in\//, ''))];
  return kind === 'email' || value.length >= DIGITS_LEAST ? [wayOfAddress(value)] : [];
}

function wayOf(pattern: string, parts: readonly string[]): Way {
  const pieces = piecesOf(parts);
  return {
    pattern,
    like: likeOf(pieces),
    mayBeIn: (_, lower) => {
      let from = 0;
      return pieces.every((piece) => {
        const at = lower.indexOf(piece, from);
        from = at + piece.length;
        return at >= 0;
      });
    },
  };
}

/** An address that ends in another one is another one; a mark without a letter before it is punctuation, and `%3C` is a bracket. */
const EDGE = String.raw`(?<!(?<!%[0-9a-f])[\p{L}\p{N}]|[\p{L}\p{N}][._%+'-])`;
const END = String.raw`(?![\p{L}\p{N}]|[.-][\p{L}\p{N}])`;
const AT = '(?:@|%40|&#64;)';

/** Or an external id. */
function wayOfAddress(value: string): Way {
  const parts = value.split('@');
  return wayOf(`${EDGE}${parts.map(escaped).join(AT)}${END}`, parts);
}

/** As it is written, and as a link may write what is not plain. */
function wayOfSlug(slug: string): Way {
  const ways = [...formsOf(slug), ...formsOf(slug).map(encodeURIComponent)].map(escaped);
  const end = String.raw`(?![\p{L}\p{N}\p{M}_-]|%[89a-f]|\.[\p{L}\p{N}])`;
  return wayOf(`(?<=in/|in%2f)(?:${[...new Set(ways)].join('|')})${end}`, [slug]);
}

/** A letter and its mark are one sign or two. */
function formsOf(text: string): readonly string[] {
  return [...new Set([text.normalize('NFC'), text.normalize('NFD')])];
}

/** With any marks between the digits, with and without its country code. */
function waysOfPhone(value: string): readonly Way[] {
  const digits = value.replace(/\D/g, '');
  if (digits.length < DIGITS_LEAST) return [];
  const own = digits.slice(-DIGITS_OWN).split('');
  const gap = String.raw`[\s().\-/\u00a0]{0,3}`;
  const pattern = String.raw`(?:\+|\b)(?:\d[\s().\-/\u00a0]{0,3}){0,6}${own.join(gap)}(?!\d)`;
  // In this order the digits stand in many texts: what stands between them tells.
  const inOrder = new RegExp(own.join(gap));
  return [{ pattern, like: likeOf(own), mayBeIn: (text) => inOrder.test(text) }];
}

/** `Ada Kern`, `Kern, Ada`, `Kern Ada`. A first or a last name alone is not the person's own. */
function waysOfName({ firstName, lastName, name }: Named): readonly Way[] {
  const words = (
    firstName === null || lastName === null ? (name ?? '') : `${firstName} ${lastName}`
  )
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length < 2) return [];
  const orders = [words, [words.at(-1)!, ...words.slice(0, -1)]];
  return orders.map((order) => {
    const own = order.map((word) => `(?:${formsOf(word).map(escaped).join('|')})`);
    const joined = own.join(BETWEEN_NAMES);
    return wayOf(String.raw`(?<![\p{L}\p{N}])${joined}(?![\p{L}\p{N}\p{M}])`, order);
  });
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

/** What is plain in it, in its order: the database knows the case of such letters only, and of others not how they are written. */
function piecesOf(parts: readonly string[]): readonly string[] {
  return parts
    .flatMap((part) =>
      part
        .normalize('NFC')
        .toLowerCase()
        .split(/[^ -~]+/),
    )
    .filter((piece) => piece !== '');
}

function likeOf(pieces: readonly string[]): string {
  return `%${pieces.map((piece) => piece.replace(/[%_!]/g, '!$&')).join('%')}%`;
}
