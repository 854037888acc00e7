/** A long list into an empty store is written in another order than it comes; what is there afterwards is the same. */
import { expect, test } from 'vitest';
import { at } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const NOW = at('2026-03-02T08:00');

test('everybody of it is found by account and by key, and the index of accounts is there again', async () => {
  const world = new World({ nowMs: NOW });
  const rows = Array.from({ length: 10_100 }, (_, row) => `p${row}@c${row % 2_000}.test`);
  const text = ['email', ...rows, rows[3]].join('\n');
  const indexes = () =>
    world.stores.db
      .prepare(`SELECT sql FROM sqlite_schema WHERE type = 'index' ORDER BY name`)
      .all();
  const before = indexes();
  const { counts } = await importText(world.stores, text, { nowMs: NOW });
  expect(counts).toMatchObject({ rows: 10_101, created: 10_100, unchanged: 1 });
  expect(indexes()).toEqual(before);
  const { people } = world.stores;
  expect(await people.ofAccount('c7.test', 9)).toHaveLength(6);
  expect(await people.byIdentity('email', rows.at(-1)!)).toMatchObject({ id: 'p10100' });
  expect(await world.broken()).toEqual([]);
  world.stores.close();
});
