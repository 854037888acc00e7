/** A long list leaves indexes out while it comes in: all of them are there again when it is in. */
import { expect, test } from 'vitest';
import { at } from '../support/world/builders.ts';
import { importText } from '../support/world/lists.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

test('a long list into an empty store leaves the indexes as they were', async () => {
  const world = new World({ nowMs: MONDAY });
  const indexes = () =>
    world.stores.db
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name`)
      .pluck()
      .all();
  const before = indexes();
  const rows = Array.from({ length: 10_100 }, (_, row) => `p${row}@c${row % 99}.example,DE`);
  const text = ['email,country', ...rows, ''].join('\n');
  const { counts } = await importText(world.stores, text, { nowMs: MONDAY });
  expect(counts.created).toBe(10_100);
  expect(indexes()).toEqual(before);
  const found = world.stores.db
    .prepare(`SELECT count(*) FROM prospect INDEXED BY prospect_country WHERE country = 'DE'`)
    .pluck();
  expect(found.get()).toBe(10_100);
  world.stores.close();
});
