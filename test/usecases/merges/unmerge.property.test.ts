/** Whatever happened before: who was merged and is parted at once was never merged. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { at } from '../../support/world/builders.ts';
import { seededPlan } from '../../support/world/simulated-channel.ts';
import { World } from '../../support/world/world.ts';
import { contentsOf, printedOf } from './contents.ts';
import { align, deed, everybody, happen, type Deed } from './deeds.ts';

const MONDAY = at('2026-03-02T08:00');
const FATES = { accepted: 8, refused_address: 1, uncertain_lost: 1, deferred: 1 };
/** Some people, all in the same sequence, and then whatever was drawn. */
async function livesOf(deeds: readonly Deed[]): Promise<World> {
  const world = new World({ nowMs: MONDAY, plan: seededPlan(7, FATES) });
  await happen(world, { do: 'list', who: 0, other: 2, how: 1 });
  await happen(world, { do: 'list', who: 1, other: 4, how: 2 });
  await happen(world, { do: 'enroll all', who: 0, other: 0, how: deeds.length });
  for (const each of deeds) await happen(world, each);
  await align(world);
  return world;
}

/** Each two of them. */
function pairs(ids: readonly string[]): readonly (readonly [string, string])[] {
  return ids.flatMap((one, place) => ids.slice(place + 1).map((other) => [one, other] as const));
}

const DRAWS = process.env['LONG'] === undefined ? 10 : 1_000;

test('merged and parted with nothing between, all that the store says is as it was', () =>
  fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 24 }), async (deeds) => {
      const world = await livesOf(deeds);
      const { merges, people } = world.stores;
      expect(await world.broken()).toEqual([]);
      const ids = (await everybody(world)).map(({ id }) => id);
      for (const pair of pairs(ids)) {
        const nowMs = world.decisionMs();
        const before = contentsOf(world);
        const printed = await printedOf(world, pair);
        const { survivor } = await mergePair(merges, ...pair, nowMs);
        expect(await world.broken()).toEqual([]);
        const one = (await people.byId(survivor.id))!;
        expect(await unmergePerson(merges, one, null, nowMs)).toMatchObject({ isHeld: false });
        expect([pair, contentsOf(world)]).toEqual([pair, before]);
        expect(await printedOf(world, pair)).toEqual(printed);
        expect(await world.broken()).toEqual([]);
      }
      world.stores.close();
    }),
    { numRuns: DRAWS },
  ));
