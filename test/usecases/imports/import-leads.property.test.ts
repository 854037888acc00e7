/** Who is who must not hang on the order in which lists or rows come, nor on how often. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import { at } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const NOW = at('2026-03-02T08:00');

interface Row {
  readonly email: string;
  readonly linkedin: string;
  readonly phone: string;
  readonly name: string;
  readonly title: string;
  readonly city: string;
}

const oneOf = (...values: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom('', ...values);
const row: fc.Arbitrary<Row> = fc
  .record({
    email: oneOf(
      'ada@a.example',
      'ada@b.example',
      'ben@a.example',
      'info@a.example',
      'cem@c.example',
    ),
    linkedin: oneOf('in/ada', 'in/ben', 'in/cem'),
    phone: oneOf('+493012345670', '+493012345671', '+493012345672'),
    name: oneOf('Ada Kern', 'Kern, Ada', 'Ben Oz', 'Cem Ay'),
    title: oneOf('CTO', 'CEO', 'COO'),
    city: oneOf('Berlin', 'Paris', 'Rome'),
  })
  .filter(({ email, linkedin, phone }) => `${email}${linkedin}${phone}` !== '');

const HEADER = 'email,linkedin_url,phone,name,title,city,updated_at';

/** A list and when it was true. */
interface List {
  readonly rows: readonly Row[];
  readonly asOfMs: number;
}

/** Each row with an instant of its own: what is equally new is told apart by its place, and the place is what is shuffled. */
const lists: fc.Arbitrary<readonly List[]> = fc
  .array(fc.array(row, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((rows, index) => ({ rows, asOfMs: NOW - (index + 1) * DAY_MS })));

function textOf({ rows, asOfMs }: List): string {
  const lines = rows.map((each, index) =>
    [
      each.email,
      each.linkedin,
      each.phone,
      `"${each.name}"`,
      each.title,
      each.city,
      new Date(asOfMs + index * 60_000).toISOString(),
    ].join(','),
  );
  return [HEADER, ...lines, ''].join('\n');
}

async function peopleAfter(texts: readonly string[]): Promise<readonly Prospect[]> {
  const world = new World({ nowMs: NOW });
  for (const [index, text] of texts.entries())
    await importText(world.stores, text, { nowMs: NOW + index * 1_000 });
  const people = await world.stores.people.list({ list: null, after: null, limit: 1_000 });
  const broken = await world.stores.invariants.verify();
  expect(broken.filter((each) => each.broken.length > 0)).toEqual([]);
  world.stores.close();
  return people;
}

/** Without ids and without what only follows the order of addresses. */
function known(people: readonly Prospect[]): readonly string[] {
  const shown = people.map(({ identities, title, city, firstName, lastName }) => ({
    identities: identities.map(({ kind, value }) => `${kind} ${value}`).toSorted(),
    title,
    city,
    firstName,
    lastName,
  }));
  return shown.map((each) => JSON.stringify(each)).toSorted();
}

test('people and what is known of them are the same, in whatever order lists and rows come', () =>
  fc.assert(
    fc.asyncProperty(
      lists.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all.keys()], { minLength: all.length }),
          fc.tuple(
            ...all.map(({ rows }) =>
              fc.shuffledSubarray([...rows.keys()], { minLength: rows.length }),
            ),
          ),
        ),
      ),
      async ([all, order, rowOrders]) => {
        const texts = all.map(textOf);
        const shuffled = order.map((index) => {
          const [header, ...lines] = texts[index]!.trimEnd().split('\n');
          return [header, ...rowOrders[index]!.map((place) => lines[place]), ''].join('\n');
        });
        expect(known(await peopleAfter(shuffled))).toEqual(known(await peopleAfter(texts)));
      },
    ),
    { numRuns: 25 },
  ));

test('a list that comes again changes nobody, whatever came between', () =>
  fc.assert(
    fc.asyncProperty(lists, async (all) => {
      const texts = all.map(textOf);
      const once = await peopleAfter(texts);
      const again = await peopleAfter([...texts, ...texts]);
      expect(again).toEqual(once);
    }),
    { numRuns: 12 },
  ));

test('two people stay two unless a chain of rows proves that they are one', () =>
  fc.assert(
    fc.asyncProperty(lists, async (all) => {
      const people = await peopleAfter(all.map(textOf));
      expect(people.length).toBe(partsOf(all.flatMap(({ rows }) => rows)));
    }),
    { numRuns: 25 },
  ));

/** The connected parts, by the plainest rules: a number or a role's address counts with its name, or where nothing else is said. */
function partsOf(rows: readonly Row[]): number {
  const keys = rows.map(({ email, linkedin, phone, name }) => {
    const isRole = email.startsWith('info@');
    const proofs = [isRole ? '' : email, linkedin].filter((each) => each !== '');
    const who = name === '' ? '' : name.includes(',') ? 'ada kern' : name.toLowerCase();
    const named = [isRole ? email : '', phone].filter((each) => each !== '');
    const counts = who !== '' || proofs.length === 0;
    return [...proofs, ...(counts ? named.map((each) => `${each} ${who}`) : [])];
  });
  const parts: Set<string>[] = [];
  for (const own of keys) {
    const touching = parts.filter((part) => own.some((key) => part.has(key)));
    for (const part of touching) parts.splice(parts.indexOf(part), 1);
    parts.push(new Set([...own, ...touching.flatMap((part) => [...part])]));
  }
  return parts.length;
}
