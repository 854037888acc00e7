import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/duration.ts';
import { undoImport } from '../../../src/usecases/people/undo-import.ts';
import { at, email, sequence } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const twoMails = sequence([email('intro'), email('bump', { wait: '3 days' })]);

test('whom a list joined by mistake is held when it is undone, whenever they were enrolled', async () => {
  const world = new World({ nowMs: MONDAY });
  const head = 'email,linkedin_url,name';
  const two = `${head}\nada@a.example,,Ada\n,in/eve,Eve\n`;
  await importText(world.stores, two, { nowMs: MONDAY });
  await importText(world.stores, `${head}\nada@a.example,in/eve,\n`, { nowMs: MONDAY });
  world.clock.set(MONDAY + DAY_MS);
  await world.enroll(twoMails, ['p1']);
  await world.run();
  expect(await world.sent()).toEqual(['e1.intro.1']);
  const how = { dryRun: false, stop: null };
  await undoImport(world.stores.imports, 'i2', how, world.clock.nowMs());
  await world.runDays(5);
  expect(await world.status('e1')).toBe('paused: suspect');
  expect(await world.sent()).toEqual(['e1.intro.1']);
  expect(await world.broken()).toEqual([]);
});
