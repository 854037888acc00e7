/** Rows that say what is known, letter for letter, are not read again; what they mean stays the same. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { at } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import type { ImportStore } from '../../../src/ports/import-store.ts';
import { World } from '../../support/world/world.ts';

const NOW = at('2026-03-02T08:00');
const ADA = 'email,title\nada@kern.example,CTO\n';

test('what a newer list repeats is newer: one from between does not change it', async () => {
  const world = new World({ nowMs: NOW });
  const told = async (text: string, daysAgo: number) => {
    const asOfMs = NOW - daysAgo * DAY_MS;
    return (await importText(world.stores, text, { asOfMs, nowMs: NOW })).counts;
  };
  expect(await told(ADA, 30)).toMatchObject({ created: 1 });
  expect(await told(ADA, 10)).toMatchObject({ unchanged: 1 });
  expect(await told('email,title\nada@kern.example,COO\n', 20)).toMatchObject({ unchanged: 1 });
  expect((await world.stores.people.byId('p1'))?.title).toBe('CTO');
  expect(await told('email,title\nada@kern.example,CEO\n', 5)).toMatchObject({ updated: 1 });
  expect((await world.stores.people.byId('p1'))?.title).toBe('CEO');
  world.stores.close();
});

test('two lines about one person are one, in one portion of a list and portions apart', async () => {
  const world = new World({ nowMs: NOW });
  const others = Array.from({ length: 2_100 }, (_, row) => `p${row}@kern.example,CTO`);
  const lines = ['p7@kern.example,CTO', ...others, 'p0@kern.example,CTO', 'p1@kern.example,CEO'];
  const text = `email,title\n${lines.join('\n')}\n`;
  const { counts } = await importText(world.stores, text, { nowMs: NOW });
  expect(counts).toMatchObject({ rows: 2_103, created: 2_100, unchanged: 2, updated: 1 });
  expect((await world.stores.people.byIdentity('email', 'p1@kern.example'))?.title).toBe('CEO');
  world.stores.close();
});

/** How many keys are looked up while a list comes in. */
function counting(imports: ImportStore, onKeys: (count: number) => void): ImportStore {
  return {
    ...imports,
    importing: (order, work) =>
      imports.importing(order, (open) => {
        const owners: typeof open.owners = (hashes) => {
          onKeys(hashes.length);
          return open.owners(hashes);
        };
        return work({ ...open, owners });
      }),
  };
}

test('the same list again looks up one key of each row that says what is known, and all of one that does not', async () => {
  const world = new World({ nowMs: NOW });
  const lines = Array.from({ length: 20 }, (_, row) => `p${row}@kern.example,in/p${row},C${row}`);
  const text = `email,linkedin_url,external_id\n${lines.join('\n')}\n`;
  await importText(world.stores, text, { nowMs: NOW });
  let keys = 0;
  const stores = {
    ...world.stores,
    imports: counting(world.stores.imports, (count) => (keys += count)),
  };
  const again = async () => {
    keys = 0;
    return (await importText(stores, text, { nowMs: NOW })).counts;
  };
  expect(await again()).toMatchObject({ unchanged: 20 });
  expect(keys).toBe(20);
  await importText(world.stores, 'email,title\np7@kern.example,CTO\n', { nowMs: NOW });
  expect(await again()).toMatchObject({ unchanged: 20 });
  expect(keys).toBe(22);
  world.stores.close();
});
