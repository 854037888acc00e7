import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import { csvText } from '../../../src/people/lists/csv-text.ts';
import { guarded, unguarded } from '../../../src/people/lists/csv-guard.ts';
import { at, person } from '../../support/world/builders.ts';
import { anyText } from '../../support/any-text.ts';
import { exported } from '../../support/world/exported.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

const HEADER = [
  'email',
  'first_name',
  'last_name',
  'name',
  'job title',
  'title',
  'company',
  'phone',
  'linkedin',
  'website',
  'city',
  'country',
  'zone',
  'tags',
  'owner',
  'vmid',
  'Connected On',
  'notes',
];

/** What spreadsheets calculate, quote or lose, and what the cells of lists hold. */
const word = fc.oneof(
  fc.constantFrom(
    '',
    '=1+1',
    '@SUM(A1)',
    '-5',
    "'=x",
    "''+1",
    '+49 30 1234567',
    '"quoted", so',
    'Ada',
    'VON KERN',
    'de',
    'Berlin',
    'Japan',
    '田中 太郎',
    ' a ',
    'n/a',
    '-',
    'a;b|c',
    'https://kern.example',
    'in/ada',
    'Europe/Paris',
    'Dr. Eva',
  ),
  // A list that holds a NUL is none.
  anyText({ maxLength: 8 }).map((text) => text.replaceAll('\0', '')),
);
const row = fc.tuple(
  fc.constantFrom('ada@kern.example', 'ben@tofu.example', 'info@kern.example', '', 'eva@gmail.com'),
  ...HEADER.slice(1).map(() => word),
);

test('people who are exported and imported again are as they were', () =>
  fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
      const world = new World({ nowMs: MONDAY });
      await importText(world.stores, csvText([HEADER, ...rows]), { nowMs: MONDAY });
      const before = await everybody();
      if (before.length > 0) {
        const { counts } = await importText(world.stores, await exported(world), {
          nowMs: MONDAY + 60_000,
        });
        expect(counts).toMatchObject({ created: 0, updated: 0, merged: 0, rejected: 0 });
      }
      expect(await everybody()).toEqual(before);
      world.stores.close();

      function everybody() {
        return world.stores.people.list({ list: null, after: null, limit: 99 });
      }
    }),
    { numRuns: 15 },
  ));

const KEYS = ['email', 'email_2', 'phone', 'mobile', 'linkedin', 'external_id', 'name', 'title'];
/** Few of each, so that they meet: three addresses of one person, one number of two. */
const known = fc.record({
  email: fc.constantFrom('', 'ada@kern.example', 'a.kern@kern.example', 'ada@home.example'),
  email_2: fc.constantFrom('', '', 'ben@tofu.example', 'info@tofu.example'),
  phone: fc.constantFrom('', '+49301234567', '+4915112345678'),
  mobile: fc.constantFrom('', '', '+33612345678'),
  linkedin: fc.constantFrom('', '', 'in/ada', 'in/ada-kern'),
  external_id: fc.constantFrom('', '', 'crm 1', '=x;%3B'),
  name: fc.constantFrom('Ada Kern', 'Ben Oz', ''),
  title: fc.constantFrom('CTO', ''),
});
/** Whom a rep gave the name of somebody else, and which of their addresses was found not to work. */
const change = fc.record({
  name: fc.constantFrom(null, null, 'Ada Kern', 'Ben Oz'),
  bad: fc.constantFrom(null, 0, 1),
});

type Drawn<From> = From extends fc.Arbitrary<infer Value> ? Value : never;

const NOTHING = { email_2: '', mobile: '', linkedin: '', external_id: '' } as const;
/** They share a number, and the first is given the name of the second. */
const TWINS: Drawn<typeof known>[] = [
  { ...NOTHING, email: 'ada@kern.example', phone: '+49301234567', name: 'Ada Kern', title: '' },
  { ...NOTHING, email: '', phone: '+49301234567', name: 'Ben Oz', title: 'CTO' },
];
const AS_THEY_ARE: Drawn<typeof change> = { name: null, bad: null };
const RENAMED: Drawn<typeof change> = { name: 'Ben Oz', bad: null };

test('an export that is imported anywhere makes the same people, with all that they are known by', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(known, { minLength: 2, maxLength: 7 }),
      fc.array(change, { minLength: 7, maxLength: 7 }),
      async (rows, changes) => {
        const world = new World({ nowMs: MONDAY });
        const list = rows.map((each) =>
          KEYS.map((key) => Object.entries(each).find(([name]) => name === key)?.[1] ?? ''),
        );
        await importText(world.stores, csvText([KEYS, ...list]), { nowMs: MONDAY });
        const { people } = world.stores;
        for (const [index, each] of (await everybodyIn(world)).entries()) {
          const { name, bad } = changes[index]!;
          const [firstName = null, lastName = null] = name?.split(' ') ?? [];
          const identities = each.identities.map((one, place) =>
            place === bad ? { ...one, status: 'bad' as const } : one,
          );
          const renamed = name === null ? each : { ...each, name, firstName, lastName };
          await people.save([{ id: each.id, person: { ...renamed, identities } }], MONDAY, null);
        }
        const before = await everybodyIn(world);
        const file = await exported(world);
        const later = { nowMs: MONDAY + 60_000 };
        if (before.length > 0) {
          const { counts } = await importText(world.stores, file, later);
          expect(counts).toMatchObject({ created: 0, updated: 0, merged: 0, rejected: 0 });
          expect(await everybodyIn(world)).toEqual(before);
          const empty = new World({ nowMs: MONDAY });
          await importText(empty.stores, file, later);
          expect((await everybodyIn(empty)).map(unnumbered)).toEqual(before.map(unnumbered));
          expect(await empty.broken()).toEqual([]);
          const again = await importText(empty.stores, file, later);
          expect(again.counts).toMatchObject({ created: 0, updated: 0, merged: 0, rejected: 0 });
          empty.stores.close();
        }
        world.stores.close();
      },
    ),
    { numRuns: 6, examples: [[TWINS, [RENAMED, ...Array.from({ length: 6 }, () => AS_THEY_ARE)]]] },
  ));

function everybodyIn({ stores }: World) {
  return stores.people.list({ list: null, after: null, limit: 99 });
}

function unnumbered({ id: _id, revision: _revision, ...rest }: Prospect) {
  return rest;
}

describe('a cell', () => {
  test('is never a formula, and comes back as it was', () =>
    fc.assert(
      fc.property(fc.oneof(word, anyText()), (cell) => {
        expect(guarded(cell)).not.toMatch(/^[=+\-@\t\r]/);
        expect(unguarded(guarded(cell))).toBe(cell);
      }),
    ));
});

test('an address that does not reach them is behind one that does, and is not lost', async () => {
  const world = new World({ nowMs: MONDAY });
  const bad = { kind: 'email', value: 'old@ada.example', status: 'bad' } as const;
  const { identities, ...ada } = person('ada');
  await world.add({ ...ada, identities: [bad, ...identities] });
  const [, line = ''] = (await exported(world)).split('\r\n');
  expect(line).toContain(',ada@ada.example,old@ada.example,');
  const { counts } = await importText(world.stores, await exported(world), { nowMs: MONDAY });
  expect(counts).toMatchObject({ unchanged: 1 });
  expect((await world.stores.people.byId('p1'))?.identities[0]).toEqual(bad);
  world.stores.close();
});
