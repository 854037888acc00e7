/** What only a file can do wrong: who may read it, whose it is, a death while it is made, a disk that is full. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { VIEWS } from '../../src/store/sql/views.ts';
import { MIGRATIONS } from '../../src/store/sql/migrations/migrations.ts';
import { STATEMENTS } from '../../src/store/sql/statement.ts';
import { inWords } from '../../src/store/sqlite/failures.ts';
import { FileJournal } from '../../src/store/sqlite/file-journal.ts';
import { checksumOf } from '../../src/store/sqlite/migrate.ts';
import { openSqlite, type SqliteStores } from '../../src/store/sqlite/open.ts';
import { SqliteRunnerLock } from '../../src/store/sqlite/runner-lock.ts';
import { reconcileJournal } from '../../src/runner/sending/recovery.ts';
import { unprivileged } from '../support/cli/unprivileged.ts';
import { NOW, peopled } from './store-story.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchline-file-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fresh = (): string => join(folder, `${(files += 1)}.db`);
const open = (path: string, create = true): SqliteStores =>
  openSqlite(path, { create, nowMs: NOW, randomHex: () => 'ab12' });
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const CHILD = fileURLToPath(new URL('../support/processes/store-child.ts', import.meta.url));
const TSX = fileURLToPath(import.meta.resolve('tsx'));

/** Another process; `limit` is a line of bash in front of it. */
function child(limit: string, ...args: string[]): ReturnType<typeof spawnSync> {
  const command = `${limit} exec "$0" --import "file://$1" "\${@:2}"`;
  return spawnSync('bash', ['-c', command, process.execPath, TSX, CHILD, ...args], {
    encoding: 'utf8',
  });
}

