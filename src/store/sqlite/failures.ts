/** What SQLite's failures mean for a person, in words, with the way out. */
import Database from 'better-sqlite3';
import { UserError } from '../../core/user-error.ts';

/** What only the world can mend becomes a `UserError`; everything else is passed on as it is. */
export function inWords(cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  const { code, message } = cause;
  if (code.startsWith('SQLITE_BUSY')) {
    return new UserError(
      'store_busy',
      'the store is busy: another command is writing',
      'try again in a moment',
      75,
      { cause },
    );
  }
  // The file of shared memory beside the store is made when it is opened: there was no room for it.
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE') {
    return new UserError(
      'disk_full',
      'the disk is full: nothing was written',
      'make room, then run the command again',
      1,
      { cause },
    );
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_PERM')
  ) {
    return new UserError(
      'store_read_only',
      `the store cannot be written: ${message}`,
      'check the permissions of its file and folder',
      1,
      { cause },
    );
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new UserError(
      'store_io',
      `the disk failed: ${message}`,
      'check the disk, then look with: touchline verify',
      1,
      { cause },
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new UserError(
      'store_damaged',
      `the store is damaged: ${message}`,
      'restore a backup',
      1,
      { cause },
    );
  }
  return cause;
}

export function isBusy(cause: unknown): boolean {
  return cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY');
}
