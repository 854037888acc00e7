/** Brings a SQLite file to the schema of this program: forward only, each migration in one transaction, backed up first. */
import { createHash } from 'node:crypto';
import { chmodSync, renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { UserError } from '../../core/user-error.ts';
import type { Command, SqlRow } from '../sql/statement.ts';
import type { Migration } from '../sql/migrations/migration.ts';
import { MIGRATIONS, SQLITE_TRIGGERS } from '../sql/migrations/migrations.ts';

/** "TLin": tells our files from others. */
const APPLICATION_ID = 0x544c696e;

interface Options {
  readonly path: string;
  readonly nowMs: number;
  readonly randomHex: () => string;
}

/** @throws UserError `store_newer`, `not_a_store`. */
export function migrate(db: Database.Database, options: Options): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  const newest = MIGRATIONS.at(-1)!.number;
  if (version === newest) return;
  if (version > newest) {
    throw new UserError(
      'store_newer',
      `the store ${options.path} has schema ${version}; this program knows ${newest}`,
      'update touchline, or restore a backup',
      1,
    );
  }
  if (version > 0) backUp(db, options.path, version);
  for (const migration of MIGRATIONS) {
    if (migration.number > version) apply(db, migration, options);
  }
}

/** SHA-256 of a migration's statements: kept in the store and in a test, so that a released one is never edited. */
export function checksumOf(migration: Migration): string {
  return createHash('sha256').update(statementsOf(migration).join(';\n')).digest('hex');
}

function statementsOf({ statements, sqlite = [] }: Migration): readonly string[] {
  return [...statements, ...sqlite];
}

/** Before anything is written to it: a file of another program is left as it was, whatever version it says it has. */
export function assertOurs(db: Database.Database, { path }: Pick<Options, 'path'>): void {
  if (Number(db.pragma('application_id', { simple: true })) === APPLICATION_ID) return;
  const tables = Number(db.prepare(`SELECT count(*) FROM sqlite_schema`).pluck().get());
  const version = Number(db.pragma('user_version', { simple: true }));
  if (tables > 0 || version > 0) {
    throw new UserError('not_a_store', `${path} is a database of another program`, null, 1);
  }
}

function inSqlite(statement: string): string {
  return statement
    .replaceAll('{strict}', 'STRICT')
    .replaceAll('{clustered}', 'STRICT, WITHOUT ROWID')
    .replaceAll('{blob}', 'BLOB');
}

function backUp(db: Database.Database, path: string, version: number): void {
  if (path === ':memory:') return;
  const backup = `${path}.backup-v${version}`;
  const part = `${backup}.part`;
  // Left by a start that was killed here; SQLite does not write over a file.
  rmSync(part, { force: true });
  db.prepare('VACUUM INTO ?').run(part);
  chmodSync(part, 0o600);
  renameSync(part, backup);
}

function apply(db: Database.Database, migration: Migration, { nowMs, randomHex }: Options): void {
  db.exec('BEGIN EXCLUSIVE');
  try {
    // Another process may have migrated while this one waited for the lock.
    if (Number(db.pragma('user_version', { simple: true })) < migration.number) {
      for (const statement of statementsOf(migration)) {
        db.exec(inSqlite(statement));
      }
      if (migration.fill !== undefined) drive(db, migration.fill());
      for (const trigger of SQLITE_TRIGGERS) db.exec(trigger);
      if (migration.number === 1) {
        db.pragma(`application_id = ${APPLICATION_ID}`);
        const add = db.prepare(`INSERT INTO meta (name, value) VALUES (?, ?)`);
        add.run('store_id', randomHex());
        add.run('instance_key', randomHex());
      }
      db.prepare(`INSERT INTO meta (name, value) VALUES (?, ?)`).run(
        `migration_${migration.number}`,
        JSON.stringify({ checksum: checksumOf(migration), at_ms: nowMs }),
      );
      db.pragma(`user_version = ${migration.number}`);
    }
    db.exec('COMMIT');
  } catch (cause) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw cause;
  }
}

function drive(db: Database.Database, command: Command<void>): void {
  let step = command.next();
  while (step.done !== true) {
    const { sql, params, rows } = step.value;
    const statement = db.prepare(sql);
    step = command.next(
      rows ? (statement.all(...params) as SqlRow[]) : statement.run(...params).changes,
    );
  }
}