describe('a file', () => {
  test('that is damaged in its middle says so where it is read', async () => {
    const path = fresh();
    const store = open(path);
    const page = Number(store.db.pragma('page_size', { simple: true }));
    const root = store.db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'prospect'");
    const from = (Number(root.pluck().get()) - 1) * page;
    store.close();
    writeFileSync(path, readFileSync(path).fill(0xff, from, from + page));
    const damaged = open(path);
    const told = expect.objectContaining({ code: 'store_damaged', exitCode: 1 });
    await expect(damaged.history.counts()).rejects.toEqual(told);
    await expect(damaged.history.counts()).rejects.toEqual(told);
    damaged.close();
  });

  test('is opened the way the promises need it', () => {
    const store = open(fresh());
    const pragma = (name: string): unknown => store.db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('wal_autocheckpoint')).toBe(16_000);
    expect(pragma('user_version')).toBe(MIGRATIONS.at(-1)!.number);
    store.close();
  });

  test('has strict tables only', () => {
    const store = open(fresh());
    const loose = store.db.prepare(
      `SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    );
    expect(loose.all()).toEqual([]);
    store.close();
  });

  test('is for the eyes of its owner, with all that lies beside it', async () => {
    const path = fresh();
    const store = open(path);
    await store.inbound.heard('anna', NOW);
    const journal = new FileJournal(path, 'ab12');
    await journal.append(1, 'e1.intro.1');
    const held = await new SqliteRunnerLock(path).acquire();
    for (const beside of ['', '-wal', '-shm', '.journal', '.lock']) {
      expect([beside, modeOf(`${path}${beside}`)]).toEqual([beside, '600']);
    }
    await held!.release();
    await journal.close();
    store.close();
  });

  test('that is missing is made only where it may be', () => {
    expect(() => open(fresh(), false)).toThrow(expect.objectContaining({ code: 'store_missing' }));
  });

  test('of a newer program is refused', () => {
    const path = fresh();
    const store = open(path);
    store.db.pragma('user_version = 99');
    store.close();
    expect(() => open(path)).toThrow(expect.objectContaining({ code: 'store_newer' }));
  });

  test.each([0, 1, 99])(
    'of another program, at its version %i, is refused and left as it was',
    (version) => {
      const path = fresh();
      const foreign = new Database(path);
      foreign.exec('CREATE TABLE recipe (name TEXT)');
      foreign.pragma(`user_version = ${version}`);
      foreign.close();
      const before = readFileSync(path);
      expect(() => open(path)).toThrow(expect.objectContaining({ code: 'not_a_store' }));
      expect(readFileSync(path).equals(before)).toBe(true);
    },
  );

  test.each([
    ['no database', (path: string) => writeFileSync(path, 'name,email\n'.repeat(400))],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('that is %s is refused in words', (_, make) => {
    const path = fresh();
    make(path);
    expect(() => open(path)).toThrow(expect.objectContaining({ code: 'store_unusable' }));
  });

  test.each([
    ['in a folder that is missing', 'missing/a.db'],
    ['that would be new in a folder that may not be written to', 'locked/new.db'],
    ['in a folder that may not be written to', 'locked/old.db'],
  ])('%s is refused with the way out, and left as it was', async (_, name) => {
    const locked = mkdtempSync(join(tmpdir(), 'touchline-locked-'));
    mkdirSync(join(locked, 'locked'));
    open(join(locked, 'locked/old.db')).close();
    const rights = [
      [locked, 0o755],
      [join(locked, 'locked/old.db'), 0o444],
      [join(locked, 'locked'), 0o555],
    ] as const;
    for (const [path, mode] of rights) chmodSync(path, mode);
    const before = readdirSync(join(locked, 'locked'));
    await unprivileged(async () => {
      expect(() => open(join(locked, name))).toThrow(
        expect.objectContaining({ code: 'store_unusable', hint: expect.any(String) }),
      );
    });
    expect(readdirSync(join(locked, 'locked'))).toEqual(before);
    chmodSync(join(locked, 'locked'), 0o700);
    rmSync(locked, { recursive: true });
  });
});

test.each([
  [
    'the breaker finds the bounces of a week without reading every signal',
    'count(DISTINCT s.id)',
    ['anna', 1, 1],
    'SEARCH s USING INDEX signal_kind (kind=? AND at_ms>?)',
  ],
  [
    'the next planned touch is found without reading all that the mailbox ever sent',
    'min(t.not_before_ms)',
    ['anna'],
    'SEARCH t USING INDEX touch_planned (mailbox=? AND rank=?)',
  ],
  [
    'whether a company has a meeting is found without reading the meetings of all others',
    `s.kind = 'meeting_booked'`,
    ['acme.example'],
    'SEARCH s USING INDEX signal_prospect (prospect_id=? AND kind=?)',
  ],
  [
    'who is due is claimed without reading a page of each enrollment',
    'WHERE e.lane = ? AND e.rank = ? AND e.due_at_ms <= ?',
    ['anna', 1, 1, 1],
    'SEARCH e USING COVERING INDEX enrollment_due (lane=? AND rank=? AND due_at_ms<?)',
  ],
  [
    'who is held is counted without reading anybody else',
    'count(DISTINCT prospect_id) AS people FROM enrollment WHERE held_by IS NOT NULL\n  GROUP BY',
    [],
    'SEARCH enrollment USING COVERING INDEX enrollment_held (held_by>?)',
  ],
  [
    'who is held by a rule is found without reading anybody else',
    'SELECT DISTINCT prospect_id FROM enrollment WHERE held_by = ?',
    ['by_rep', 0, 1],
    'SEARCH enrollment USING COVERING INDEX enrollment_held (held_by=? AND prospect_id>?)',
  ],
])('%s', (_, part, values, search) => {
  const store = open(fresh());
  const asked = STATEMENTS.find((text) => text.includes(part))!;
  const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${asked}`).all(...values) as {
    readonly detail: string;
  }[];
  expect(plan.map((each) => each.detail)).toContain(search);
  store.close();
});

describe('migrations', () => {
  test('that were released are never edited', () => {
    const kept = MIGRATIONS.map((each) => `${each.number} ${each.name} ${checksumOf(each)}`);
    expect(kept).toMatchInlineSnapshot(`
      [
        "1 the main job d1114373f2fce5fda3caaa1c41ee8127c76d4c484e2fec4f846affa349038f22",
        "2 attachments afd3eb737484648c68da328427a8c0688d234a9eb22549e666033b2c4e935e1b",
        "3 public holidays 80d049f40e96f683065c342b9a377fb89f23b71ffd85cb6985859aec1db17ba9",
        "4 moves between versions fcea5672af85d45a570cd1b7a85d3c02e9aead2a0059a7dd5ca44b2a08217de2",
        "5 when it was put off, and within what it left fdad3d4d99fb8068f7f0a9c55ff26447f9cdd5b22e38a57740681479c858bb28",
        "6 a source that was asked for one person alone e19be428cff634b2529ec3357f0cc5320f964b0cc932535eae1bc558bb295be5",
        "7 claims read from the index a383b193dd0d989f44d280883725e6408cbf37d22eb8bd7a53d0094c9e6f8c6b",
        "8 consent, and lists that bind calls fb99bf67d6c698d6dca01b362a48c4d0b265fcbd551d1200882bf52937ec9887",
        "9 who is who 7c618090ccfbe9bc1bf5fd2f45222f2be94ba73ebb579ee689aec3a7543f63b7",
        "10 who has not begun, and whose person was written anew 4b016a8883aae278e481df4faf301a8d55e90b6ece1c7a6a8e695709491edfff",
        "11 privacy 1ddb16d5e52225ed161cb34d1c2c354a28552fbe2f6e7b7ba824773271402a69",
        "12 search and views 23df41af8b5a158b1b5f078b94264ec4c1e19aa679c9f13ddd49339bc2c4dd4a",
        "13 other names of accounts b9b6b46a07b4df3ead78b762f9d5bc0bdca1c798d8a585925901a9204463b04e",
        "14 who was handed over by what 1c34c67d9dd88cd0d06193d815dda6b8f186b7caa9c6252f04ca1fffb4dd7138",
        "15 no trigger for who is new 4f67c0e35f90b9daefc316b925af046dd2c7cb1a8f1243bf23e77b17c228c4e9",
        "16 who is held, and by which rule 7ac68700d49e700fdc04b6672c2ffd0c9a1c63047b8990113ac10b483f4c694d",
      ]
    `);
  });

  test('leave their checksums in the store', () => {
    const store = open(fresh());
    const value = store.db
      .prepare(`SELECT value FROM meta WHERE name = 'migration_1'`)
      .pluck()
      .get();
    expect(JSON.parse(String(value))).toEqual({ checksum: checksumOf(MIGRATIONS[0]!), at_ms: NOW });
    store.close();
  });

  /** A store with people, as the first version left it. */
  async function first(): Promise<string> {
    const path = fresh();
    const newer = open(path);
    await peopled(() => newer);
    for (const undo of [
      // Somebody is held, and nothing beside their wait says so.
      `UPDATE enrollment SET waiting = json_set(waiting, '$.rule', 'eu_email_consent') WHERE json_extract(waiting, '$.for') = 'time'`,
      `DROP INDEX enrollment_held`,
      `ALTER TABLE enrollment DROP COLUMN held_by`,
      ...VIEWS.map(({ name }) => `DROP VIEW ${name}`),
      ...['changed', 'gone'].map((name) => `DROP TRIGGER person_text_${name}`),
      `DROP TABLE person_text`,
      `DROP TABLE person_text_due`,
      `DELETE FROM counter WHERE name = 'last_indexed'`,
      `DROP INDEX enrollment_due`,
      `CREATE INDEX enrollment_due ON enrollment (lane, rank, due_at_ms) WHERE due_at_ms IS NOT NULL`,
      `DROP TABLE holiday`,
      `DROP TABLE holiday_year`,
      `DROP TABLE asset`,
      `DROP TABLE applied_plan`,
      `ALTER TABLE enrollment DROP COLUMN earlier`,
      `ALTER TABLE enrollment DROP COLUMN moved_after_signal`,
      `ALTER TABLE enrollment DROP COLUMN handed_over_from`,
      `ALTER TABLE touch DROP COLUMN window_ends_at_ms`,
      `ALTER TABLE touch DROP COLUMN opened_below`,
      `ALTER TABLE task DROP COLUMN snoozed_at_ms`,
      `ALTER TABLE mailbox DROP COLUMN rested_at_ms`,
      `DROP TABLE changed_start`,
      `DROP TABLE person_heard`,
      `DROP TABLE consent`,
      `DROP TABLE call_list`,
      `DROP TABLE call_number`,
      `DELETE FROM counter WHERE name = 'consent_epoch'`,
      `DROP TABLE link_key`,
      `CREATE TABLE identity (kind TEXT NOT NULL, value TEXT NOT NULL, prospect_id INTEGER NOT NULL, PRIMARY KEY (kind, value))`,
      `ALTER TABLE prospect DROP COLUMN source_at_ms`,
      `ALTER TABLE prospect DROP COLUMN source_order`,
      `ALTER TABLE prospect DROP COLUMN source_times`,
      `ALTER TABLE list_member DROP COLUMN import_id`,
      `DROP INDEX list_member_person`,
      ...['options', 'list', 'first_prospect_id', 'last_prospect_id', 'undone_at_ms'].map(
        (column) => `ALTER TABLE import DROP COLUMN ${column}`,
      ),
      `DROP TABLE import_change`,
      `DROP TABLE merge`,
      `DROP TABLE dismissed_duplicate`,
      `DROP TABLE account_alias`,
      ...['erased', 'erasure', 'written_file', 'privacy_record'].map(
        (table) => `DROP TABLE ${table}`,
      ),
      `DROP INDEX suppression_pattern`,
      `DELETE FROM counter WHERE name NOT IN ('intent', 'suppression_epoch')`,
      `DELETE FROM meta WHERE name LIKE 'migration_%' AND name <> 'migration_1'`,
    ]) {
      newer.db.exec(undo);
    }
    newer.db.pragma('user_version = 1');
    newer.close();
    return path;
  }

  test('of a file of the first: it is used as it is, and the old file is kept', async () => {
    const path = await first();
    const store = open(path);
    expect(await store.holidays.inUse()).toEqual([{ country: 'DE', prospectId: 'p1' }]);
    expect(existsSync(`${path}.backup-v1`)).toBe(true);
    // Whom it knew is found by what they are known by.
    expect((await store.invariants.verify()).flatMap((each) => each.broken)).toEqual([]);
    expect(await store.history.held()).toEqual({
      people: 3,
      byRule: [{ rule: 'eu_email_consent', people: 3 }],
    });
    store.close();
  });

  test.each(['.backup-v1', '.backup-v1.part'])(
    'begin again after a death that left %s behind',
    async (left) => {
      const path = await first();
      writeFileSync(`${path}${left}`, 'half of a copy');
      open(path).close();
      const backup = new Database(`${path}.backup-v1`, { readonly: true });
      expect(backup.pragma('user_version', { simple: true })).toBe(1);
      expect(backup.pragma('integrity_check', { simple: true })).toBe('ok');
      backup.close();
      expect(existsSync(`${path}.backup-v1.part`)).toBe(false);
    },
  );

  test('survive a kill in the middle: the next start does them again from the beginning', async () => {
    const path = fresh();
    expect(child('', 'die-migrating', path).signal).toBe('SIGKILL');
    const store = open(path);
    expect((await store.invariants.verify()).flatMap((each) => each.broken)).toEqual([]);
    expect((await store.runner.identity()).storeId).toBe('ab12');
    store.close();
  });
});

describe('a full disk', () => {
  test.each(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'])('is named when SQLite says %s', (code) => {
    const said = inWords(new Database.SqliteError('disk I/O error', code));
    expect(said).toMatchObject({ code: 'disk_full', exitCode: 1 });
  });

  test('refuses the write that does not fit, keeps every one that was promised, and stays readable', async () => {
    const path = fresh();
    open(path).close();
    const filled = child('ulimit -f 400;', 'fill', path);
    const promised = Number(/promised (\d+)/.exec(String(filled.stdout))?.[1]);
    expect(promised).toBeGreaterThan(0);
    expect(String(filled.stdout)).toContain('refused');
    const store = open(path);
    const cursors = await store.inbound.cursors('anna');
    expect(cursors.length).toBeGreaterThanOrEqual(promised);
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
    store.close();
  });
});

