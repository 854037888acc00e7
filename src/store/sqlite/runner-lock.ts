/**
 * The runner's lock: `BEGIN EXCLUSIVE` on a small SQLite file beside the store. The kernel frees it at death, so recovery can run at once.
 */
import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../../core/user-error.ts';
import type { RunnerLock } from '../../ports/runner-lock.ts';
import { inWords, isBusy } from './failures.ts';

export class SqliteRunnerLock implements RunnerLock {
  readonly #path: string;

  /** @param storePath  The store's file; the lock is `<store>.lock`. */
  constructor(storePath: string) {
    this.#path = `${storePath}.lock`;
  }

  async acquire(): Promise<{ release(): Promise<void> } | null> {
    let db: Database.Database | null = null;
    try {
      db = new Database(this.#path, { timeout: 0 });
      chmodSync(this.#path, 0o600);
      db.pragma('journal_mode = DELETE');
      db.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      db?.close();
      if (isBusy(cause)) return null;
      throw isNoLock(cause) ? noLock(this.#path, cause) : inWords(cause);
    }
    const held = db;
    return {
      release: async () => {
        held.exec('ROLLBACK');
        held.close();
      },
    };
  }
}

/** Something else lies there: nobody can be holding it, and the store itself is not damaged. */
function isNoLock(cause: unknown): boolean {
  return cause instanceof Database.SqliteError && /^SQLITE_(?:NOTADB|CORRUPT)/.test(cause.code);
}

function noLock(path: string, cause: unknown): UserError {
  return new UserError(
    'bad_lock',
    `${path} is not the lock that a runner made`,
    'it holds nothing that is needed: remove it, then run the command again',
    1,
    { cause },
  );
}
