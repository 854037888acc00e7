import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import {
  MOVED_TABLES,
  STAYING_TABLES,
  UNITED_TABLES,
} from '../../../src/store/sql/people/person-tables.ts';
import { peopleFiles } from '../../../src/cli/files/people-files.ts';
import { endErasures, erasePerson } from '../../../src/usecases/privacy/erase-person.ts';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { compiledOk } from '../../definition/samples.ts';
import { at, email, linkedin, person, sequence } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';
import { contentsOf } from './contents.ts';

const MONDAY = at('2026-03-02T08:00');
const twoMails = sequence([email('intro'), email('bump', { wait: '3 days' })]);

async function worldOfTwo(): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  await world.add(person('ada', { tags: ['vip'], title: 'CTO' }), person('eve', { city: 'Rome' }));
  return world;
}

async function unmerge(world: World, id = 'p1'): Promise<boolean> {
  const survivor = (await world.stores.people.byId(id))!;
  const done = await unmergePerson(world.stores.merges, survivor, null, world.clock.nowMs());
  return done.isHeld;
}

test('everything that is theirs moves to whom we know longest', async () => {
  const world = await worldOfTwo();
  await world.enroll(twoMails, ['p2']);
  await world.run();
  await world.signal('p2', 'note');
  const { survivor, absorbedId } = await mergePair(world.stores.merges, 'p2', 'p1', MONDAY);
  expect([survivor.id, absorbedId]).toEqual(['p1', 'p2']);
  expect(survivor).toMatchObject({ name: 'ada', title: 'CTO', city: 'Rome', tags: ['vip'] });
  expect(survivor.identities.map(({ value }) => value)).toContain('eve@eve.example');
  expect(await world.stores.people.byId('p2')).toBeNull();
  expect(await world.stores.people.mergedInto('p2')).toBe('p1');
  expect(await world.stores.people.byIdentity('email', 'eve@eve.example')).toMatchObject({
    id: 'p1',
  });
  expect((await world.stores.enrollments.ofPerson('p1')).map(({ id }) => id)).toEqual(['e1']);
  const types = (await world.stores.history.timeline('p1')).map(({ type }) => type);
  expect(types).toEqual(
    expect.arrayContaining(['enrolled', 'touch_sent', 'signal_note', 'merged']),
  );
  expect(await world.broken()).toEqual([]);
  await world.runDays(4);
  expect(
    (await world.stores.history.timeline('p1')).filter(({ type }) => type === 'touch_sent'),
  ).toHaveLength(2);
});

test('unmerged with nothing between, both are as they were', async () => {
  const world = await worldOfTwo();
  await world.enroll(twoMails, ['p1', 'p2']);
  await world.run();
  await world.signal('p2', 'reply');
  await world.run();
  const { db } = world.stores;
  db.exec(
    `INSERT INTO list_member (list, prospect_id) VALUES ('both', 1), ('both', 2), ('eve', 2)`,
  );
  db.exec(`INSERT INTO person_heard VALUES ('anna', 1, 5), ('anna', 2, 7)`);
  const before = contentsOf(world);
  const { bound } = await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  expect(bound).toEqual(['e1']);
  expect(contentsOf(world)).not.toEqual(before);
  expect(await unmerge(world)).toBe(false);
  expect(contentsOf(world)).toEqual(before);
  expect(await world.broken()).toEqual([]);
});

/** Ada's number stood in a row without a name: it proves nothing, and a merge or a rep's note must not make it proof. */
async function worldOfNumber(): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  for (const list of ['email,phone\na@a.example,+493012345671', 'email,name\na@a.example,Ada Kern'])
    await importText(world.stores, `${list}\n`, { nowMs: MONDAY });
  return world;
}

const NAMESAKE = 'email,phone,name\nb@b.example,+493012345671,Ada Kern\n';

test('a number that proved nothing proves nothing after a merge that was taken back', async () => {
  const world = await worldOfNumber();
  await world.add(person('eve'));
  const before = contentsOf(world);
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  await unmerge(world);
  expect(contentsOf(world)).toEqual(before);
});

test('a number that proved nothing proves nothing after a rep changed something else', async () => {
  const world = await worldOfNumber();
  const tag = async (): Promise<unknown> => {
    const ada = (await world.stores.people.byId('p1'))!;
    const change = { id: 'p1', person: { ...ada, tags: [...ada.tags, 'vip'] } };
    return world.stores.people.save([change], MONDAY, null);
  };
  await tag();
  const { counts } = await importText(world.stores, NAMESAKE, { nowMs: MONDAY });
  expect(counts).toMatchObject({ created: 1 });
  // And who has the number under the same name stands in nobody's way.
  await expect(tag()).resolves.toEqual(['p1']);
  expect(await world.broken()).toEqual([]);
});

