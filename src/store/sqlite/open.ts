/** Opens a SQLite store the way its promises need it: durable, strict, of a version that does not corrupt. */
import { chmodSync, existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../../core/user-error.ts';
import type { OpenStores } from '../../ports/stores.ts';
import { storesOf } from '../sql/stores.ts';
import { inWords, isBusy } from './failures.ts';
import { assertOurs, migrate } from './migrate.ts';
import { SqliteExecutor } from './sqlite-executor.ts';
import { SuppressionKey } from './suppression-key.ts';

/** 3.51.3 mends the WAL-reset bug: two connections writing and checkpointing at once could corrupt the file. */
const LEAST_VERSION = [3, 51, 3] as const;
/** Short, because better-sqlite3 waits inside the event loop. */
const BUSY_TIMEOUT_MS = 500;

const PRAGMAS = [
  'journal_mode = WAL',
  // better-sqlite3 is built with NORMAL in WAL mode: a power cut could take back an intent whose message has left.
  'synchronous = FULL',
  'fullfsync = 1',
  'checkpoint_fullfsync = 1',
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'mmap_size = 0',
  'temp_store = MEMORY',
  // Memory that is touched for the first time costs more than reading a page again: see docs/decisions/0023.
  'cache_size = -16384',
  // Measured: at the default of 1000 pages every third batch pays for a checkpoint.
  'wal_autocheckpoint = 16000',
  'journal_size_limit = 67108864',
] as const;

export interface SqliteStores extends OpenStores {
  /** For tests that break what `verify` must find. */
  readonly db: Database.Database;
}

export interface OpenOptions {
  /** Create the file when it is missing; otherwise that is an error. */
  readonly create: boolean;
  readonly nowMs: number;
  /** Random bytes in hex, for the store's id and the key of its Message-IDs. */
  readonly randomHex: () => string;
  /** With `:memory:`: a serialized store to begin with, so that whoever opens many empty ones migrates one. */
  readonly image?: Buffer;
}

/**
 * @throws UserError `store_missing`, `store_newer` (the file was written by a newer program), `store_unusable`.
 */
export function openSqlite(path: string, options: OpenOptions): SqliteStores {
  const isNew = path !== ':memory:' && !existsSync(path);
  if (isNew && !options.create) {
    throw new UserError(
      'store_missing',
      `there is no store at ${path}`,
      'import people first: touchline import FILE',
      1,
    );
  }
  const db = openFile(path, options.image);
  try {
    if (isNew) chmodSync(path, 0o600);
    assertVersion(db);
    assertOurs(db, { path });
    for (const pragma of PRAGMAS) db.pragma(pragma);
    // Such a copy has locks, though nobody else can open it.
    if (options.image !== undefined) db.pragma('locking_mode = EXCLUSIVE');
    migrate(db, { path, nowMs: options.nowMs, randomHex: options.randomHex });
  } catch (cause) {
    db.close();
    if (isBusy(cause)) throw inWords(cause);
    throw cause instanceof Database.SqliteError ? unusable(path, cause) : cause;
  }
  const key = new SuppressionKey(path, options.randomHex);
  const executor = new SqliteExecutor(db, key);
  return { ...storesOf(executor), db, close: () => executor.close() };
}

function openFile(path: string, image?: Buffer): Database.Database {
  try {
    if (path !== ':memory:' && existsSync(path) && statSync(path).isDirectory()) {
      throw new Error('it is a folder');
    }
    return new Database(image ?? path, { timeout: BUSY_TIMEOUT_MS });
  } catch (cause) {
    throw unusable(path, cause);
  }
}

function unusable(path: string, cause: unknown): UserError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const known = inWords(cause);
  if (known instanceof UserError && known.code === 'disk_full') return known;
  const hint =
    known instanceof UserError
      ? known.hint
      : 'see store: in touchline.yaml, and the permissions of its folder';
  return new UserError('store_unusable', `cannot open the store at ${path}: ${reason}`, hint, 1);
}

function assertVersion(db: Database.Database): void {
  const found = String(db.prepare('SELECT sqlite_version()').pluck().get());
  const parts = found.split('.').map(Number);
  for (const [index, least] of LEAST_VERSION.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) {
      throw new UserError(
        'sqlite_too_old',
        `SQLite ${found} can corrupt a file that two programs write; ${LEAST_VERSION.join('.')} is the least`,
        'npm install better-sqlite3@^12.11.1',
        1,
      );
    }
  }
}
