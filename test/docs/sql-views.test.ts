/** docs/sql-views.md is a contract: its columns are those of the views, and each of its questions has an answer. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { at, email, person, sequence, task } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const page = readFileSync(new URL('../../docs/sql-views.md', import.meta.url), 'utf8');
const promised = new Map(
  [...page.matchAll(/^\| `(v_\w+)` +\|[^|]+\| `([\w ]+)` +\|$/gm)].map(([, name, columns]) => [
    name!,
    columns!.split(' '),
  ]),
);
const questions = [...page.matchAll(/^(.+[?:])\n\n```sql\n([^`]+)```/gm)].map(
  ([, words, sql]) => [words!, sql!] as const,
);
const MONDAY = at('2026-03-02T08:00');

const folder = mkdtempSync(join(tmpdir(), 'touchline-views-'));
const file = join(folder, 'touchline.db');
let open: Database.Database;

beforeAll(async () => {
  await lived();
  open = new Database(file, { readonly: true });
});
afterAll(() => {
  open.close();
  rmSync(folder, { recursive: true });
});

/** Ada answered an email, Ben has a task, Cleo is on a list and was never touched. */
async function lived(): Promise<void> {
  const world = new World({ nowMs: MONDAY, path: file });
  const ids = await world.add(
    person('ada', { tags: ['vip'], fields: { seats: '40' } }),
    person('ben', {
      identities: [
        { kind: 'email', value: 'ben@ben.example', status: 'good' },
        { kind: 'phone', value: '+4930123', status: 'bad' },
      ],
    }),
    person('cleo'),
  );
  const { stores } = world;
  await stores.lists.join('spring', ids);
  await world.enroll(sequence([email('intro')], { name: 'mails', version: 'v1' }), [ids[0]!]);
  await world.enroll(sequence([task('ring')], { name: 'rings', version: 'v2' }), [ids[1]!]);
  await world.run();
  world.clock.set(MONDAY + 60_000);
  await world.signal(ids[0]!, 'reply');
  await world.run();
  const consent = { kind: 'given', channel: null, basis: 'consent', source: 'fair' } as const;
  const times = { atMs: MONDAY, expiresAtMs: at('2026-09-01T00:00') };
  await stores.consents.addConsents(
    [{ prospectId: 'p1', evidence: null, ...consent, ...times }],
    MONDAY,
  );
  stores.close();
}

test('every view has the columns that the page promises, in that order', () => {
  const views = open
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name`)
    .pluck()
    .all();
  expect(views).toEqual([...promised.keys()].toSorted());
  for (const [name, columns] of promised) {
    const statement = open.prepare(`SELECT * FROM ${name} LIMIT 1`);
    expect(statement.columns().map((column) => column.name)).toEqual(columns);
    expect(() => statement.all()).not.toThrow();
  }
});

test.each(questions)('%s', (_, sql) => {
  expect(open.prepare(sql).all()).not.toEqual([]);
});

test('instants are written as documents write them', () => {
  expect(open.prepare(`SELECT at FROM v_signals`).pluck().get()).toBe('2026-03-02T08:01:00.000Z');
  expect(open.prepare(`SELECT email, tags FROM v_people WHERE person = 'p1'`).get()).toEqual({
    email: 'ada@ada.example',
    tags: '["vip"]',
  });
});

test('a view can be asked while the store is open for writing', () => {
  const stores = openSqlite(file, { create: false, nowMs: MONDAY, randomHex: () => '' });
  expect(open.prepare(`SELECT count(*) FROM v_people`).pluck().get()).toBe(3);
  stores.close();
});