describe("the runner's lock", () => {
  test('is held by one, refused to the next, and free again when it is released', async () => {
    const path = fresh();
    const held = await new SqliteRunnerLock(path).acquire();
    expect(await new SqliteRunnerLock(path).acquire()).toBeNull();
    expect(String(child('', 'lock', path).stdout)).toContain('refused');
    await held!.release();
    expect(String(child('', 'lock', path).stdout)).toContain('held');
    const again = await new SqliteRunnerLock(path).acquire();
    expect(again).not.toBeNull();
    await again!.release();
  });

  test('that can not be written says so: it is no fault of ours', async () => {
    const path = fresh();
    mkdirSync(`${path}.lock`);
    await expect(new SqliteRunnerLock(path).acquire()).rejects.toMatchObject({
      code: 'store_read_only',
      exitCode: 1,
    });
  });

  test('that is something else is named, and the store is not called damaged', async () => {
    const path = fresh();
    writeFileSync(`${path}.lock`, 'what an editor left here'.repeat(9));
    await expect(new SqliteRunnerLock(path).acquire()).rejects.toMatchObject({
      code: 'bad_lock',
      message: expect.stringContaining(`${path}.lock`),
    });
  });

  test('is free at once when its holder is killed', async () => {
    const path = fresh();
    expect(child('', 'die-holding', path).signal).toBe('SIGKILL');
    const held = await new SqliteRunnerLock(path).acquire();
    expect(held).not.toBeNull();
    await held!.release();
  });
});

