/** One connection to an IMAP server: how it is opened, and what its failures mean in words. */
import { rootCertificates } from 'node:tls';

import { ImapFlow } from 'imapflow';

import { invariant } from '../../core/invariant.ts';
import { isLoopback } from '../../core/loopback.ts';

const MIB = 1024 * 1024;

export interface ImapAccount {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** `none` is for loopback only. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly auth:
    | { readonly user: string; readonly password: string }
    | { readonly user: string; readonly accessToken: string };
  /** PEM: trusted beside the authorities that Node knows. */
  readonly ca?: string;
  /** Takes any certificate. `doctor` names it. */
  readonly insecure?: boolean;
}

export interface ConnectionLimits {
  /** Name look-up, TCP and TLS together; then once more for the greeting. */
  readonly connectMs: number;
  /** IDLE is broken and begun anew this often; at most 5 minutes. */
  readonly idleMs: number;
}

/** A connection that was not opened yet. Never rejects by event: its loss shows in the next command and in `usable`. */
export function newConnection(account: ImapAccount, limits: ConnectionLimits): ImapFlow {
  invariant(account.security !== 'none' || isLoopback(account.host), 'plain IMAP off loopback');
  const { user } = account.auth;
  const client = new ImapFlow({
    host: account.host,
    port: account.port,
    secure: account.security === 'tls',
    ...(account.security === 'tls' ? {} : { doSTARTTLS: account.security === 'starttls' }),
    tls: {
      rejectUnauthorized: account.insecure !== true,
      // Node takes `ca` instead of its own list.
      ...(account.ca === undefined ? {} : { ca: [...rootCertificates, account.ca] }),
    },
    auth:
      'password' in account.auth
        ? { user, pass: account.auth.password }
        : { user, accessToken: account.auth.accessToken },
    logger: false,
    // Our polls decide when a command runs. And automatic IDLE would never begin while a lock is held (measured).
    disableAutoIdle: true,
    maxIdleTime: limits.idleMs,
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    // Must outlast an IDLE, or the watchdog would end every one of them.
    socketTimeout: limits.idleMs + limits.connectMs,
    // What a hostile server can make us keep in memory. The longest honest line lists the UIDs of a folder.
    maxLiteralSize: 16 * MIB,
    maxLineLength: 32 * MIB,
    maxResponseSize: 64 * MIB,
  });
  client.on('error', () => {});
  return client;
}

/**
 * What imapflow would ask for because the server says that it can, and we do not need. Servers behind a proxy with a list of its own refuse
 * it, and with it the whole command. With WITHIN every instant becomes a number of seconds before this machine's now: wrong where its clock
 * is, and refused when it is negative.
 */
const UNNEEDED = ['OBJECTID', 'X-GM-EXT-1', 'CONDSTORE', 'QRESYNC', 'BINARY', 'WITHIN'];

/** Opens it. */
export async function connect(where: string, client: ImapFlow): Promise<void> {
  await asking(where, client.connect());
  for (const name of UNNEEDED) client.capabilities.delete(name);
}

/** `imaps://mail.example.org:993`. */
export function addressOf(account: Pick<ImapAccount, 'host' | 'port' | 'security'>): string {
  const host = account.host.includes(':') ? `[${account.host}]` : account.host;
  return `${account.security === 'tls' ? 'imaps' : 'imap'}://${host}:${account.port}`;
}

/**
 * Passes an answer on; turns a failure into an error that says where and, in the server's words, why.
 *
 * @throws  `ServerRefusal` when the server answered NO or BAD, so the connection is still good.
 */
export async function asking<T>(where: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const message = `${where}: ${reasonOf(error)}`;
    throw isRefusal(error)
      ? new ServerRefusal(message, { cause: error, code: textIn(error, 'serverResponseCode') })
      : new Error(message, { cause: error });
  }
}

/** The server said no to one command. */
export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';
  /** As in RFC 5530: `NOPERM`, `NONEXISTENT`; empty: none was said. */
  readonly code: string;

  constructor(message: string, options: ErrorOptions & { readonly code?: string } = {}) {
    super(message, options);
    this.code = options.code ?? '';
  }
}

function isRefusal(error: unknown): boolean {
  // A throttled command is one that can be asked again later; nothing was said about what it asked for.
  return (
    ['NO', 'BAD'].includes(textIn(error, 'responseStatus')) && textIn(error, 'code') !== 'ETHROTTLE'
  );
}

function reasonOf(error: unknown): string {
  const said = textIn(error, 'responseText');
  if (isRefusal(error) && hasFailedLogin(error)) {
    // RFC 5530: the login may be right, the server can't tell now.
    return textIn(error, 'serverResponseCode') === 'UNAVAILABLE'
      ? `login is not possible now: ${said}`
      : `user or password refused: ${said || 'the server gave no reason'}`;
  }
  if (isRefusal(error)) {
    const command = textIn(error, 'executedCommand').replace(/^\S+ /, '');
    return `the server refused "${command}": ${said || 'it gave no reason'}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return message || textIn(error, 'code') || 'the connection failed';
}

function hasFailedLogin(error: unknown): boolean {
  return error instanceof Error && 'authenticationFailed' in error;
}

function textIn(error: unknown, key: string): string {
  if (!(error instanceof Error)) return '';
  const value: unknown = Object.entries(error).find(([name]) => name === key)?.[1];
  return typeof value === 'string' ? value : '';
}
