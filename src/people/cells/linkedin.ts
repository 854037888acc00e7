/** Which LinkedIn profile is meant? */

/** A slug is letters, digits and hyphens of any script, up to 100 characters (LinkedIn help, "Custom public profile URL"). */
const SLUG = /^[\p{L}\p{N}\p{M}\p{So}_.'&-]{2,100}$/u;
const PROFILE =
  /^(?:https?:\/\/)?(?:[a-z0-9-]{1,20}\.)?linkedin\.com\/(?:mwlite\/)?in\/([^/?#\s]+)(?:[/?#]\S*)?$/i;
/** Before 2012: `/pub/ada-kern/a7/576/b50` became `/in/ada-kern-b50576a7`. */
const OLD_PROFILE =
  /^(?:https?:\/\/)?(?:[a-z0-9-]{1,20}\.)?linkedin\.com\/pub\/([^/?#\s]+)\/([0-9a-f]{1,3})\/([0-9a-f]{1,3})\/([0-9a-f]{1,3})\/?(?:[?#]\S*)?$/i;

/**
 * Reads a profile's URL of any country, mobile or with tracking, `linkedin.com/in/ada-kern`, `/in/ada-kern` and `in/ada-kern`.
 *
 * @returns `in/ada-kern`: lower case, percent-decoded, NFC. `null` for companies, schools, Sales Navigator leads, and anything else.
 */
export function parseLinkedin(cell: string): string | null {
  const text = cell.trim();
  // A site of their own, as in most cells of such a column.
  if (!/(?:in|pub)\//i.test(text)) return null;
  const old = /\/pub\//i.test(text) ? OLD_PROFILE.exec(text) : null;
  if (old !== null) return parseLinkedin(`in/${old[1]}-${old[4]}${old[3]}${old[2]}`);
  const slug = PROFILE.exec(text)?.[1] ?? /^\/?in\/([^/?#\s]+)\/*$/i.exec(text)?.[1];
  if (slug === undefined) return null;
  const decoded = decode(slug).normalize('NFC').toLowerCase();
  return SLUG.test(decoded) ? `in/${decoded}` : null;
}

function decode(slug: string): string {
  if (!slug.includes('%')) return slug;
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