describe('the journal', () => {
  const journalOf = async (text: string): Promise<FileJournal> => {
    const path = fresh();
    writeFileSync(`${path}.journal`, text);
    return new FileJournal(path, 'ab12');
  };
  const line = (intent: number, store = 'ab12'): string => `${store} ${intent} ${'0'.repeat(16)}\n`;

  test.each([
    ['nothing yet', '', 0],
    ['the last line of this store', `${line(1)}${line(2)}${line(9, 'ff00')}`, 2],
    ['a last line that a power cut left half-written', `${line(1)}${line(2)}ab12 3 00`, 2],
    ['a half-written line that a later one followed', `${line(1)}ab12 7 00\n${line(2)}`, 2],
  ])('knows %s', async (_, text, last) => {
    const journal = await journalOf(text);
    expect(await journal.last()).toBe(last);
    await journal.close();
  });

  test('what is appended after a half-written line is a line of its own', async () => {
    const journal = await journalOf(`${line(1)}ab12 2 00`);
    await Promise.all([journal.append(2, 'e1.intro.1'), journal.append(3, 'e2.intro.1')]);
    expect(await journal.last()).toBe(3);
    await journal.close();
  });

  test('that can not be opened ends the run in words', async () => {
    const path = fresh();
    mkdirSync(`${path}.journal`);
    const unusable = { code: 'journal_unusable', exitCode: 1, hint: expect.any(String) };
    await expect(new FileJournal(path, 'ab12').last()).rejects.toMatchObject(unusable);
    await expect(new FileJournal(path, 'ab12').append(1, 'e1.intro.1')).rejects.toMatchObject(
      unusable,
    );
  });

  test('behind the store it catches up; ahead of it nothing is sent', async () => {
    const store = open(fresh());
    store.db.exec(`UPDATE counter SET value = 2 WHERE name = 'intent'`);
    const ahead = await journalOf(`${line(1)}${line(2)}${line(3)}`);
    const refused = reconcileJournal({ state: store.runner, journal: ahead });
    await expect(refused).rejects.toMatchObject({ code: 'store_restored' });
    const level = await journalOf(`${line(1)}${line(2)}`);
    await reconcileJournal({ state: store.runner, journal: level });
    expect(await level.last()).toBe(2);
    store.close();
  });
});
