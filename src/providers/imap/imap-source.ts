/** What is new in an IMAP account? Needs no extension: no IDLE, CONDSTORE, SPECIAL-USE or ESEARCH. */
import type { ImapFlow } from 'imapflow';

import { invariant } from '../../core/invariant.ts';
import type { Intake, MessageSource } from '../../ports/message-source.ts';
import { addressOf, asking, newConnection, ServerRefusal, type ImapAccount } from './connection.ts';
import { foldersToRead } from './folders.ts';
import { readFolder } from './read-folder.ts';
import { watchInbox } from './watch-inbox.ts';

export interface ImapOptions extends ImapAccount {
  /** Exact paths to read instead of all that may hold an answer. */
  readonly folders?: readonly string[];
  /** How many days the first reading of a folder goes back. 30 when absent. */
  readonly firstSyncDays?: number;
  readonly timeouts?: Partial<ImapTimeouts>;
}

export interface ImapTimeouts {
  /** For TCP and TLS, and again for the greeting. */
  readonly connectMs: number;
  /** A whole poll. What was stored by then stays stored, and the next poll goes on from there. */
  readonly pollMs: number;
  /** A kept connection that does not answer within this is replaced. */
  readonly probeMs: number;
  /** IDLE is begun anew this often. At most 5 minutes: providers and NAT drop silent connections. */
  readonly idleMs: number;
  /** First wait before watching again; doubles up to 5 minutes. */
  readonly reconnectMs: number;
}

const TIMEOUTS: ImapTimeouts = {
  connectMs: 30_000,
  pollMs: 120_000,
  probeMs: 10_000,
  idleMs: 240_000,
  reconnectMs: 1_000,
};

export class ImapSource implements MessageSource {
  readonly #options: ImapOptions;
  readonly #timeouts: ImapTimeouts;
  /** Kept between polls. */
  #client: ImapFlow | null = null;
  #polling = false;

  constructor(options: ImapOptions) {
    this.#options = options;
    this.#timeouts = { ...TIMEOUTS, ...options.timeouts };
  }

  async poll(
    intake: Intake,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly heardAtMs: number }> {
    signal.throwIfAborted();
    // Two polls on one connection would store the messages of one's folder under the other's name.
    invariant(!this.#polling, 'one poll of a source at a time');
    this.#polling = true;
    const ended = new AbortController();
    ended.signal.addEventListener('abort', () => this.#client?.close());
    const stop = () => ended.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    const deadline = setTimeout(() => ended.abort(this.#lateness()), this.#timeouts.pollMs);
    try {
      await this.#readFolders(intake, nowMs, ended.signal);
      return { heardAtMs: nowMs };
    } catch (error) {
      // It may be in the middle of an answer.
      this.#client?.close();
      throw ended.signal.aborted ? ended.signal.reason : error;
    } finally {
      clearTimeout(deadline);
      signal.removeEventListener('abort', stop);
      this.#polling = false;
    }
  }

  /** Wakes once after each connecting too: something may have come while nobody listened. */
  async watch(wake: () => void, signal: AbortSignal): Promise<void> {
    await watchInbox(this.#options, this.#timeouts, wake, signal);
  }

  async close(): Promise<void> {
    this.#client?.close();
    this.#client = null;
  }

  async #readFolders(intake: Intake, nowMs: number, signal: AbortSignal): Promise<void> {
    const client = await this.#connected(signal);
    const address = addressOf(this.#options);
    const listed = await asking(address, client.list());
    const paths = foldersToRead(listed, this.#options.folders ?? null);
    const cursors = await intake.cursors();
    const firstSyncDays = this.#options.firstSyncDays ?? 30;

    const refusals: ServerRefusal[] = [];
    for (const path of paths) {
      signal.throwIfAborted();
      try {
        await readFolder(path, { address, client, intake, cursors, nowMs, firstSyncDays });
      } catch (error) {
        // One folder that can't be read must not hide the answers in the others.
        if (!(error instanceof ServerRefusal)) throw error;
        refusals.push(error);
      }
    }
    if (refusals.length > 0)
      throw new Error(refusals.map((refusal) => refusal.message).join('; '), {
        cause: refusals[0],
      });
  }

  async #connected(signal: AbortSignal): Promise<ImapFlow> {
    const kept = this.#client;
    if (kept?.usable && (await answersWithin(kept, this.#timeouts.probeMs))) return kept;
    kept?.close();
    signal.throwIfAborted();
    const client = newConnection(this.#options, this.#timeouts);
    this.#client = client;
    await asking(addressOf(this.#options), client.connect());
    return client;
  }

  #lateness(): Error {
    const seconds = this.#timeouts.pollMs / 1_000;
    return new Error(`${addressOf(this.#options)}: not read to the end within ${seconds} s`);
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
