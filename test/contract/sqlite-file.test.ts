/** What only a file can do wrong: who may read it, whose it is, a death while it is made, a disk that is full. */
import {
  chmodSync,
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
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/sql/migrations/migrations.ts';
import { STATEMENTS, type Command } from '../../src/store/sql/statement.ts';
import { inWords } from '../../src/store/sqlite/failures.ts';
import { FileJournal } from '../../src/store/sqlite/file-journal.ts';
import { SqliteRunnerLock } from '../../src/store/sqlite/runner-lock.ts';
import { SqliteExecutor } from '../../src/store/sqlite/sqlite-executor.ts';
import { SuppressionKey } from '../../src/store/sqlite/suppression-key.ts';
import { reconcileJournal } from '../../src/runner/sending/recovery.ts';
import { unprivileged } from '../support/cli/unprivileged.ts';
import { child, freshPaths, openFile } from './store-files.ts';
import { NOW } from './store-story.ts';

const fresh = freshPaths();
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('a file', () => {
  test('that is damaged in its middle says so where it is read', async () => {
    const path = fresh();
    const store = openFile(path);
    const page = Number(store.db.pragma('page_size', { simple: true }));
    const root = store.db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'prospect'");
    const from = (Number(root.pluck().get()) - 1) * page;
    store.close();
    writeFileSync(path, readFileSync(path).fill(0xff, from, from + page));
    const damaged = openFile(path);
    const told = expect.objectContaining({ code: 'store_damaged', exitCode: 1 });
    const everybody = { list: null, after: null, limit: 1 };
    await expect(damaged.people.list(everybody)).rejects.toEqual(told);
    await expect(damaged.people.list(everybody)).rejects.toEqual(told);
    damaged.close();
  });

  test('is opened the way the promises need it', () => {
    const store = openFile(fresh());
    const pragma = (name: string): unknown => store.db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('wal_autocheckpoint')).toBe(16_000);
    expect(pragma('user_version')).toBe(MIGRATIONS.at(-1)!.number);
    store.close();
  });

  test('is kept in less memory while a statement needs it, and as before after it', async () => {
    const path = fresh();
    const store = openFile(path);
    const executor = new SqliteExecutor(store.db, new SuppressionKey(path, () => ''));
    const asked = { sql: 'SELECT cache_size FROM pragma_cache_size', params: [], rows: true };
    const sizes = await executor.hold(async (ask) => ({
      keep: false,
      result: await ask(
        (function* (): Command<unknown> {
          return [yield asked, yield { ...asked, needsMemory: true }, yield asked];
        })(),
      ),
    }));
    const size = (kibibytes: number): unknown => [{ cache_size: -kibibytes }];
    expect(sizes).toEqual([size(49_152), size(2_048), size(49_152)]);
    expect(store.db.pragma('cache_size')).toEqual(size(16_384));
    store.close();
  });

  test('has strict tables only', () => {
    const store = openFile(fresh());
    const loose = store.db.prepare(
      `SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    );
    expect(loose.all()).toEqual([]);
    store.close();
  });

  test('is for the eyes of its owner, with all that lies beside it', async () => {
    const path = fresh();
    const store = openFile(path);
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
    expect(() => openFile(fresh(), false)).toThrow(
      expect.objectContaining({ code: 'store_missing' }),
    );
  });

  test('of a newer program is refused', () => {
    const path = fresh();
    const store = openFile(path);
    store.db.pragma('user_version = 99');
    store.close();
    expect(() => openFile(path)).toThrow(expect.objectContaining({ code: 'store_newer' }));
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
      expect(() => openFile(path)).toThrow(expect.objectContaining({ code: 'not_a_store' }));
      expect(readFileSync(path).equals(before)).toBe(true);
    },
  );

  test.each([
    ['no database', (path: string) => writeFileSync(path, 'name,email\n'.repeat(400))],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('that is %s is refused in words', (_, make) => {
    const path = fresh();
    make(path);
    expect(() => openFile(path)).toThrow(expect.objectContaining({ code: 'store_unusable' }));
  });

  test.each([
    ['in a folder that is missing', 'missing/a.db'],
    ['that would be new in a folder that may not be written to', 'locked/new.db'],
    ['in a folder that may not be written to', 'locked/old.db'],
  ])('%s is refused with the way out, and left as it was', async (_, name) => {
    const locked = mkdtempSync(join(tmpdir(), 'touchline-locked-'));
    mkdirSync(join(locked, 'locked'));
    openFile(join(locked, 'locked/old.db')).close();
    const rights = [
      [locked, 0o755],
      [join(locked, 'locked/old.db'), 0o444],
      [join(locked, 'locked'), 0o555],
    ] as const;
    for (const [path, mode] of rights) chmodSync(path, mode);
    const before = readdirSync(join(locked, 'locked'));
    await unprivileged(async () => {
      expect(() => openFile(join(locked, name))).toThrow(
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
    `count(DISTINCT coalesce(s.details ->> 'touchId'`,
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
    'in whose thread somebody answered is found without reading other mail',
    'i.prospect_id FROM inbound i',
    ['pia@desk.example'],
    'SEARCH i USING INDEX inbound_writer (sender=?)',
  ],
  [
    'whether another mailbox got a message is found without reading what is nobody’s',
    'JOIN inbound twin',
    [1],
    'SEARCH twin USING INDEX sqlite_autoindex_inbound_1 (source=? AND identity=?)',
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
  [
    'how many are held by any rule is counted without reading each enrollment',
    'count(DISTINCT prospect_id + 0)',
    [],
    'SEARCH enrollment USING COVERING INDEX enrollment_held (held_by>?)',
  ],
  [
    'the next lane is found without reading who waits in the last',
    'SELECT min(lane) AS lane FROM (',
    ['anna', 'anna'],
    'SEARCH enrollment USING COVERING INDEX enrollment_due (lane>?)',
  ],
  [
    'enrollments are counted by status without reading them',
    'count(*) AS number FROM enrollment GROUP BY sequence, status',
    [],
    'SCAN enrollment USING COVERING INDEX enrollment_sequence',
  ],
  [
    'what failed is found without reading who is held by something else',
    'SELECT sequence, prospect_id, holds',
    [],
    'SEARCH enrollment USING INDEX enrollment_held (held_by=?)',
  ],
  [
    'what is uncertain is counted without reading every touch',
    'SELECT count(*) AS number FROM touch t',
    [],
    'SEARCH t USING COVERING INDEX touch_sending (status=?)',
  ],
])('%s', (_, part, values, search) => {
  const store = openFile(fresh());
  const asked = STATEMENTS.find((text) => text.includes(part))!;
  const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${asked}`).all(...values) as {
    readonly detail: string;
  }[];
  expect(plan.map((each) => each.detail)).toContain(search);
  store.close();
});

describe('a full disk', () => {
  test.each(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'])('is named when SQLite says %s', (code) => {
    const said = inWords(new Database.SqliteError('disk I/O error', code));
    expect(said).toMatchObject({ code: 'disk_full', exitCode: 1 });
  });

  test('refuses the write that does not fit, keeps every one that was promised, and stays readable', async () => {
    const path = fresh();
    openFile(path).close();
    const filled = child('ulimit -f 400;', 'fill', path);
    const promised = Number(/promised (\d+)/.exec(String(filled.stdout))?.[1]);
    expect(promised).toBeGreaterThan(0);
    expect(String(filled.stdout)).toContain('refused');
    const store = openFile(path);
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
    const store = openFile(fresh());
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
