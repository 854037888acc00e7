/** Lists, merges and answers in any order: nobody who wanted to be left alone is written to. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { at, email, sequence } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const STEPS = sequence(
  [email('one'), email('two', { wait: '1 day' }), email('three', { wait: '1 day' })],
  { enroll: { duplicates: 'allow', exclusive: false, untouchedFor: null, perDay: null } },
);

const place = fc.nat({ max: 5 });
const address = fc.constantFrom('a@a.example', 'b@b.example', 'c@c.example', '');
const profile = fc.constantFrom('in/a', 'in/b', 'in/c', '');
const row = fc.tuple(address, profile).filter(([mail, page]) => mail !== '' || page !== '');

type Deed =
  | { readonly do: 'import'; readonly rows: readonly (readonly [string, string])[] }
  | { readonly do: 'enroll' | 'opt_out' | 'reply' | 'suppress' | 'unmerge'; readonly who: number }
  | { readonly do: 'merge'; readonly who: number; readonly other: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constant('import' as const),
    rows: fc.array(row, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    do: fc.constantFrom('enroll', 'enroll', 'opt_out', 'reply', 'suppress', 'unmerge'),
    who: place,
  }),
  fc.record({ do: fc.constant('merge' as const), who: place, other: place }),
);

async function doIt(world: World, one: Deed): Promise<void> {
  const nowMs = world.clock.nowMs();
  if (one.do === 'import') {
    const lines = one.rows.map(([mail, page]) => `${mail},${page}`);
    await importText(world.stores, ['email,linkedin_url', ...lines, ''].join('\n'), { nowMs });
    return;
  }
  const people = await world.stores.people.list({ list: null, after: null, limit: 100 });
  const who = people[one.who % Math.max(1, people.length)];
  if (who === undefined) return;
  switch (one.do) {
    case 'enroll': {
      const { hasOptedOut, suppressedBy } = await world.stores.enrollments.facts(who.id);
      if (!hasOptedOut && suppressedBy === null) await world.enroll(STEPS, [who.id]);
      return;
    }
    case 'merge': {
      const other = people[one.other % people.length]!;
      if (other.id !== who.id) await mergePair(world.stores.merges, who.id, other.id, nowMs);
      return;
    }
    case 'unmerge':
      await unmergePerson(world.stores.merges, who, null, nowMs);
      return;
    case 'suppress': {
      const value = who.identities.find(({ kind }) => kind === 'email')?.value;
      const entry = { kind: 'address', value: value ?? 'x@x.example', reason: 'asked' } as const;
      await world.stores.suppressions.addSuppressions([entry], 'rep', nowMs);
      return;
    }
    case 'opt_out':
    case 'reply':
      await world.signal(who.id, one.do);
  }
}

/** Addresses of everybody who may not be written to any more. */
async function shielded(world: World): Promise<ReadonlySet<string>> {
  const people = await world.stores.people.list({ list: null, after: null, limit: 100 });
  const found = new Set<string>();
  for (const { id, identities } of people) {
    const { hasOptedOut, suppressedBy } = await world.stores.enrollments.facts(id);
    if (hasOptedOut || suppressedBy !== null) for (const { value } of identities) found.add(value);
  }
  return found;
}

test('whoever opted out or is suppressed gets nothing, however they came to be one person', () =>
  fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
      const world = new World({ nowMs: MONDAY });
      for (const one of deeds) {
        await doIt(world, one);
        const before = await shielded(world);
        const sent = world.channel.accepted.length;
        await world.run();
        const { db } = world.stores;
        const reached = db
          .prepare(`SELECT recipient FROM message ORDER BY rowid`)
          .pluck()
          .all()
          .slice(sent);
        expect(reached.filter((to) => before.has(String(to)))).toEqual([]);
        world.clock.set(world.clock.nowMs() + DAY_MS);
      }
      expect(await world.broken()).toEqual([]);
      world.stores.close();
    }),
    { numRuns: 40 },
  ));
