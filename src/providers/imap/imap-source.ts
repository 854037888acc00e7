/** What is new in an IMAP account? Needs no extension: no IDLE, CONDSTORE, SPECIAL-USE or ESEARCH. */
import { invariant } from '../../core/invariant.ts';
import type { Intake, MessageSource, Sought } from '../../ports/message-source.ts';
import { BrokenFetch, Caution } from './caution.ts';
import { addressOf, asking, ServerRefusal, type ImapAccount } from './connection.ts';
import { foldersToRead, type FolderToRead } from './folders.ts';
import { KeptConnection } from './kept-connection.ts';
import { lookInFolder } from './look-in-folder.ts';
import { isNotForUs, readFolder, type Reading } from './read-folder.ts';
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
  /** A whole look for one person's answer. */
  readonly lookMs: number;
}

const TIMEOUTS: ImapTimeouts = {
  connectMs: 30_000,
  pollMs: 120_000,
  probeMs: 10_000,
  idleMs: 240_000,
  reconnectMs: 1_000,
  lookMs: 30_000,
};

/** A message can break a connection three times before it is left out, and several may. */
const RECONNECTS_MOST = 12;

export class ImapSource implements MessageSource {
  readonly #options: ImapOptions;
  readonly #timeouts: ImapTimeouts;
  /** Kept between polls. */
  readonly #ear: KeptConnection;
  /** Looks come one after the other, while a poll may still be under way. */
  readonly #eye: KeptConnection;
  readonly #caution = new Caution();
  readonly #known: Reading['known'] = new Map();
  #polling = false;

  constructor(options: ImapOptions) {
    this.#options = options;
    this.#timeouts = { ...TIMEOUTS, ...options.timeouts };
    this.#ear = new KeptConnection(options, this.#timeouts);
    this.#eye = new KeptConnection(options, this.#timeouts);
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
    try {
      await withinTime(this.#ear, signal, this.#timeouts.pollMs, this.#where, (limit) =>
        this.#readToTheEnd(intake, nowMs, limit),
      );
      return { heardAtMs: nowMs };
    } finally {
      this.#polling = false;
    }
  }

  async look(sought: Sought, intake: Intake, nowMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await withinTime(this.#eye, signal, this.#timeouts.lookMs, this.#where, async (limit) => {
      const { folders, reading } = await this.#begin(this.#eye, intake, nowMs, limit);
      const refusals = await inEach(
        folders.filter(({ isSent }) => !isSent),
        limit,
        (folder) => lookInFolder(folder, sought, reading),
      );
      throwAll(refusals);
    });
  }

  /** Wakes once after each connecting too: something may have come while nobody listened. */
  async watch(wake: () => void, signal: AbortSignal): Promise<void> {
    await watchInbox(this.#options, this.#timeouts, wake, signal);
  }

  async close(): Promise<void> {
    this.#ear.close();
    this.#eye.close();
  }

  /** A message that breaks the connection is met again more carefully, at once: what lies behind it must not wait. */
  async #readToTheEnd(intake: Intake, nowMs: number, signal: AbortSignal): Promise<void> {
    for (let reconnects = 0; ; reconnects += 1) {
      try {
        await this.#readFolders(intake, nowMs, signal);
        return;
      } catch (error) {
        const isOver = signal.aborted || reconnects === RECONNECTS_MOST;
        if (isOver || !(error instanceof BrokenFetch)) throw error;
        this.#ear.close();
      }
    }
  }

  async #readFolders(intake: Intake, nowMs: number, signal: AbortSignal): Promise<void> {
    const { folders, reading } = await this.#begin(this.#ear, intake, nowMs, signal);
    throwAll(await inEach(folders, signal, (folder) => readFolder(folder, reading)));
  }

  async #begin(
    connection: KeptConnection,
    intake: Intake,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly folders: readonly FolderToRead[]; readonly reading: Reading }> {
    const client = await connection.open(signal);
    const listed = await asking(this.#where, client.list());
    const reading: Reading = {
      address: this.#where,
      client,
      intake,
      cursors: await intake.cursors(),
      nowMs,
      firstSyncDays: this.#options.firstSyncDays ?? 30,
      caution: this.#caution,
      known: this.#known,
    };
    return { folders: foldersToRead(listed, this.#options.folders ?? null), reading };
  }

  get #where(): string {
    return addressOf(this.#options);
  }
}

/** One folder that can't be read must not hide the answers in the others. Returns what was refused. */
async function inEach(
  folders: readonly FolderToRead[],
  signal: AbortSignal,
  act: (folder: FolderToRead) => Promise<void>,
): Promise<readonly ServerRefusal[]> {
  const refusals: ServerRefusal[] = [];
  for (const folder of folders) {
    signal.throwIfAborted();
    try {
      await act(folder);
    } catch (error) {
      if (!(error instanceof ServerRefusal)) throw error;
      if (!isNotForUs(folder.path, error)) refusals.push(error);
    }
  }
  return refusals;
}

function throwAll(refusals: readonly ServerRefusal[]): void {
  const [cause] = refusals;
  if (cause !== undefined)
    throw new Error(refusals.map((refusal) => refusal.message).join('; '), { cause });
}

/** Whatever ends it early, the connection may be in the middle of an answer, and is not used again. */
async function withinTime(
  connection: KeptConnection,
  signal: AbortSignal,
  mostMs: number,
  where: string,
  act: (limit: AbortSignal) => Promise<void>,
): Promise<void> {
  const ended = new AbortController();
  ended.signal.addEventListener('abort', () => connection.close());
  const stop = () => ended.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const late = new Error(`${where}: not read to the end within ${mostMs / 1_000} s`);
  const deadline = setTimeout(() => ended.abort(late), mostMs);
  try {
    await act(ended.signal);
  } catch (error) {
    connection.close();
    throw ended.signal.aborted ? ended.signal.reason : error;
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', stop);
  }
}