test('who answered under one address has answered: nothing leaves for the other', async () => {
  const world = await worldOfTwo();
  await world.enroll(twoMails, ['p1', 'p2']);
  await world.run();
  await world.signal('p2', 'reply');
  await world.run();
  expect(await world.status('e1')).toBe('active');
  const { bound } = await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  expect(bound).toEqual(['e1']);
  await world.runDays(5);
  expect(await world.status('e1')).toBe('finished: replied');
  expect(world.channel.accepted).toHaveLength(2);
  expect(await world.broken()).toEqual([]);
});

test('an answer from before a sequence began is history to it; an opt-out never is', async () => {
  const world = await worldOfTwo();
  await world.signal('p2', 'reply');
  world.clock.set(MONDAY + DAY_MS);
  await world.enroll(twoMails, ['p1']);
  expect((await mergePair(world.stores.merges, 'p1', 'p2', MONDAY)).bound).toEqual([]);
  await unmerge(world);
  await world.signal('p2', 'opt_out', { atMs: MONDAY });
  expect((await mergePair(world.stores.merges, 'p1', 'p2', MONDAY)).bound).toEqual(['e1']);
  await world.run();
  expect(await world.status('e1')).toMatch(/^finished/);
  expect(world.channel.accepted).toEqual([]);
});

test('a sequence that both are in goes on once, and a rep decides about the other', async () => {
  const world = await worldOfTwo();
  await world.enroll(twoMails, ['p1', 'p2']);
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  await world.run();
  expect(await world.status('e1')).toBe('active');
  expect(await world.status('e2')).toBe('paused: suspect');
  expect(world.channel.accepted).toHaveLength(1);
  const [hold] = (await world.stores.enrollments.ofPerson('p1'))[1]!.holds;
  expect(hold).toMatchObject({ reason: 'suspect', cause: 'person' });
});

test.each([
  ['p1', 'p2'],
  ['p2', 'p1'],
])('nobody is written again as %s what they got as %s', async (later, first) => {
  const world = await worldOfTwo();
  await world.enroll(sequence([email('intro')]), [first]);
  await world.run();
  await world.enroll(twoMails, [later]);
  const { bound } = await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  expect(bound).toEqual(['e2']);
  await world.runDays(5);
  expect(await world.status('e2')).toBe('paused: suspect');
  expect(await world.sent()).toEqual(['e1.intro.1']);
  await unmerge(world);
  expect(await world.broken()).toEqual([]);
});

test('who was touched meanwhile is held as both when they turn out to be two', async () => {
  const world = await worldOfTwo();
  await world.enroll(twoMails, ['p1']);
  await world.enroll(sequence([linkedin('connect')], { name: 'calls', version: 'v9' }), ['p2']);
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  await world.run();
  expect(world.channel.accepted).toHaveLength(1);
  expect(await unmerge(world)).toBe(true);
  await world.runDays(5);
  expect(await world.status('e1')).toBe('paused: suspect');
  expect((await world.stores.enrollments.ofPerson('p2')).map(({ id }) => id)).toEqual(['e2']);
  expect(world.channel.accepted).toHaveLength(1);
  expect(await world.broken()).toEqual([]);
});

test('a sequence that they were handed over to meanwhile goes back with the one that did it', async () => {
  const world = await worldOfTwo();
  const warm = sequence([email('hello', { wait: '2 days' })], { name: 'warm', version: 'w1' });
  await world.enroll(warm, []);
  const classic = compiledOk(
    `sequence: classic
goals: [reply]
mailboxes: [anna]
window: { days: [mon, tue, wed, thu, fri, sat, sun], hours: ["00:00-24:00"] }
steps: [{ id: over, wait: 1 day, handover: warm }, { id: letter, task: x }]
`,
  );
  await world.enroll(classic, ['p2']);
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  await world.runDays(1);
  expect(await world.status('e1')).toBe('finished: completed');
  expect(await unmerge(world)).toBe(true);
  expect(await world.stores.enrollments.ofPerson('p1')).toEqual([]);
  const theirs = await world.stores.enrollments.ofPerson('p2');
  expect(theirs.map((each) => each.sequence)).toEqual(['classic', 'warm']);
  expect(await world.broken()).toEqual([]);
});

