/** Whatever happened to the people of a workspace: who is exported and imported again is as they were, here and anywhere. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personJson } from '../../../src/cli/documents/person.ts';
import { withNote, type Prospect } from '../../../src/core/person/prospect.ts';
import { UserError } from '../../../src/core/user-error.ts';
import { cellsOfLine } from '../../../src/people/identity/json-people.ts';
import { peopleHeader } from '../../../src/people/identity/people-csv.ts';
import { csvText } from '../../../src/people/lists/csv-text.ts';
import { accountNames } from '../../../src/usecases/accounts/account-names.ts';
import { alignAccounts } from '../../../src/usecases/accounts/align-accounts.ts';
import { addAliases, dropAliases } from '../../../src/usecases/accounts/name-account.ts';
import type { ImportReport } from '../../../src/usecases/imports/import-leads.ts';
import { undoImport } from '../../../src/usecases/imports/undo-import.ts';
import { changeList } from '../../../src/usecases/lists/change-list.ts';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { setFields } from '../../../src/usecases/people/set-fields.ts';
import { typedFields } from '../../../src/usecases/people/typed-fields.ts';
import { changeTags } from '../../../src/usecases/tags/change-tags.ts';
import { at } from '../../support/world/builders.ts';
import { deskOf } from '../../support/world/desk.ts';
import { exported } from '../../support/world/exported.ts';
import { importText, type ListOptions } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const MINUTE_MS = 60_000;

/** Cells that make addresses, and cells that look like some and make none. Few of each, so that rows meet. */
const CELLS = {
  email: ['ada@kern.example', 'ben@tofu.example', 'info@kern.example', 'eva@gmail.com', 'x', ''],
  email_2: ['', '', 'a.kern@home.example', 'ada@tofu.example', 'not one'],
  phone: ['', '+49 30 1234567', '030 1234567', 'ext. 12', '+1 212 555 0100', 'call me'],
  mobile: ['', '', '+4915112345678', '0151 1234'],
  linkedin: ['', '', 'in/ada', 'in/ada-kern', 'the usual'],
  external_id: ['', '', 'crm 1', '=x;%3B'],
  first_name: ['', '', 'ADA', 'Eva', 'n/a'],
  last_name: ['', '', 'KERN', 'von Oz', '-'],
  name: ['', 'Ada Kern', 'Ben Oz', '王小明', 'Kern, Ada', 'Dr. Eva M. Oz'],
  title: ['', 'CTO', '=1+1'],
  company: ['', 'Kern GmbH'],
  website: ['', 'https://www.tofu.example/team', 'kern.example', 'no site'],
  city: ['', 'Berlin', 'New York', 'Nowhere'],
  state: ['', 'NY', 'CA'],
  country: ['', 'Germany', 'CN', 'US', 'Narnia'],
  zone: ['', '', 'Europe/Paris', 'CET?'],
  language: ['', 'de', 'Klingon'],
  tags: ['', 'vip; gift', 'a, b'],
  account: ['', '', 'acme.example', 'the big one'],
  Notes: ['', 'n/a', 'so "quoted", and\nbroken', "'=x"],
  'Last modified': ['', '2026-01-05', 'long ago'],
  'Date modified': ['', '2025-01-05', 'yesterday'],
} as const;
const COLUMNS = Object.keys(CELLS);
const row = fc.tuple(...Object.values(CELLS).map((words) => fc.constantFrom<string>(...words)));

const SET = [
  ...(['phone=', 'email=', 'city=', 'country=', 'zone=', 'name=', 'account=', 'tags='] as const),
  ...(['phone=+493012345671', 'mobile=+81312345678', 'email_2=new@more.example'] as const),
  ...(['name=Ada Kern', 'first_name=Ben', 'city=Tokyo', 'country=DE', 'zone=Asia/Tokyo'] as const),
  ...(['account=tofu.example', 'website=https://acme.example', 'updated_at=soon'] as const),
];
const place = fc.nat({ max: 5 });
const deed = fc.oneof(
  fc.record({
    do: fc.constant('list' as const),
    rows: fc.array(row, { minLength: 1, maxLength: 4 }),
    list: fc.constantFrom(undefined, 'fair', 'crm'),
  }),
  fc.record({ do: fc.constant('set' as const), who: place, said: fc.constantFrom(...SET) }),
  fc.record({
    do: fc.constantFrom('bad', 'tag', 'note', 'join', 'merge', 'part', 'undo', 'alias'),
    who: place,
    other: place,
  }),
);
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

function everybodyIn({ stores }: World, list: string | null = null): Promise<readonly Prospect[]> {
  return stores.people.list({ list, after: null, limit: 99 });
}

/** As each command that writes begins. */
async function began(world: World): Promise<number> {
  world.clock.set(world.clock.nowMs() + MINUTE_MS);
  await alignAccounts(world.stores, new Map(), world.clock.nowMs());
  return world.clock.nowMs();
}

/** As the command does: under the names that accounts have here. */
async function bring({ stores }: World, text: string, options: ListOptions): Promise<ImportReport> {
  return importText(stores, text, { ...options, accounts: await accountNames(stores.accounts) });
}

async function happen(world: World, done: Deed): Promise<void> {
  const nowMs = await began(world);
  try {
    if (done.do === 'list') {
      const list = done.list === undefined ? {} : { list: done.list };
      await bring(world, csvText([COLUMNS, ...done.rows]), { nowMs, ...list });
      return;
    }
    const people = await everybodyIn(world);
    const one = people[done.who % Math.max(1, people.length)];
    if (one !== undefined) await about(world, one, people, done, nowMs);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
  }
}

