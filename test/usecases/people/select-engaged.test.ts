/** A condition about engagement means the same people to every command, and costs nothing where it is not asked. */
import { expect, test } from 'vitest';
import type { EngagementStore } from '../../../src/ports/engagement-store.ts';
import { exportedPeople } from '../../../src/usecases/export/export-rows.ts';
import { findPeople } from '../../../src/usecases/people/find-people.ts';
import { selectPeople, type PeopleSelector } from '../../../src/usecases/people/select-people.ts';
import { at, person } from '../../support/world/builders.ts';
import { World } from '../../support/world/world.ts';

const NOW = at('2026-03-02T10:00');
const EVERYBODY: PeopleSelector = { list: null, where: [], keys: [] };
const where = (text: string) => [{ place: '--where', text }];

/** Ada booked a meeting and answered a call; Ben wrote; Cleo's own list says that she is hot. */
async function engaged(): Promise<World> {
  const world = new World({ nowMs: NOW });
  await world.add(
    person('ada', { title: 'CTO' }),
    person('ben', { title: 'CTO' }),
    person('cleo', { fields: { level: 'hot', score: '99' } }),
  );
  await world.log('p1', 'reply', { channel: 'call', atMs: NOW, details: { outcome: 'connected' } });
  await world.log('p1', 'meeting_booked', { channel: 'call', atMs: NOW });
  await world.log('p2', 'reply', { channel: 'email', atMs: NOW });
  return world;
}

/** Of what people are asked how engaged they are. */
function counting(world: World) {
  const asked: (readonly string[])[] = [];
  const engagement: EngagementStore = {
    ...world.stores.engagement,
    heardFrom: (ids) => {
      asked.push(ids);
      return world.stores.engagement.heardFrom(ids);
    },
  };
  return { stores: { ...world.stores, engagement }, asked };
}

async function idsIn(pages: AsyncIterable<readonly { readonly id: string }[]>) {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...page.map(({ id }) => id));
  return ids;
}

test.each([
  ["prospect.level == 'hot'", ['p1']],
  ["prospect.level == 'hot' or prospect.score == 20", ['p1', 'p2']],
  ["prospect.title == 'CTO' and prospect.score < 60", ['p2']],
  ["signals.meeting_booked and prospect.level == 'hot'", ['p1']],
  ['prospect.score == 0', ['p3']],
])('%s means the same to find, enroll and export', async (text, ids) => {
  const world = await engaged();
  const { stores, settings } = world;
  const written = where(text);
  const selector = { ...EVERYBODY, where: written };
  const sought = { query: null, where: written, list: null, limit: null };
  const found = await findPeople(stores, settings, sought, NOW);
  expect(found.map(({ id }) => id)).toEqual(ids);
  expect(await idsIn(selectPeople(stores, selector, settings, NOW))).toEqual(ids);
  const named = { ...selector, keys: ['p1', 'p2', 'p3'] };
  expect(await idsIn(selectPeople(stores, named, settings, NOW))).toEqual(ids);
  expect(await idsIn(exportedPeople(stores, selector, settings, NOW))).toEqual(ids);
  world.stores.close();
});

test('the candidates of a page are asked about at once, and nobody where no condition asks', async () => {
  const world = await engaged();
  const { stores, asked } = counting(world);
  const select = (text: string) =>
    idsIn(selectPeople(stores, { ...EVERYBODY, where: where(text) }, world.settings, NOW));
  await select("prospect.title == 'CTO' and signals.reply");
  expect(asked).toEqual([]);
  await select("prospect.title == 'CTO' and prospect.level == 'hot'");
  expect(asked).toEqual([['p1', 'p2']]);
  world.stores.close();
});
