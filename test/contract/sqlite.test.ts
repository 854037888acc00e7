import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { STATEMENTS } from '../../src/store/sql/statement.ts';
import { openSqlite, type SqliteStores } from '../../src/store/sqlite/open.ts';
import { emptyStore } from '../support/world/empty-store.ts';
import { describeEngineStore } from './engine-store.contract.ts';
import { describeHearingStore } from './hearing.contract.ts';
import { describeHolidayStore } from './holiday-store.contract.ts';
import { NOW } from './store-story.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchline-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS = { create: true, nowMs: NOW, randomHex: () => '00ff' };
const migrated = (): SqliteStores => openSqlite(':memory:', OPTIONS);

/** As the migrations leave it; what they do is asked in `migrations.test.ts`. */
const inMemory = (): SqliteStores => openSqlite(':memory:', { ...OPTIONS, image: emptyStore() });

function onFile(): SqliteStores {
  const path = join(folder, `${(files += 1)}.db`);
  writeFileSync(path, emptyStore());
  return openSqlite(path, OPTIONS);
}

/** Every invariant holds. */
async function verified({ invariants }: SqliteStores): Promise<void> {
  const checks = await invariants.verify();
  const broken = checks.flatMap(({ check, broken: ids }) => ids.map((id) => `${check} ${id}`));
  expect(broken).toEqual([]);
}

describeEngineStore('SQLite in memory', inMemory, verified);
describeEngineStore('SQLite on a file', onFile, verified);
describeHearingStore('SQLite', inMemory);
describeHolidayStore('SQLite', migrated);

test('every statement of the program is one that SQLite understands', () => {
  const store = migrated();
  expect(STATEMENTS.length).toBeGreaterThan(80);
  for (const statement of STATEMENTS)
    expect(() => store.db.prepare(statement), statement).not.toThrow();
  store.close();
});
