/** A connection that is kept between uses, and replaced when it was lost. */
import type { ImapFlow } from 'imapflow';

import {
  addressOf,
  connect,
  newConnection,
  type ConnectionLimits,
  type ImapAccount,
} from './connection.ts';

export class KeptConnection {
  readonly #account: ImapAccount;
  readonly #limits: ConnectionLimits & { readonly probeMs: number };
  #client: ImapFlow | null = null;

  /** @param limits  `probeMs`: one that does not answer within this is replaced. */
  constructor(account: ImapAccount, limits: ConnectionLimits & { readonly probeMs: number }) {
    this.#account = account;
    this.#limits = limits;
  }

  async open(signal: AbortSignal): Promise<ImapFlow> {
    const kept = this.#client;
    if (kept?.usable && (await answersWithin(kept, this.#limits.probeMs))) return kept;
    kept?.close();
    signal.throwIfAborted();
    const client = newConnection(this.#account, this.#limits);
    this.#client = client;
    await connect(addressOf(this.#account), client);
    return client;
  }

  /** Whoever asks next gets a new one. */
  close(): void {
    this.#client?.close();
    this.#client = null;
  }
}

/** A connection that a router or a sleeping laptop cut looks open until somebody asks. */
async function answersWithin(client: ImapFlow, ms: number): Promise<boolean> {
  const timer = setTimeout(() => client.close(), ms);
  try {
    await client.noop();
    return client.usable;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
