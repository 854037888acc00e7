/** An index may only make a search fast: whoever is found by looking at everybody is found by it. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SCORE_RULES } from '../../../src/core/engagement.ts';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import { NO_PAST } from '../../../src/core/person-past.ts';
import { mentions, wordsOf } from '../../../src/core/person/search-text.ts';
import { UserError } from '../../../src/core/user-error.ts';
import type { SearchStore } from '../../../src/ports/search-store.ts';
import type { Stores } from '../../../src/ports/stores.ts';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { changeEnrollments } from '../../../src/usecases/enrollments/change-enrollments.ts';
import { findPeople, type Sought } from '../../../src/usecases/people/find-people.ts';
import { whereOf } from '../../../src/usecases/people/where.ts';
import { at, call, email, person, sequence } from '../../support/world/builders.ts';
import { compiledOk } from '../../definition/samples.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const ANYBODY: Sought = { query: null, where: [], list: null, limit: null };
const where = (text: string) => [{ place: '--where', text }];

/** Writes a column down. */
const SET = compiledOk(
  'sequence: mark\ngoals: [reply]\nsteps: [{ id: mark, set: { fields: { met: fair } } }]',
  undefined,
  'mark',
);

const SETTINGS = { zone: 'UTC', score: DEFAULT_SCORE_RULES };
const find = (stores: Pick<Stores, 'search' | 'engagement'>, sought: Partial<Sought>) =>
  findPeople(stores, SETTINGS, { ...ANYBODY, ...sought }, MONDAY);
const idsOf = (people: readonly Prospect[]) => people.map(({ id }) => id);

/** Letters that change their number or form when case and accents go. */
const PARTS = [
  'Ö',
  'oz',
  'ΑΣ',
  'ς',
  'İ',
  'ß',
  '田',
  '中',
  'ﬁ',
  'é',
  'e\u0301',
  '각',
  '"',
  '%',
  ' ',
  'x',
  'DE',
];
const piece = fc.string({ unit: fc.constantFrom(...PARTS), minLength: 1, maxLength: 5 });
const draft = fc.record({
  firstName: piece,
  title: fc.option(piece),
  company: fc.option(piece),
  city: fc.option(piece),
  owner: fc.constantFrom(null, 'anna', 'ben'),
  country: fc.constantFrom(null, 'DE', 'FR'),
  accountId: fc.constantFrom(null, 'kern.example', 'x'),
  tags: fc.array(piece, { maxLength: 2 }),
  phone: fc.constantFrom('+49301234567', '+33612345678'),
});
/** About what is written of one of them: all of a value, or a part. */
const asked = fc.record({
  who: fc.nat(20),
  name: fc.constantFrom('title', 'company', 'city', 'country', 'owner', 'first_name', 'tags'),
  operator: fc.constantFrom('==', 'contains', '!='),
  start: fc.constantFrom(0, 0, 1, 2),
  end: fc.constantFrom(2, 3, 5, 99),
  phone: fc.constantFrom('', '030/1234', '0612', '1234567'),
});

function writtenOf(whose: Prospect, name: string): string {
  const values: Readonly<Record<string, string | null | undefined>> = {
    title: whose.title,
    company: whose.company,
    city: whose.city,
    country: whose.country,
    owner: whose.owner,
    first_name: whose.firstName,
    tags: whose.tags[0],
  };
  return values[name] ?? 'x';
}

test('the index finds whom looking at everybody finds, after every change', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(draft, { minLength: 3, maxLength: 12 }),
      fc.array(draft, { minLength: 1, maxLength: 3 }),
      fc.array(asked, { minLength: 12, maxLength: 12 }),
      async (first, changed, questions) => {
        const world = new World({ nowMs: MONDAY });
        const { people } = world.stores;
        const drafts = first.map((each, index) => personOf(each, `n${index}`));
        await people.save(
          drafts.map((each) => ({ id: null, person: each })),
          MONDAY,
          null,
        );
        await agree(questions.slice(0, 6));
        const others = changed.map((each, index) => ({
          id: `p${index + 1}`,
          person: personOf(each, `n${index}`),
        }));
        await people.save(others, MONDAY, null);
        await agree(questions.slice(6));
        world.stores.close();

        async function agree(all: typeof questions): Promise<void> {
          const everybody = await people.list({ list: null, after: null, limit: 99 });
          for (const { who, name, operator, start, end, phone } of all) {
            const written = writtenOf(everybody[who % everybody.length]!, name);
            const part = Array.from(written).slice(start, end).join('');
            const query = `${part} ${phone}`;
            const value = part === '' ? written : part;
            const text = `prospect.${name} ${operator} '${value}'`;
            const condition = whereOf(where(text), 'UTC', MONDAY);
            const mentioned = everybody.filter((each) => mentions(each, wordsOf(query)));
            const fit = everybody.filter((each) => condition.fits(each, NO_PAST, null));
            expect(idsOf(await find(world.stores, { query }))).toEqual(idsOf(mentioned));
            expect(idsOf(await find(world.stores, { where: where(text) }))).toEqual(idsOf(fit));
          }
        }
      },
    ),
    { numRuns: 20 },
  ));

