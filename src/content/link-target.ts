/** Where may a link of a template lead? Only where its author, or the workspace, says: never where a prospect's cell says. */
import { fillPlaceholders, PLACEHOLDER_FIRST } from './liquid.ts';

const SCHEME = /^(?:https?:\/\/|mailto:|tel:)[^\s]/i;
/** The part of a URL that decides where it leads. */
const SCHEME_AND_HOST = /^https?:\/\/[^\s/?#\uE000-\uF8FF]+[/?#]/i;
const PLACEHOLDERS = /[\uE000-\uF8FF]/g;

/**
 * The URL to link to, or `null` when there must be no link: another scheme than http, https, mailto and tel, or a value that decides the
 * scheme or host and isn't among `trusted`. Behind the host every other value is percent-encoded.
 */
export function linkTarget(
  href: string,
  values: readonly string[],
  trusted: ReadonlySet<string>,
): string | null {
  const known = href.replace(PLACEHOLDERS, (char) => {
    const value = values[char.charCodeAt(0) - PLACEHOLDER_FIRST];
    if (value === undefined || !trusted.has(value)) return char;
    return value.replace(PLACEHOLDERS, encodeURIComponent);
  });
  if (known.search(PLACEHOLDERS) >= 0 && !SCHEME_AND_HOST.test(known)) return null;
  return checked(fillPlaceholders(known, values, encodeURIComponent));
}

function checked(url: string): string | null {
  const encoded = url
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent);
  return SCHEME.test(encoded) ? encoded : null;
}
