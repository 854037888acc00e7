/** What is too old goes, bodies before people; who said no leaves a hash, and who is still waited for stays. */
import { expect, test } from 'vitest';
import { parseAge } from '../../../src/core/time/age.ts';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { peopleFiles } from '../../../src/cli/files/people-files.ts';
import { keepRetention } from '../../../src/usecases/privacy/keep-retention.ts';
import { keepUp } from '../../../src/usecases/privacy/keep-up.ts';
import { at, email, person, sequence, task } from '../../support/world/builders.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const RULES = { bodies: parseAge('6 months'), people: parseAge('18 months') };
const ALL = { dryRun: false, most: Infinity };
const LATER = at('2027-12-01T08:00');

/** ada was written to, ben opted out, cem waits for a task, dea for a step a year away; eli was never touched. */
async function grownOld() {
  const world = new World({ nowMs: MONDAY });
  await world.add(...['ada', 'ben', 'cem', 'dea', 'eli'].map((name) => person(name)));
  const mails = sequence([email('intro')], { name: 'mails', version: 'mails' });
  const work = sequence([task('letter')], { name: 'work', version: 'work' });
  const slow = sequence([email('intro'), email('bump', { wait: '900 days' })], {
    name: 'slow',
    version: 'slow',
  });
  await world.enroll(mails, ['p1', 'p2']);
  await world.enroll(work, ['p3']);
  await world.enroll(slow, ['p4']);
  await world.run();
  world.clock.set(MONDAY + 60_000);
  await world.log('p2', 'opt_out');
  const { erasures, privacy, retention } = world.stores;
  return { world, ports: { erasures, privacy, retention, files: peopleFiles } };
}

const there = async (world: World): Promise<string[]> =>
  (await world.stores.people.list({ list: null, after: null, limit: 9 })).map(({ id }) => id);

test('nobody goes before their time, and a dry run writes nothing', async () => {
  const { world, ports } = await grownOld();
  const soon = await keepRetention(ports, RULES, ALL, at('2026-09-01T08:00'));
  expect(soon).toEqual({ bodies: 0, people: 0, hashes: 0 });
  const dry = await keepRetention(ports, RULES, { ...ALL, dryRun: true }, LATER);
  expect(dry).toEqual({ bodies: 2, people: 3, hashes: 1 });
  expect(await there(world)).toHaveLength(5);
});

test('words go first, then people; those who said no stay known by a hash', async () => {
  const { world, ports } = await grownOld();
  const half = await keepRetention(ports, RULES, ALL, at('2026-10-01T08:00'));
  expect(half).toEqual({ bodies: 2, people: 0, hashes: 0 });
  const bytes = await world.stores.history.bytesOf('e1.intro.1');
  expect(bytes).toHaveLength(0);
  expect(await world.stores.history.bytesOf('e4.intro.1')).not.toHaveLength(0);
  const done = await keepRetention(ports, RULES, ALL, LATER);
  expect(done).toEqual({ bodies: 0, people: 3, hashes: 1 });
  expect(await there(world)).toEqual(['p3', 'p4']);
  const erased = await world.stores.privacy.erased([person('ada'), person('ben')]);
  expect(erased).toEqual([null, { reason: 'opt_out', atMs: LATER }]);
  expect(await world.broken()).toEqual([]);
});

test('the runner lets go once a day, and only says so after a pause: its clock may be wrong', async () => {
  const { world, ports } = await grownOld();
  const first = await keepUp(ports, RULES, LATER);
  expect(first.join()).toContain('from tomorrow on 2 messages and 3 people');
  expect(await there(world)).toHaveLength(5);
  expect(await keepUp(ports, RULES, LATER + 60_000)).toEqual([]);
  const second = await keepUp(ports, RULES, LATER + DAY_MS);
  expect(second).toEqual(['retention: let go of 2 messages and 3 people']);
  expect(await keepUp(ports, RULES, LATER + DAY_MS + 60_000)).toEqual([]);
  expect(await there(world)).toEqual(['p3', 'p4']);
});