type Draft = typeof draft extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function personOf({ phone, ...each }: Draft, name: string) {
  const known = person(name);
  const number = { kind: 'phone', value: phone, status: 'good' } as const;
  // A number and a name are a key, which nobody else may have.
  return { ...known, ...each, lastName: name, identities: [...known.identities, number] };
}

describe('a search', () => {
  let known: World;
  beforeAll(async () => {
    known = await met();
  });
  afterAll(() => known.stores.close());

  async function met() {
    const world = new World({ nowMs: MONDAY });
    const [ada, ben, cleo] = await world.add(
      person('ada', { title: 'CTO', company: '田中商店' }),
      person('ben', { title: 'CTO', tags: ['vip'] }),
      person('cleo'),
    );
    await world.stores.lists.join('spring', [ada!]);
    await world.enroll(sequence([email('intro'), call('ring')], { name: 'intro' }), [ada!, ben!]);
    await world.enroll(sequence([call('later')], { name: 'other' }), [cleo!]);
    const order = { command: 'pause', untilMs: null, because: null } as const;
    const theirs = { prospectId: cleo!, sequence: null, mailbox: null, rep: null };
    const to = { ...world.engine(), enrollments: world.stores.enrollments };
    await changeEnrollments(to, theirs, order, { nowMs: MONDAY, slept: null });
    await world.run();
    world.clock.set(MONDAY + 60_000);
    await world.signal(ben!, 'reply');
    await world.run();
    return world;
  }

  test.each([
    ["lists contains 'spring'", ['p1']],
    ["prospect.title == 'CTO' and lists contains 'spring'", ['p1']],
    ["lists contains 'spring' or prospect.tags contains 'vip'", ['p1', 'p2']],
    ["enrollments.intro.status == 'finished'", ['p2']],
    ["enrollments.intro.reason == 'replied'", ['p2']],
    ['enrollments.intro == nil', ['p3']],
    ["enrollments.intro.step == 'ring' and enrollments.intro.status == 'active'", ['p1']],
    ["touches.intro.status == 'sent' and signals.reply == nil", ['p1']],
    ["last_touch.channel == 'email' and last_touch.at < '2026-03-03'", ['p1', 'p2']],
    ["last_touch.at > '2026-03-03'", []],
    ["last_reply.at > '2026-03-02T08:00:30'", ['p2']],
    ["account.id == 'ada.example'", ['p1']],
    ["held_by contains 'by_rep'", ['p3']],
    ["held_by contains 'by_rep' and prospect.title == 'CTO'", []],
    ["held_by contains 'by_rep' or prospect.tags contains 'vip'", ['p2', 'p3']],
    ['held_by == nil', ['p1', 'p2']],
    ["held_by contains 'failed'", []],
    ["'CTO' == prospect.title", ['p1', 'p2']],
  ])('%s', async (text, ids) => {
    expect(idsOf(await find(known.stores, { where: where(text) }))).toEqual(ids);
  });

  test('says where a condition is wrong, and which words a step alone knows', () => {
    const read = (text: string) => () => whereOf(where(text), 'UTC', MONDAY);
    expect(read("enrollment.stage == 'x'")).toThrow(/unknown name "enrollment"/);
    expect(read("enrollments.intro.status == 'sleeping'")).toThrow(/is never "sleeping"/);
    expect(read("prospect.level == 'cool'")).toThrow(/is never "cool"/);
    expect(read('last_reply.text')).toThrow(/"last_reply" has no "text"/);
  });

  test('refuses a column that nobody has: behind != it would fit everybody', async () => {
    const ask = (text: string) => find(known.stores, { where: where(text) });
    await expect(ask("prospect.titel != 'CTO'")).rejects.toMatchObject({
      code: 'unknown_column',
      hint: 'did you mean "prospect.title"?',
      exitCode: 2,
    });
    await expect(ask("prospect.seats == nil and prospect.title == 'CTO'")).rejects.toThrow('seats');
    // Ours, whoever has it; and a segment may be there before the list that brings its column.
    expect(await ask("prospect.consent != 'yes' and prospect.city == nil")).toHaveLength(3);
    expect(await ask("prospect.best_hour == '10'")).toEqual([]);
    const segment = [{ place: 'segment "big"', text: 'prospect.seats > 50' }];
    expect(await find(known.stores, { where: segment })).toEqual([]);
    const slip = [{ place: 'segment "abroad"', text: "prospect.contry != 'DE'" }];
    await expect(find(known.stores, { where: slip })).rejects.toMatchObject({
      message: 'segment "abroad": nobody has a column "contry", so it says nothing',
      hint: 'did you mean "prospect.country"?',
    });
    const nobody = new World({ nowMs: MONDAY });
    expect(await find(nobody.stores, { where: where("prospect.seats != '1'") })).toEqual([]);
    const { fields: _none, ...ada } = person('ada');
    await nobody.add({ ...ada, fields: { seats: '1' } });
    expect(await find(nobody.stores, { where: where("prospect.seats != '1'") })).toEqual([]);
    nobody.stores.close();
  });

  test('says so before it looks at more than one of them, whoever brought the others', async () => {
    const world = new World({ nowMs: MONDAY });
    await importText(world.stores, 'email,Plan\na@a.example,gold\nb@b.example,\n', {
      nowMs: MONDAY,
    });
    const [ada] = await world.add({ ...person('ada'), fields: { seats: '7' } });
    await world.stores.enrollments.storeVersion({ sequence: SET, templates: [] }, MONDAY);
    await world.enroll(SET, [ada!]);
    await world.run();
    const ben = (await world.stores.people.byId('p2'))!;
    const { id, revision: _revision, ...before } = ben;
    await world.stores.people.save(
      [{ id, person: { ...before, fields: { tier: 'a' } } }],
      MONDAY,
      null,
    );
    let looked = 0;
    const mayFit: SearchStore['mayFit'] = (sought) => {
      looked += sought.limit;
      return world.stores.search.mayFit(sought);
    };
    const stores = { ...world.stores, search: { ...world.stores.search, mayFit } };
    const slip = find(stores, { where: where("prospect.plann != 'gold'") });
    await expect(slip).rejects.toMatchObject({ hint: 'did you mean "prospect.plan"?' });
    expect(looked).toBe(1);
    for (const name of ['plan', 'seats', 'met', 'tier'])
      expect(await find(stores, { where: where(`prospect.${name} == 'x'`) })).toEqual([]);
    world.stores.close();
  });

  test('looks at everybody while somebody else writes, with the same answer', async () => {
    const world = await met();
    const search: SearchStore = {
      ...world.stores.search,
      catchUp: () => Promise.reject(new UserError('store_busy', 'an import is on', null, 75)),
    };
    const busy = { ...world.stores, search };
    expect(idsOf(await find(busy, { query: '商店' }))).toEqual(['p1']);
    expect(await world.stores.search.behind()).toBe(3);
    expect(idsOf(await find(world.stores, { query: '商店' }))).toEqual(['p1']);
    expect(await world.stores.search.behind()).toBe(0);
    world.stores.close();
  });

  test('finds who comes back from a merge', async () => {
    const world = await met();
    const { merges, people, search } = world.stores;
    expect(idsOf(await find(world.stores, { query: 'cleo' }))).toEqual(['p3']);
    await mergePair(merges, 'p1', 'p3', MONDAY);
    expect(idsOf(await find(world.stores, { query: 'cleo' }))).toEqual(['p1']);
    await unmergePerson(merges, (await people.byId('p1'))!, null, MONDAY);
    expect(await search.behind()).toBe(2);
    expect(idsOf(await find(world.stores, { query: 'cleo' }))).toEqual(['p3']);
    world.stores.close();
  });

  test('reads no more than its limit needs', async () => {
    const world = new World({ nowMs: MONDAY });
    await world.add(...Array.from({ length: 300 }, (_, index) => person(`n${index}`)));
    let read = 0;
    const search: SearchStore = {
      ...world.stores.search,
      mayFit: async (sought) => {
        const page = await world.stores.search.mayFit(sought);
        read += page.length;
        return page;
      },
    };
    const counted = { ...world.stores, search };
    expect(await find(counted, { query: 'example', limit: 3 })).toHaveLength(3);
    expect(read).toBe(100);
    expect(await find(counted, { query: 'example' })).toHaveLength(300);
    world.stores.close();
  });
});
