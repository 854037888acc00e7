/** Who opted out by the column of another tool's list is on record, whatever list comes first and whatever is newer. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { undoImport } from '../../../src/usecases/imports/undo-import.ts';
import { at } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const NOW = at('2026-03-02T08:00');
const CRM =
  'Email,Contact ID,Account Name,Email Opt Out,Do Not Call\nada@kern.example,7,Kern,1,0\n';
const TOOL = 'Email,Title,Do Not Call,Email Opt Out\nada@kern.example,CTO,false,false\n';

/** What is on record of the one person whom the lists make. */
async function saidAfter(
  ...lists: readonly (readonly [text: string, daysAgo: number])[]
): Promise<readonly unknown[]> {
  const world = new World({ nowMs: NOW });
  for (const [text, daysAgo] of lists)
    await importText(world.stores, text, { asOfMs: NOW - daysAgo * DAY_MS, nowMs: NOW });
  const said = await world.stores.consents.consentsOf('p1');
  world.stores.close();
  return said;
}

test('an opt-out of one list counts whatever a list of another tool says, and whichever is newer or came first', async () => {
  const optedOut = [{ kind: 'withdrawn', channel: 'email', evidence: 'email_opt_out: 1' }];
  expect(await saidAfter([CRM, 1])).toMatchObject(optedOut);
  expect(await saidAfter([CRM, 9], [TOOL, 1])).toMatchObject(optedOut);
  expect(await saidAfter([TOOL, 9], [CRM, 1])).toMatchObject(optedOut);
  expect(await saidAfter([TOOL, 1], [CRM, 9])).toMatchObject(optedOut);
  expect(await saidAfter([TOOL, 1])).toEqual([]);
});

test('the same list again says it once, and undoing it takes it back', async () => {
  const world = new World({ nowMs: NOW });
  const list = () => importText(world.stores, CRM, { nowMs: NOW });
  expect((await list()).optedOut).toBe(1);
  expect((await list()).counts).toMatchObject({ unchanged: 1 });
  expect(await world.stores.consents.consentsOf('p1')).toHaveLength(1);
  await importText(world.stores, 'email,title\nada@kern.example,CTO\n', { nowMs: NOW });
  await undoImport(world.stores.imports, 'i1', { dryRun: false, stop: null }, NOW);
  expect(await world.stores.consents.consentsOf('p1')).toEqual([]);
  world.stores.close();
});
