/** The journal of intents as a file: `<store id> <intent> <hash of the touch id>` a line, `O_APPEND`, synced before it is believed. */
import { createHash } from 'node:crypto';
import { closeSync, fdatasync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { UserError } from '../../core/user-error.ts';
import type { Journal } from '../../ports/journal.ts';

const TAIL_BYTES = 4_096;

const sync = promisify(fdatasync);

export class FileJournal implements Journal {
  readonly #path: string;
  readonly #storeId: string;
  #fd: number | null = null;
  /** Resolves when no sync is under way. */
  #flushing: Promise<unknown> = Promise.resolve();
  #waiting: { line: string; resolve: () => void; reject: (cause: unknown) => void }[] = [];

  /** @param storePath  The store's file; the journal is `<store>.journal`. */
  constructor(storePath: string, storeId: string) {
    this.#path = `${storePath}.journal`;
    this.#storeId = storeId;
  }

  async last(): Promise<number> {
    const fd = this.#open();
    const size = fstatSync(fd).size;
    const length = Math.min(size, TAIL_BYTES);
    const tail = Buffer.alloc(length);
    readSync(fd, tail, 0, length, size - length);
    // A line that a power cut left half-written is no line; the one before it counts.
    for (const line of tail.toString('latin1').split('\n').toReversed()) {
      const [, storeId, intent] = /^(\S+) (\d+) [0-9a-f]{16}$/.exec(line) ?? [];
      if (storeId === this.#storeId) return Number(intent);
    }
    return 0;
  }

  append(intent: number, touchId: string): Promise<void> {
    const hash = createHash('sha256').update(touchId).digest('hex').slice(0, 16);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line: `${this.#storeId} ${intent} ${hash}\n`, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#startFlush());
    });
  }

  async close(): Promise<void> {
    this.#startFlush();
    await this.#flushing;
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  #startFlush(): void {
    this.#flushing = Promise.all([this.#flushing, this.#flush()]).then(() => null);
  }

  /** Rejects those who wait, never itself. */
  async #flush(): Promise<void> {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    try {
      const fd = this.#open();
      const bytes = Buffer.from(
        `${isTorn(fd) ? '\n' : ''}${group.map((each) => each.line).join('')}`,
      );
      // A disk that is nearly full takes a part and reports no error.
      if (writeSync(fd, bytes) < bytes.length) throw new Error('the disk is full');
      // Beside the event loop: other messages are decided and sent meanwhile.
      await sync(fd);
      for (const each of group) each.resolve();
    } catch (cause) {
      const failure = this.#unusable(cause);
      for (const each of group) each.reject(failure);
    }
  }

  #open(): number {
    try {
      this.#fd ??= openSync(this.#path, 'a+', 0o600);
      return this.#fd;
    } catch (cause) {
      throw this.#unusable(cause);
    }
  }

  /** It fails for everybody, so it ends the run: nobody is put aside for it. */
  #unusable(cause: unknown): unknown {
    if (cause instanceof UserError || !(cause instanceof Error)) return cause;
    return new UserError(
      'journal_unusable',
      `the journal ${this.#path} cannot be written, and nothing leaves without it: ${cause.message}`,
      'make room on the disk, or check the permissions of the file; it is never deleted',
      1,
      { cause },
    );
  }
}

/** Whether the last line has no end: what is appended now must not continue it. */
function isTorn(fd: number): boolean {
  const { size } = fstatSync(fd);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}
