import type { RawMessage } from '../core/inbound-message.ts';

/** How far a folder was read. A source that needs none (Maildir) stores 0. */
export interface FolderCursor {
  /** As in `RawMessage.folder`: a new UIDVALIDITY is a new folder, read from the start. */
  readonly folder: string;
  /** Highest UID that was stored, or that was looked at and needs no storing. */
  readonly uid: number;
}

/** Where a source's messages go. Every method is durable when it resolves; storing twice is storing once. */
export interface Intake {
  cursors(): Promise<readonly FolderCursor[]>;
  /** Which of these keys of a folder were never stored. */
  unseen(folder: string, keys: readonly string[]): Promise<readonly string[]>;
  /** Stores messages and moves the folder's cursor in the same commit; `null`: it stays. `messages` may be empty. */
  store(messages: readonly RawMessage[], cursor: FolderCursor | null): Promise<void>;
}

/** One person's answer: by whom, or to what, and since when. */
export interface Sought {
  /** Addresses, and the domain of their company: what the From of an answer may hold. */
  readonly writers: readonly string[];
  /** Message-IDs with brackets, of what we wrote to them. */
  readonly messageIds: readonly string[];
  readonly sinceMs: number;
}

/**
 * A mailbox that is read for answers. Read-only to us: no flags, no moves, no deletes.
 */
export interface MessageSource {
  /**
   * Reads everything new in every relevant folder into `intake`. Resolves when all of it is stored; only then was the source heard.
   *
   * @returns `heardAtMs`: the instant up to which it was heard: the clock at the start of the poll, or for a folder that a sync tool fills,
   *          its stamp's mtime.
   * @throws  When any folder could not be read to its end: nothing may be called heard.
   */
  poll(intake: Intake, nowMs: number, signal: AbortSignal): Promise<{ readonly heardAtMs: number }>;
  /**
   * Asks for one person's answer alone, where the whole could not be read to its end: what it finds is stored, and when it resolves the
   * person was heard. Absent: the source can only be read whole.
   *
   * @throws  When some folder could not be asked, or something was found and not handed over.
   */
  look?(sought: Sought, intake: Intake, nowMs: number, signal: AbortSignal): Promise<void>;
  /** Calls `wake` when something may have come (IDLE). Only a hint: polling is the truth. Resolves when aborted. */
  watch(wake: () => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
