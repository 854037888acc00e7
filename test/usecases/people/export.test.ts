import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvText } from '../../../src/people/lists/csv-text.ts';
import { guarded, unguarded } from '../../../src/people/lists/csv-guard.ts';
import { peopleCsv, peopleCsvHeader } from '../../../src/people/lists/people-csv.ts';
import { exportedPeople, fieldsOf } from '../../../src/usecases/export/export-rows.ts';
import { at, person } from '../../support/world/builders.ts';
import { anyText } from '../../support/any-text.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

async function exported({ stores, settings }: World): Promise<string> {
  const everybody = () => exportedPeople(stores, null, settings, MONDAY);
  const fields = await fieldsOf(everybody());
  let text = peopleCsvHeader(fields);
  for await (const portion of everybody()) text += peopleCsv(portion, fields);
  return text;
}

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
