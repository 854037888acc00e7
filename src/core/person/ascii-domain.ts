/** One spelling for each domain name, however it is written. */

/** At least two labels; the last one holds a letter. */
const DOMAIN =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The ASCII form of a domain name, lower case (WHATWG URL's reading of UTS 46).
 *
 * @returns `null` when it is no name of at least two labels: an IP address, a port, `localhost`.
 */
export function asciiDomain(domain: string): string | null {
  const lower = domain.toLowerCase();
  if (/^[ -~]*$/.test(lower)) return isDomain(lower) ? lower : null;
  // Only letters, digits, marks, dots and hyphens go to URL, which would read the rest as a port, a path or a login.
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(lower) || !URL.canParse(`http://${lower}`)) return null;
  const ascii = new URL(`http://${lower}`).hostname;
  return isDomain(ascii) ? ascii : null;
}

export function isDomain(ascii: string): boolean {
  return ascii.length <= 253 && DOMAIN.test(ascii);
}
