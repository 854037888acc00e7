/** Where is the IMAP server, and how must the way there be protected? */

/** `none` is for loopback only. */
export type ImapSecurity = 'tls' | 'starttls' | 'none';

export interface ImapEndpoint {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly security: ImapSecurity;
}

/**
 * Reads `imaps://host[:993]` (TLS) and `imap://host[:143]`: plain on loopback, anywhere else STARTTLS with a verified
 * certificate, which a server that does not offer it can't talk us out of.
 *
 * @returns The endpoint, or in one sentence without a full stop what is wrong. Credentials in a URL are refused: they
 *          would end up in messages and process lists.
 */
export function parseImapUrl(
  text: string,
):
  | { readonly ok: true; readonly endpoint: ImapEndpoint }
  | { readonly ok: false; readonly message: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url === null ||
    (url.protocol !== 'imap:' && url.protocol !== 'imaps:') ||
    url.hostname === ''
  )
    return { ok: false, message: 'expected an IMAP address like imaps://mail.example.org' };
  if (url.username !== '' || url.password !== '')
    return { ok: false, message: 'user and password do not belong into the IMAP address' };
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '')
    return { ok: false, message: 'expected nothing after the port of the IMAP address' };

  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (url.protocol === 'imaps:')
    return { ok: true, endpoint: { host, port: Number(url.port || 993), security: 'tls' } };
  const security = isLoopback(host) ? 'none' : 'starttls';
  return { ok: true, endpoint: { host, port: Number(url.port || 143), security } };
}

/** True for `localhost`, 127.0.0.0/8 and ::1. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
}
