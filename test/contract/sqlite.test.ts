import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { STATEMENTS } from '../../src/store/sql/statement.ts';
import { openSqlite, type SqliteStores } from '../../src/store/sqlite/open.ts';
import { describeEngineStore } from './engine-store.contract.ts';
import { describeHearingStore } from './hearing.contract.ts';
import { describeHolidayStore } from './holiday-store.contract.ts';
import { NOW } from './store-story.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchline-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true }));

const open = (path: string): SqliteStores =>
  openSqlite(path, { create: true, nowMs: NOW, randomHex: () => '00ff' });

/** Every invariant holds. */
async function verified({ invariants }: SqliteStores): Promise<void> {
  const checks = await invariants.verify();
  const broken = checks.flatMap(({ check, broken: ids }) => ids.map((id) => `${check} ${id}`));
  expect(broken).toEqual([]);
}

const onFile = (): SqliteStores => open(join(folder, `${(files += 1)}.db`));

describeEngineStore('SQLite in memory', () => open(':memory:'), verified);
describeEngineStore('SQLite on a file', onFile, verified);
describeHearingStore('SQLite', () => open(':memory:'));
describeHolidayStore('SQLite', () => open(':memory:'));

test('every statement of the program is one that SQLite understands', () => {
  const store = open(':memory:');
  expect(STATEMENTS.length).toBeGreaterThan(80);
  for (const statement of STATEMENTS)
    expect(() => store.db.prepare(statement), statement).not.toThrow();
  store.close();
});