async function about(
  world: World,
  one: Prospect,
  people: readonly Prospect[],
  done: Exclude<Deed, { readonly do: 'list' }>,
  nowMs: number,
): Promise<void> {
  const { stores } = world;
  const save = (person: Prospect) => stores.people.save([{ id: one.id, person }], nowMs, null);
  if (done.do === 'set') {
    const accounts = await accountNames(stores.accounts);
    const typing = { ownAddresses: new Set<string>(), reps: [], country: null, accounts };
    const ports = { ...deskOf(world), learn: async () => {} };
    await setFields(ports, deskOf(world), one, typedFields([done.said]), typing, nowMs);
    return;
  }
  const other = people[done.other % people.length]!;
  const turn = done.other % 2 === 0;
  switch (done.do) {
    case 'bad': {
      const identities = one.identities.map((each, at_) =>
        at_ === done.other % one.identities.length ? { ...each, status: 'bad' as const } : each,
      );
      await save({ ...one, identities });
      return;
    }
    case 'tag':
      await changeTags(stores.people, only(one), turn ? 'a; b' : 'vip', 'add', nowMs);
      return;
    case 'note': {
      const fields = { [turn ? 'stage' : 'last_modified']: turn ? 'n/a' : '-' };
      await save(withNote(one, { tags: ['seen'], fields }));
      return;
    }
    case 'join':
      await changeList(stores.lists, 'fair', only(one), turn ? 'join' : 'leave');
      return;
    case 'merge':
      if (one.id !== other.id) await mergePair(stores.merges, one.id, other.id, nowMs);
      return;
    case 'part':
      await unmergePerson(stores.merges, one, null, nowMs);
      return;
    case 'alias':
      if (turn) await addAliases(stores, 'kern.example', ['tofu.example'], nowMs);
      else await dropAliases(stores, ['tofu.example'], nowMs);
      return;
    case 'undo': {
      const known = await stores.imports.imports();
      const { id } = known[done.other % known.length]!;
      await undoImport(stores.imports, id, { dryRun: false, stop: null }, nowMs);
    }
  }
}

async function* only(one: Prospect): AsyncGenerator<readonly Prospect[]> {
  yield [one];
}

function unnumbered({ id: _id, revision: _revision, ...rest }: Prospect): object {
  return rest;
}

/** Ids are given anew elsewhere. */
function withoutIds(csv: string): string {
  return csv.replace(/^p\d+,/gm, 'p,');
}

const UNCHANGED = { created: 0, updated: 0, merged: 0, rejected: 0 };

test('an export is the workspace: imported over it, into an empty one, and from there again', () =>
  fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 9 }), async (deeds) => {
      const world = new World({ nowMs: MONDAY });
      const empty = new World({ nowMs: MONDAY });
      for (const one of deeds) await happen(world, one);
      const nowMs = await began(world);
      const before = await everybodyIn(world);
      const file = await exported(world);
      if (before.length > 0) {
        const over = await bring(world, file, { nowMs });
        expect(over.counts).toMatchObject(UNCHANGED);
        expect(await everybodyIn(world)).toEqual(before);
        expect(await exported(world)).toBe(file);

        await bring(empty, file, { nowMs });
        expect((await everybodyIn(empty)).map(unnumbered)).toEqual(before.map(unnumbered));
        expect(withoutIds(await exported(empty))).toBe(withoutIds(file));
        const again = await bring(empty, file, { nowMs: nowMs + MINUTE_MS });
        expect(again.counts).toMatchObject(UNCHANGED);
        await bringList(world, empty, nowMs);
        await bringLines(before, nowMs);
        expect(await empty.broken()).toEqual([]);
      }
      world.stores.close();
      empty.stores.close();
    }),
    { numRuns: 40 },
  ));

/** The same people as a document a line, in a workspace of their own. */
async function bringLines(people: readonly Prospect[], nowMs: number): Promise<void> {
  const world = new World({ nowMs: MONDAY });
  const rows = people.map((each) =>
    cellsOfLine(JSON.stringify({ export: 'people', ...personJson(each) })),
  );
  await bring(world, csvText([peopleHeader([]), ...rows.map((cells) => cells ?? [])]), { nowMs });
  expect((await everybodyIn(world)).map(unnumbered)).toEqual(people.map(unnumbered));
  world.stores.close();
}

/** The people of a list, exported and imported under its name, are its people. */
async function bringList(from: World, to: World, nowMs: number): Promise<void> {
  const members = await everybodyIn(from, 'fair');
  if (members.length === 0) return;
  const file = await exported(from, { list: 'fair' });
  const { counts } = await bring(to, file, { nowMs, list: 'fair' });
  expect(counts).toMatchObject(UNCHANGED);
  expect((await everybodyIn(to, 'fair')).map(unnumbered)).toEqual(members.map(unnumbered));
}

test('an export that comes twice into a workspace with people of its own makes nobody a second time', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 2, maxLength: 7 }),
      fc.array(deed, { minLength: 2, maxLength: 7 }),
      async (theirs, ours) => {
        const there = new World({ nowMs: MONDAY });
        const here = new World({ nowMs: MONDAY });
        for (const one of theirs) await happen(there, one);
        for (const one of ours) await happen(here, one);
        await began(there);
        const nowMs = await began(here);
        if ((await everybodyIn(there)).length > 0) {
          const file = await exported(there);
          await bring(here, file, { nowMs });
          const once = await everybodyIn(here);
          const { counts } = await bring(here, file, { nowMs: nowMs + MINUTE_MS });
          expect(counts).toMatchObject(UNCHANGED);
          expect(await everybodyIn(here)).toEqual(once);
          expect(await here.broken()).toEqual([]);
        }
        there.stores.close();
        here.stores.close();
      },
    ),
    { numRuns: 20 },
  ));
