/** What the columns of an export can't say of a person goes with them, and an edited column is right. */
import { expect, test } from 'vitest';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import { addAliases } from '../../../src/usecases/accounts/name-account.ts';
import { at } from '../../support/world/builders.ts';
import { exported } from '../../support/world/exported.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const LATER = { nowMs: MONDAY + 60_000 };

async function inWorld<Result>(work: (world: World) => Promise<Result>): Promise<Result> {
  const world = new World({ nowMs: MONDAY });
  try {
    return await work(world);
  } finally {
    world.stores.close();
  }
}

function everybodyIn({ stores }: World): Promise<readonly Prospect[]> {
  return stores.people.list({ list: null, after: null, limit: 99 });
}

/** The cell of the first person, as JSON. */
function restIn(csv: string): unknown {
  const [header = '', line = ''] = csv.split('\r\n');
  expect(header.endsWith(',touchline_rest')).toBe(true);
  const cell = /,"(\{.*\})"$/.exec(line)?.[1]?.replaceAll('""', '"');
  return cell === undefined ? null : JSON.parse(cell);
}

/** What happened to the first person. */
async function change(world: World, to: (person: Prospect) => Partial<Prospect>): Promise<void> {
  const person = (await everybodyIn(world))[0]!;
  const changed = { id: person.id, person: { ...person, ...to(person) } };
  await world.stores.people.save([changed], MONDAY, null);
}

function elsewhere(csv: string): Promise<readonly Prospect[]> {
  return inWorld(async (world) => {
    await importText(world.stores, csv, LATER);
    return everybodyIn(world);
  });
}

test('of whom the columns say it all there is nothing beside them', () =>
  inWorld(async (world) => {
    const list =
      'email,phone,mobile,linkedin,id,tags,city,notes\nada@kern.example,+49301234567,+4915112345678,in/ada,7,a;b,Berlin,so\n';
    await importText(world.stores, list, LATER);
    expect(restIn(await exported(world))).toBeNull();
  }));

test('an account that no address tells comes with its person', () =>
  inWorld(async (world) => {
    await importText(world.stores, 'email\nada@kern.example\n', LATER);
    await addAliases(world.stores, 'acme.example', ['kern.example'], MONDAY);
    const csv = await exported(world);
    expect(restIn(csv)).toEqual({ account: ['acme.example', 'kern.example'] });
    expect(await elsewhere(csv)).toMatchObject([{ accountId: 'acme.example' }]);
    // She has moved to another company since: somebody wrote it into the file.
    const moved = await elsewhere(csv.replace('ada@kern', 'ada@tofu'));
    expect(moved).toMatchObject([{ accountId: 'tofu.example' }]);
  }));

test('a number that nobody could read stays beside the one that is good', () =>
  inWorld(async (world) => {
    await importText(world.stores, 'email,phone\nada@kern.example,ask Eva\n', LATER);
    await importText(world.stores, 'email,phone\nada@kern.example,+49301234567\n', LATER);
    const csv = await exported(world);
    expect(restIn(csv)).toEqual({ fields: { phone: ['ask Eva', null] } });
    const [ada] = await elsewhere(csv);
    expect(ada).toMatchObject({
      fields: { phone: 'ask Eva' },
      identities: [{}, { kind: 'phone' }],
    });
  }));

test('a cell that could be read by now, for the country is known, is what it was', () =>
  inWorld(async (world) => {
    await importText(world.stores, 'email,phone\nada@kern.example,030 1234567\n', LATER);
    await importText(world.stores, 'email,country\nada@kern.example,DE\n', LATER);
    const [ada] = await elsewhere(await exported(world));
    expect(ada).toMatchObject({
      fields: { phone: '030 1234567' },
      identities: [{ kind: 'email' }],
    });
  }));

test('a zone that was told by a number outlives it', () =>
  inWorld(async (world) => {
    await importText(world.stores, 'email,phone\nada@kern.example,+81312345678\n', LATER);
    await change(world, ({ identities }) => ({
      identities: identities.map((each) =>
        each.kind === 'phone' ? { ...each, status: 'bad' } : each,
      ),
    }));
    expect(await elsewhere(await exported(world))).toMatchObject([
      { zone: 'Asia/Tokyo', zoneSource: 'phone', identities: [{}, { status: 'bad' }] },
    ]);
  }));

test('a zone of a city that is not known any more is theirs, until somebody writes where they are', () =>
  inWorld(async (world) => {
    await importText(world.stores, 'email,city\nada@kern.example,Berlin\n', LATER);
    await change(world, () => ({ city: null }));
    const csv = await exported(world);
    expect(restIn(csv)).toEqual({ zone: [['Europe/Berlin', 'place'], null] });
    expect(await elsewhere(csv)).toMatchObject([{ zone: 'Europe/Berlin', zoneSource: 'place' }]);
    const [header = '', line = ''] = csv.split('\r\n');
    const cells = line.split(',');
    cells[header.split(',').indexOf('city')] = 'Tokyo';
    const edited = await elsewhere([header, cells.join(','), ''].join('\r\n'));
    expect(edited).toMatchObject([{ zone: 'Asia/Tokyo', zoneSource: 'place' }]);
  }));

test('a zone that was told is in no column, where it would be somebody’s word', () =>
  inWorld(async (world) => {
    await importText(world.stores, 'email,city\nada@kern.example,Berlin\n', LATER);
    expect(await exported(world)).not.toContain('Europe/Berlin');
  }));

test('what stands beside the columns changes nobody who is known', () =>
  inWorld(async (world) => {
    const list = 'email,phone,city\nada@kern.example,+49301234567,Berlin\n';
    await importText(world.stores, list, LATER);
    const before = await everybodyIn(world);
    const rest = JSON.stringify({
      account: ['other.example', 'kern.example'],
      zone: [['Asia/Tokyo', 'phone'], null],
      identities: [
        ['bad email ada@kern.example', 'bad phone +49301234567'],
        ['email ada@kern.example'],
      ],
    });
    const file = `touchline_id,email,touchline_rest\np9,ada@kern.example,"${rest.replaceAll('"', '""')}"\n`;
    await importText(world.stores, file, { nowMs: LATER.nowMs + 60_000 });
    expect(await everybodyIn(world)).toMatchObject(
      before.map(({ revision: _revision, ...each }) => each),
    );
  }));

test('two of one name and number are two in a workspace that knows one, however often they come', () =>
  inWorld(async (world) => {
    const twins =
      'touchline_id,name,phone,title\r\np1,Ada Kern,+49301234567,CTO\r\np2,Ada Kern,+49301234567,CEO\r\n';
    const list =
      'email,name,phone\nben@kern.example,Ben,\nada@kern.example,Ada Kern,+49301234567\n';
    await importText(world.stores, list, LATER);
    const counts = async (nowMs: number) =>
      (await importText(world.stores, twins, { nowMs })).counts;
    expect(await counts(LATER.nowMs + 1)).toMatchObject({ created: 1, updated: 1, merged: 0 });
    expect(await counts(LATER.nowMs + 2)).toMatchObject({ created: 0, updated: 0, merged: 0 });
    const titles = (await everybodyIn(world)).map(({ title }) => title);
    expect(titles).toEqual([null, 'CTO', 'CEO']);
    // One of them alone, and edited.
    const second = twins.replace('p1,Ada Kern,+49301234567,CTO\r\n', '').replace('CEO', 'CFO');
    await importText(world.stores, second, { nowMs: LATER.nowMs + 3 });
    expect(await everybodyIn(world)).toHaveLength(3);
  }));
