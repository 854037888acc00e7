/** What is whose when two people were taken for one, and nothing tells it but what was written down. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { assignMessage } from '../../../src/usecases/signals/correct-message.ts';
import { addAliases } from '../../../src/usecases/accounts/name-account.ts';
import { addEvent } from '../../../src/usecases/score/add-event.ts';
import { undoEvent } from '../../../src/usecases/score/undo-event.ts';
import { scoreOf } from '../../../src/score/score.ts';
import { compiledOk } from '../../definition/samples.ts';
import { at, email, person, sequence } from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import { World } from '../../support/world/world.ts';
import { contentsOf } from './contents.ts';

const MONDAY = at('2026-03-02T08:00');
const MAILS = sequence([email('intro'), email('bump', { wait: '3 days' })]);

async function worldOf(...names: readonly string[]): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  await world.add(...names.map((name) => person(name)));
  return world;
}

const merge = ({ stores, clock }: World, one: string, other: string) =>
  mergePair(stores.merges, one, other, clock.nowMs());

async function unmerge({ stores, clock }: World, id = 'p1'): Promise<boolean> {
  const survivor = (await stores.people.byId(id))!;
  return (await unmergePerson(stores.merges, survivor, null, clock.nowMs())).isHeld;
}

const optedOut = async ({ stores }: World, id: string): Promise<boolean> =>
  (await stores.enrollments.facts(id)).hasOptedOut;

test('whoever took their consent back just before the merge has done so alone', async () => {
  const world = await worldOf('ada', 'eve');
  const no = { kind: 'withdrawn', channel: null, basis: null, source: 'rep' } as const;
  const said = { ...no, prospectId: 'p2', evidence: null, atMs: MONDAY, expiresAtMs: null };
  await world.stores.consents.addConsents([said], MONDAY);
  const before = contentsOf(world);
  await merge(world, 'p1', 'p2');
  await unmerge(world);
  expect(contentsOf(world)).toEqual(before);
});

test('an answer in the thread of the other stays with whom a rep said it is of', async () => {
  const world = await worldOf('ada', 'eve');
  await world.enroll(MAILS, ['p2']);
  await world.run();
  const sent = (await world.stores.history.timeline('p2')).find((each) => each.messageId !== null);
  const thread = `Message-ID: <1@x>\nIn-Reply-To: ${sent?.messageId}`;
  world.source.deliver(`From: eve@eve.example\n${thread}\n\nPlease remove me.\n`);
  await world.run();
  const [letter] = await world.stores.inbox.inbox(9);
  expect(letter).toMatchObject({ prospectId: 'p2', touchId: 'e1.intro.1' });
  const ada = (await world.stores.people.byId('p1'))!;
  await assignMessage(deskOf(world), letter!.id, ada, momentOf(world));
  const before = contentsOf(world);
  await merge(world, 'p1', 'p2');
  expect(await unmerge(world)).toBe(false);
  expect(await optedOut(world, 'p1')).toBe(true);
  expect(contentsOf(world)).toEqual(before);
});

test('a letter that a rep gave to somebody else meanwhile stays theirs', async () => {
  const world = await worldOf('ada', 'eve', 'ida');
  world.source.deliver('From: eve@eve.example\nMessage-ID: <1@x>\n\nWho is asking?\n');
  await world.run();
  await merge(world, 'p1', 'p2');
  const [letter] = await world.stores.inbox.inbox(9);
  const ida = (await world.stores.people.byId('p3'))!;
  await assignMessage(deskOf(world), letter!.id, ida, momentOf(world));
  await unmerge(world);
  expect((await world.stores.inbox.inbox(9))[0]?.prospectId).toBe('p3');
});

test('of two who were handed over at the same instant each keeps their own sequences', async () => {
  const world = await worldOf('ada', 'eve');
  const warm = sequence([email('hello', { wait: '2 days' })], { name: 'warm', version: 'w1' });
  await world.enroll(warm, []);
  const classic = compiledOk(
    'sequence: classic\ngoals: [reply]\nmailboxes: [anna]\nsteps: [{ id: over, wait: 1 day, handover: warm }]\n',
  );
  await world.enroll(classic, ['p1', 'p2']);
  world.clock.set(MONDAY + DAY_MS);
  await world.run();
  const before = contentsOf(world);
  await merge(world, 'p1', 'p2');
  await unmerge(world);
  expect(contentsOf(world)).toEqual(before);
  const theirs = await world.stores.enrollments.ofPerson('p1');
  expect(theirs.map((each) => each.sequence)).toEqual(['classic', 'warm']);
});

test('a wish binds both of two, whatever doubts about others came and went between', async () => {
  const world = await worldOf('ada', 'eve', 'ida', 'ola');
  await world.enroll(MAILS, ['p1', 'p2']);
  await merge(world, 'p1', 'p2');
  await merge(world, 'p3', 'p4');
  await unmerge(world, 'p1');
  await world.signal('p3', 'opt_out');
  await unmerge(world, 'p3');
  expect([await optedOut(world, 'p3'), await optedOut(world, 'p4')]).toEqual([true, true]);
});

test('what was taken back while they were one counts for neither of the two', async () => {
  const world = await worldOf('ada', 'eve');
  const desk = deskOf(world);
  const eve = (await world.stores.people.byId('p2'))!;
  const told = { event: 'visited_us', points: null, text: null, atMs: MONDAY };
  const { signalId } = await addEvent(desk, eve, told, momentOf(world));
  await merge(world, 'p1', 'p2');
  const one = (await world.stores.people.byId('p1'))!;
  await undoEvent(desk, one, signalId, 'nobody came', momentOf(world));
  await unmerge(world);
  const heard = await world.stores.engagement.heardFrom(['p1', 'p2']);
  expect(heard.get('p1')).toBeUndefined();
  const { tenths, takenBack } = scoreOf(heard.get('p2')!, world.settings.score, MONDAY);
  expect([tenths, takenBack.length]).toEqual([0, 1]);
});

test('whose company got another name while they were one comes back under the name it goes by', async () => {
  const world = new World({ nowMs: MONDAY });
  await world.add(
    person('ada', { accountId: 'kern.com' }),
    person('eve', { accountId: 'oz.de' }),
    person('ivy', { accountId: 'oz.de' }),
  );
  await merge(world, 'p1', 'p2');
  await addAliases(world.stores, 'oz.com', ['oz.de'], MONDAY);
  await addAliases(world.stores, 'kern.de', ['kern.com'], MONDAY);
  await unmerge(world);
  const { people } = world.stores;
  const accounts = await Promise.all(
    ['p1', 'p2', 'p3'].map(async (id) => (await people.byId(id))!.accountId),
  );
  expect(accounts).toEqual(['kern.de', 'oz.com', 'oz.com']);
  expect(await world.broken()).toEqual([]);
});
