/** What is new in a Maildir? Read-only to us: nothing is moved, marked or renamed. */
import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

import type { RawMessage } from '../../core/inbound-message.ts';
import type { Intake, MessageSource } from '../../ports/message-source.ts';
import { listFolders, listMessages, type MaildirFolder } from './folders.ts';
import { readMessage, type Listing } from './read-message.ts';

const KEYS_PER_LOOKUP = 500;
const MESSAGES_PER_STORE = 50;

export interface MaildirOptions {
  /** Holds `new` and `cur`, or an `INBOX` folder that does. */
  readonly directory: string;
  /**
   * A file that a sync tool touches at the end of each run: the Maildir is as fresh as its mtime. Without one it is as
   * fresh as our reading.
   */
  readonly syncedBy?: string;
}

/**
 * The receipt time of a message is the clock of the poll that read it first, since mtimes and Date headers say when
 * something was copied or written. So to the first poll, which reads everything, old mail is new. Only what the mailbox
 * sent itself is believed then about its date: nobody else wrote it, and years of it are no touches of today.
 *
 * INBOX is read first and `new` before `cur`: what a person or a filter moves while we read is met again where it went.
 */
export class MaildirSource implements MessageSource {
  readonly #options: MaildirOptions;

  constructor(options: MaildirOptions) {
    this.#options = options;
  }

  async poll(
    intake: Intake,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly heardAtMs: number }> {
    signal.throwIfAborted();
    // Before the messages: a run that ends while we read vouches for files that we may have passed by.
    const heardAtMs = Math.min(nowMs, await this.#syncedAtMs());
    const unreadable: string[] = [];
    const read = new Set((await intake.cursors()).map(({ folder }) => folder));
    for (const folder of await listFolders(this.#options.directory)) {
      const isNew = !read.has(folder.name);
      unreadable.push(...(await readFolder(folder, intake, { nowMs, isNew }, signal)));
    }
    if (unreadable.length > 0)
      throw new Error(
        `maildir: ${unreadable.length} unreadable: ${unreadable.slice(0, 5).join('; ')}`,
      );
    return { heardAtMs };
  }

  /** Wakes once when it begins, then where the system reports changes of directories; elsewhere never again. */
  async watch(wake: () => void, signal: AbortSignal): Promise<void> {
    const watchers: FSWatcher[] = [];
    for (const folder of await listFolders(this.#options.directory).catch(() => []))
      for (const directory of folder.directories) watchers.push(...watchDirectory(directory, wake));
    if (!signal.aborted) wake();
    if (!signal.aborted)
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    for (const watcher of watchers) watcher.close();
  }

  async close(): Promise<void> {}

  async #syncedAtMs(): Promise<number> {
    const { syncedBy } = this.#options;
    if (syncedBy === undefined) return Infinity;
    try {
      return Math.floor((await stat(syncedBy)).mtimeMs);
    } catch (error) {
      throw new Error(`maildir: the stamp file ${syncedBy} can't be read`, { cause: error });
    }
  }
}

interface Reading {
  readonly nowMs: number;
  /** The folder was never read before. */
  readonly isNew: boolean;
}

/** Stores what was never stored. Returns what is there and can't be read, with the reason. */
async function readFolder(
  folder: MaildirFolder,
  intake: Intake,
  reading: Reading,
  signal: AbortSignal,
): Promise<string[]> {
  const unreadable: string[] = [];
  const listing = { folder, paths: await listMessages(folder) };
  // A base name begins with the second of its delivery.
  const keys = [...listing.paths.keys()].toSorted();
  for (let start = 0; start < keys.length; start += KEYS_PER_LOOKUP) {
    const lookup = keys.slice(start, start + KEYS_PER_LOOKUP);
    const unseen = new Set(await intake.unseen(folder.name, lookup));
    const wanted = lookup.filter((key) => unseen.has(key));
    for (let first = 0; first < wanted.length; first += MESSAGES_PER_STORE) {
      signal.throwIfAborted();
      const batch = await readBatch(
        listing,
        wanted.slice(first, first + MESSAGES_PER_STORE),
        reading,
      );
      unreadable.push(...batch.unreadable);
      if (batch.messages.length > 0)
        await intake.store(batch.messages, { folder: folder.name, uid: 0 });
    }
  }
  return unreadable;
}

async function readBatch(
  listing: Listing,
  keys: readonly string[],
  reading: Reading,
): Promise<{ messages: RawMessage[]; unreadable: string[] }> {
  const messages: RawMessage[] = [];
  const unreadable: string[] = [];
  for (const key of keys) {
    const read = await readMessage(listing, key);
    switch (read.kind) {
      case 'read':
        messages.push(rawMessage(listing.folder, key, read, reading));
        break;
      case 'gone':
        break;
      case 'unreadable':
        unreadable.push(`${read.path}: ${read.reason}`);
        break;
    }
  }
  return { messages, unreadable };
}

function rawMessage(
  { name: folder, isSent }: MaildirFolder,
  key: string,
  { bytes, truncated }: { readonly bytes: Uint8Array; readonly truncated: boolean },
  { nowMs, isNew }: Reading,
): RawMessage {
  if (!isSent) return { folder, key, receivedAtMs: nowMs, bytes, truncated };
  const header = headerOf(bytes);
  const writtenAtMs = isNew ? dateIn(header) : NaN;
  const receivedAtMs = Number.isNaN(writtenAtMs) ? nowMs : Math.min(nowMs, writtenAtMs);
  return { folder, key, receivedAtMs, bytes: header, truncated: true, isSentCopy: true };
}

function headerOf(bytes: Uint8Array): Uint8Array {
  const end = /\r?\n\r?\n/.exec(Buffer.from(bytes).toString('latin1'));
  return end === null ? bytes : bytes.subarray(0, end.index + end[0].length);
}

/** NaN: there is none, or it is no date. */
function dateIn(header: Uint8Array): number {
  const [, written = ''] = /^date:(.*)$/im.exec(Buffer.from(header).toString('latin1')) ?? [];
  return Date.parse(written.trim());
}

/** Empty where the directory can't be watched (too many watches, a network file system). */
function watchDirectory(directory: string, wake: () => void): FSWatcher[] {
  try {
    const watcher = watch(path.resolve(directory), wake);
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}
