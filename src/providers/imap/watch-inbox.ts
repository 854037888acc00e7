/** Says when something may have come into INBOX. Only a hint: IDLE dies silently on real networks (imapflow #14). */
import { setTimeout as sleep } from 'node:timers/promises';

import { MINUTE_MS } from '../../core/time/duration.ts';
import {
  addressOf,
  connect,
  newConnection,
  type ConnectionLimits,
  type ImapAccount,
} from './connection.ts';

const STEADY_MS = MINUTE_MS;
const RECONNECT_MS_MAX = 5 * MINUTE_MS;

/**
 * Keeps a connection of its own, since polls open other folders on theirs. Without IDLE the server is asked by NOOP.
 * Never rejects: whatever is wrong, the poll says it. Resolves when aborted.
 */
export async function watchInbox(
  account: ImapAccount,
  limits: ConnectionLimits & { readonly reconnectMs: number },
  wake: () => void,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = limits.reconnectMs;
  while (!signal.aborted) {
    const startedMs = performance.now();
    await watchOnce(account, limits, wake, signal).catch(() => {});
    // A server that drops each connection soon is left in peace more and more.
    if (performance.now() - startedMs > STEADY_MS) waitMs = limits.reconnectMs;
    await sleep(waitMs, undefined, { signal }).catch(() => {});
    waitMs = Math.min(waitMs * 2, RECONNECT_MS_MAX);
  }
}

/** Until the connection ends, or IDLE does. */
async function watchOnce(
  account: ImapAccount,
  limits: ConnectionLimits,
  wake: () => void,
  signal: AbortSignal,
): Promise<void> {
  const client = newConnection(account, limits);
  const closeConnection = () => client.close();
  signal.addEventListener('abort', closeConnection, { once: true });
  // IDLE is begun anew, and so answered, more often than this. imapflow itself waits for ever for one that is never confirmed (measured).
  let received = -1;
  const watchdog = setInterval(() => {
    if (client.stats().received === received) client.close();
    received = client.stats().received;
  }, limits.idleMs + limits.connectMs);
  try {
    await connect(addressOf(account), client);
    await client.mailboxOpen('INBOX', { readOnly: true });
    client.on('exists', wake);
    wake();
    await client.idle();
  } finally {
    clearInterval(watchdog);
    signal.removeEventListener('abort', closeConnection);
    client.close();
  }
}
