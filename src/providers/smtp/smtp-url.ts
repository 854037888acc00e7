/** Where is the server, and must the connection be encrypted? */
import { isIPv4 } from 'node:net';

export type SmtpSecurity = 'starttls' | 'tls' | 'none';

export interface SmtpAddress {
  /** Without the brackets of an IPv6 literal. */
  readonly host: string;
  readonly port: number;
  readonly security: SmtpSecurity;
}

/** Submission with STARTTLS (RFC 6409) and with implicit TLS (RFC 8314, 3.3). */
const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;

/**
 * Reads `smtp://host[:port]` and `smtps://host[:port]`. `smtps` is TLS from the first byte; `smtp` requires STARTTLS, except on loopback,
 * where it is plain. There is no opportunistic mode: whoever can drop packets could switch it off.
 *
 * @returns `null` for anything else: another scheme, no host, port 0, a path, a query, or a login (secrets are no part of a URL).
 */
export function parseSmtpUrl(text: string): SmtpAddress | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') return null;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return null;
  const host = url.hostname.replace(/^\[(.+)\]$/, '$1').toLowerCase();
  const port = url.port === '' ? PORTS[url.protocol] : Number(url.port);
  if (host === '' || port === 0 || !['', '/'].includes(url.pathname)) return null;
  if (url.protocol === 'smtps:') return { host, port, security: 'tls' };
  return { host, port, security: isLoopback(host) ? 'none' : 'starttls' };
}

/** Whether the host is this machine: `localhost`, 127.0.0.0/8 or ::1. Names are not resolved. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