test('who opted out or took their consent back as the one person is left alone as both', async () => {
  const world = new World({ nowMs: MONDAY });
  const noAddress = person('eve', {
    identities: [{ kind: 'linkedin', value: 'in/eve', status: 'good' }],
  });
  await world.add(person('ada'), noAddress, person('ida'), person('ola'));
  const calls = sequence([linkedin('connect', { wait: '1 day' })], {
    name: 'calls',
    version: 'v9',
  });
  await world.enroll(calls, ['p1', 'p2']);
  await world.enroll(twoMails, ['p3', 'p4']);
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  await mergePair(world.stores.merges, 'p3', 'p4', MONDAY);
  await world.signal('p1', 'opt_out');
  const no = {
    prospectId: 'p3',
    kind: 'withdrawn',
    channel: null,
    basis: null,
    source: 'rep',
    evidence: null,
    atMs: MONDAY,
    expiresAtMs: null,
  } as const;
  await world.stores.consents.addConsents([no], MONDAY);
  await unmerge(world, 'p1');
  await unmerge(world, 'p3');
  for (const id of ['p1', 'p2'])
    expect((await world.stores.enrollments.facts(id)).hasOptedOut).toBe(true);
  for (const id of ['p3', 'p4'])
    expect((await world.stores.consents.consentsOf(id)).map(({ kind }) => kind)).toEqual([
      'withdrawn',
    ]);
  for (let day = 0; day < 3; day++) {
    await world.run();
    world.clock.set(world.clock.nowMs() + DAY_MS);
  }
  expect(await world.status('e2')).toBe('finished: opted_out');
  expect(world.channel.accepted).toEqual([]);
  expect(await world.broken()).toEqual([]);
});

test('who is being erased becomes nobody else, and is not parted', async () => {
  const world = new World({ nowMs: MONDAY });
  await world.add(person('ada'), person('eve'), person('ida'));
  await mergePair(world.stores.merges, 'p2', 'p3', MONDAY);
  const erasure = { prospectId: 'p2', reason: 'asked', keepsHash: true, atMs: MONDAY };
  await world.stores.erasures.begin(erasure);
  const refused = { code: 'being_erased', exitCode: 75 };
  await expect(mergePair(world.stores.merges, 'p1', 'p2', MONDAY)).rejects.toMatchObject(refused);
  await expect(unmerge(world, 'p2')).rejects.toMatchObject(refused);
  await endErasures({ ...world.stores, files: peopleFiles }, MONDAY);
  const left = await world.stores.people.list({ list: null, after: null, limit: 9 });
  expect(left.map(({ id }) => id)).toEqual(['p1']);
});

test('both are held when they are parted, also under the number of a merge that an erasure took', async () => {
  const world = new World({ nowMs: MONDAY });
  await world.add(person('ada'), person('eve'), person('ida'));
  await world.enroll(sequence(['a', 'b', 'c'].map((id) => email(id, { wait: '1 day' }))), ['p1']);
  for (const other of ['p2', 'p3']) {
    await mergePair(world.stores.merges, 'p1', other, world.clock.nowMs());
    await world.runDays(1);
    expect(await unmerge(world)).toBe(true);
    await world.run();
    expect([other, await world.status('e1')]).toEqual([other, 'paused: suspect']);
    await world.apply('e1', { kind: 'command', command: 'lift', reason: 'suspect' });
    const nowMs = world.clock.nowMs();
    const erasure = { prospectId: other, reason: 'asked', keepsHash: true, atMs: nowMs };
    await erasePerson({ ...world.stores, files: peopleFiles }, erasure, nowMs);
  }
});

test('merges come apart in the order in which they were made, last first', async () => {
  const world = new World({ nowMs: MONDAY });
  await world.add(person('ada'), person('eve'), person('ida'));
  const before = contentsOf(world);
  await mergePair(world.stores.merges, 'p2', 'p3', MONDAY);
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  expect(await world.stores.people.mergedInto('p3')).toBe('p1');
  await unmerge(world, 'p1');
  await unmerge(world, 'p2');
  expect(contentsOf(world)).toEqual(before);
});

test('what a rep has set since stays with the survivor, and both keep what was theirs', async () => {
  const world = await worldOfTwo();
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  const now = (await world.stores.people.byId('p1'))!;
  await world.stores.people.save(
    [{ id: 'p1', person: { ...now, title: 'CEO' } }],
    MONDAY + 1,
    null,
  );
  await unmerge(world);
  expect(await world.stores.people.byId('p1')).toMatchObject({
    title: 'CEO',
    city: null,
    name: 'ada',
  });
  expect(await world.stores.people.byId('p2')).toMatchObject({
    title: null,
    city: 'Rome',
    name: 'eve',
  });
  expect(await world.broken()).toEqual([]);
});

test('an id is never given again', async () => {
  const world = await worldOfTwo();
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  expect(await world.add(person('ida'))).toEqual(['p3']);
  await unmerge(world);
  expect((await world.stores.people.byId('p2'))?.name).toBe('eve');
});

test('every table with rows of people says what a merge does with them', () => {
  const { db } = new World({ nowMs: MONDAY }).stores;
  const tables = db
    .prepare(
      `SELECT DISTINCT t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'prospect_id'`,
    )
    .pluck()
    .all();
  const said = [...MOVED_TABLES.map(({ table }) => table), ...UNITED_TABLES, ...STAYING_TABLES];
  expect(new Set(tables)).toEqual(new Set(said));
});
