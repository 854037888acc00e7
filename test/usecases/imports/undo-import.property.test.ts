/** Lists come, are taken back in any order, and people are joined and parted between: the store keeps its promises. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../../src/core/time/duration.ts';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import { UserError } from '../../../src/core/user-error.ts';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { undoImport } from '../../../src/usecases/imports/undo-import.ts';
import { at } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const HEADER = 'email,email_2,linkedin,phone,name,title,tags,plan';

const oneOf = (...cells: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...cells);
const address = oneOf(...['a', 'b', 'c', 'd', 'e', 'f'].map((each) => `${each}@kern.example`));
const row = fc
  .tuple(
    address,
    fc.oneof(address, fc.constant('')),
    oneOf('in/a', 'in/b', '', '', '', ''),
    oneOf('+49301234567', '+49301234568', '', '', ''),
    oneOf('Ada Kern', 'Bo Li', ''),
    oneOf('CTO', 'CEO', ''),
    oneOf('x', 'y', ''),
    oneOf('gold', ''),
  )
  .map((cells) => cells.join(','));
const list = fc.record({
  do: fc.constant('list' as const),
  rows: fc.array(row, { minLength: 1, maxLength: 2 }),
});
const deed = fc.oneof(
  { weight: 5, arbitrary: list },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'undo' as const,
        'undo' as const,
        'merge' as const,
        'part' as const,
        'clear' as const,
      ),
      who: fc.nat({ max: 5 }),
      other: fc.nat({ max: 5 }),
    }),
  },
);
type Deed = typeof deed extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const DRAWS = process.env['LONG'] === undefined ? 20 : 2_000;

function everybody({ stores }: World): Promise<readonly Prospect[]> {
  return stores.people.list({ list: null, after: null, limit: 99 });
}

async function bring({ stores, clock }: World, rows: readonly string[]): Promise<void> {
  await importText(stores, [HEADER, ...rows, ''].join('\n'), { nowMs: clock.nowMs() });
}

const takeBack = ({ stores, clock }: World, id: string) =>
  undoImport(stores.imports, id, { dryRun: false, stop: null }, clock.nowMs());

async function happen(world: World, each: Deed): Promise<void> {
  if (each.do === 'list') return bring(world, each.rows);
  const { merges, people } = world.stores;
  const nowMs = world.clock.nowMs();
  if (each.do === 'undo') return void (await takeBack(world, `i${each.who + 1}`));
  const known = await everybody(world);
  const [one, other] = [known[each.who % known.length], known[each.other % known.length]];
  if (one === undefined || other === undefined) return;
  if (each.do === 'clear')
    await people.save([{ id: one.id, person: { ...one, tags: [], title: null } }], nowMs, null);
  if (each.do === 'part') await unmergePerson(merges, one, null, nowMs);
  if (each.do === 'merge' && one.id !== other.id) await mergePair(merges, one.id, other.id, nowMs);
}

test('whatever is taken back, joined and parted, every promise of the store holds', () =>
  fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 14 }), async (deeds) => {
      const world = new World({ nowMs: MONDAY });
      for (const each of deeds) {
        try {
          await happen(world, each);
        } catch (cause) {
          // No such list yet, or somebody else was merged later.
          if (!(cause instanceof UserError)) throw cause;
        }
        expect(await world.broken()).toEqual([]);
        world.clock.set(world.clock.nowMs() + MINUTE_MS);
      }
      world.stores.close();
    }),
    { numRuns: DRAWS },
  ));

test('lists that are taken back from the last to the first leave nobody', () =>
  fc.assert(
    fc.asyncProperty(fc.array(list, { minLength: 1, maxLength: 6 }), async (lists) => {
      const world = new World({ nowMs: MONDAY });
      for (const { rows } of lists) {
        await bring(world, rows);
        world.clock.set(world.clock.nowMs() + MINUTE_MS);
      }
      for (let number = lists.length; number > 0; number--) await takeBack(world, `i${number}`);
      expect(await everybody(world)).toEqual([]);
      world.stores.close();
    }),
    { numRuns: DRAWS },
  ));
