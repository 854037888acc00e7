/** A list is taken back after people were merged, parted, written to and put on lists. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { undoImport, type UndoneImport } from '../../../src/usecases/imports/undo-import.ts';
import { at, email, sequence } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const twoMails = sequence([email('intro'), email('bump', { wait: '3 days' })]);

/** Lists, a day apart, oldest first. */
async function worldOf(...lists: readonly (readonly string[])[]): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  for (const [day, list] of lists.entries())
    await importText(world.stores, [...list, ''].join('\n'), {
      nowMs: MONDAY - (9 - day) * DAY_MS,
    });
  return world;
}

function everybody({ stores }: World): Promise<readonly Prospect[]> {
  return stores.people.list({ list: null, after: null, limit: 99 });
}

async function undo(world: World, id: string): Promise<UndoneImport> {
  const how = { dryRun: false, stop: null };
  const undone = await undoImport(world.stores.imports, id, how, world.clock.nowMs());
  expect(await world.broken()).toEqual([]);
  return undone;
}

const known = (people: readonly Prospect[]) =>
  people.map(({ revision: _revision, ...person }) => person);

const TWO = ['email,linkedin,title,city', 'ada@kern.example,,CTO,', ',in/ada,,Rome'];
const ONE = 'ada@kern.example,in/ada';

test('a row that joined two and changed the one leaves both as they were', async () => {
  const newer = ['linkedin,title,country', 'in/ada,CEO,IT'];
  const joining = ['email,linkedin,title,phone', `${ONE},CFO,+49301234567`];
  const before = known(await everybody(await worldOf(TWO, newer)));
  const world = await worldOf(TWO, newer, joining);
  expect(await everybody(world)).toMatchObject([{ id: 'p1', title: 'CFO', country: 'IT' }]);
  expect(await undo(world, 'i3')).toMatchObject({ unmerged: 1, restored: 1, kept: 0 });
  expect(known(await everybody(world))).toEqual(before);
});

test('what a rep has said since of those whom it joined stays, and only that', async () => {
  const world = await worldOf(TWO, ['email,linkedin,title', `${ONE},CFO`]);
  const [ada] = await everybody(world);
  const said = { ...ada!, company: 'Kern GmbH', tags: ['vip'] };
  await world.stores.people.save([{ id: 'p1', person: said }], MONDAY, null);
  expect(await undo(world, 'i2')).toMatchObject({ unmerged: 1, kept: 0 });
  expect(await everybody(world)).toMatchObject([
    { id: 'p1', title: 'CTO', city: null, company: 'Kern GmbH', tags: ['vip'] },
    { id: 'p2', title: null, city: 'Rome', company: null },
  ]);
});

test('whom it joined and who were written to since are held, both', async () => {
  const world = await worldOf(TWO, ['email,linkedin', ONE]);
  await world.enroll(twoMails, ['p1']);
  await world.run();
  world.clock.set(MONDAY + DAY_MS);
  expect(await undo(world, 'i2')).toMatchObject({ unmerged: 1, held: 1 });
  await world.runDays(6);
  expect(await world.status('e1')).toBe('paused: suspect');
  expect(world.channel.accepted).toHaveLength(1);
});

test.each([
  ['made', ['linkedin,title', 'in/ada,CEO']],
  ['changed', ['email,title', 'ada@home.example,CEO']],
])('whom it %s and a rep merged since stays merged, and is named', async (_, list) => {
  const world = await worldOf(['email', 'ada@kern.example', 'ada@home.example'], list);
  const [, other] = (await everybody(world)).filter(
    ({ title, id }) => title !== null || id === 'p1',
  );
  await mergePair(world.stores.merges, 'p1', other!.id, MONDAY);
  const undone = await undo(world, 'i2');
  expect(undone).toMatchObject({ removed: 0, unmerged: 0, kept: 1 });
  expect(undone.examples).toMatchObject([{ prospectId: 'p1', code: 'merged_since' }]);
});

test('whom it made and a rep merged into each other stay', async () => {
  const world = await worldOf(['email', 'ada@kern.example', 'ada@home.example']);
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  const undone = await undo(world, 'i1');
  expect(undone).toMatchObject({ removed: 0, kept: 1 });
  expect(undone.examples).toMatchObject([{ prospectId: 'p1', code: 'merged_since' }]);
});

test('whom a later list put on the same list stays on it', async () => {
  const world = new World({ nowMs: MONDAY });
  const spring = { list: 'spring', nowMs: MONDAY };
  await importText(world.stores, 'email\nada@kern.example\nben@oz.example\n', spring);
  await importText(world.stores, 'email,title\nada@kern.example,CTO\n', spring);
  expect(await undo(world, 'i1')).toMatchObject({ removed: 1, kept: 1 });
  const members = await world.stores.people.list({ list: 'spring', after: null, limit: 9 });
  expect(members.map(({ id }) => id)).toEqual(['p1']);
});

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

test('lists are undone from the last to the first, also where one said again what another had', async () => {
  const first = ['email,name', 'ada@kern.example,Ada Kern', 'ben@oz.example,Ben Oz'];
  const second = ['email,name,title', 'ada@kern.example,Ada Kern,CTO', 'ben@oz.example,Ben Oz,'];
  const world = await worldOf(first, second);
  await undo(world, 'i2');
  expect(await undo(world, 'i1')).toMatchObject({ removed: 2, kept: 0 });
  expect(await everybody(world)).toEqual([]);
});

test('what was taken back of two while they were one comes back to neither when they part', async () => {
  const two = ['email,name,plan', 'ada@kern.example,Ada Kern,gold', 'bo@kern.example,Bo Li,blue'];
  const more = ['email,email_2,tags,size', 'ada@kern.example,ada@home.example,vip,9'];
  const joining = ['email,email_2', 'ada@kern.example,bo@kern.example'];
  const before = known(await everybody(await worldOf(two)));
  const world = await worldOf(two, more, joining);
  await undo(world, 'i2');
  await undo(world, 'i3');
  expect(known(await everybody(world))).toEqual(before);
  // Nobody is known by what was taken back.
  const again = ['email', 'ada@home.example', ''].join('\n');
  await importText(world.stores, again, { nowMs: world.clock.nowMs() });
  expect(await everybody(world)).toHaveLength(3);
});

/** A rep parts whom the last list joined, thinks again, and the list is undone; and they are two after all. */
async function partMergeUndoPart(world: World, importId: string): Promise<void> {
  const part = async (): Promise<void> => {
    const [ada] = await everybody(world);
    await unmergePerson(world.stores.merges, ada!, null, world.clock.nowMs());
  };
  await part();
  await mergePair(world.stores.merges, 'p1', 'p2', MONDAY);
  await undo(world, importId);
  await part();
}

test('who was kept when their list was undone keeps their address when the next one is undone', async () => {
  const world = await worldOf(['email', 'ada@kern.example'], ['email', 'bo@kern.example']);
  const before = known(await everybody(world));
  await world.enroll(twoMails, ['p2']);
  expect(await undo(world, 'i2')).toMatchObject({ removed: 0, kept: 1 });
  const joining = ['email,email_2', 'ada@kern.example,bo@kern.example', ''].join('\n');
  await importText(world.stores, joining, { nowMs: MONDAY });
  await partMergeUndoPart(world, 'i3');
  expect(known(await everybody(world))).toEqual(before);
});

test('what a list that stands said of somebody stays when the same list is undone that joined them', async () => {
  const list = ['email,email_2,tags', 'ada@kern.example,,', 'bo@kern.example,,vip'];
  const joining = [...list, 'ada@kern.example,bo@kern.example,'];
  const world = await worldOf(joining);
  const [ada] = await everybody(world);
  await unmergePerson(world.stores.merges, ada!, null, MONDAY);
  const before = known(await everybody(world));
  await importText(world.stores, [...joining, ''].join('\n'), { nowMs: MONDAY });
  await partMergeUndoPart(world, 'i2');
  expect(known(await everybody(world))).toEqual(before);
});

test('a tag that a rep took off two who are one stays off both', async () => {
  const world = await worldOf(
    ['email,tags,plan', 'ada@kern.example,a,gold', 'bo@kern.example,b,'],
    ['email,email_2', 'ada@kern.example,bo@kern.example'],
  );
  const [ada] = await everybody(world);
  expect(ada!.tags).toEqual(['a', 'b']);
  await world.stores.people.save(
    [{ id: 'p1', person: { ...ada!, tags: [], fields: {} } }],
    MONDAY,
    null,
  );
  await undo(world, 'i2');
  const parted = (await everybody(world)).map(({ id, tags, fields }) => [id, tags, fields]);
  expect(parted).toEqual([
    ['p1', [], {}],
    ['p2', [], {}],
  ]);
});
