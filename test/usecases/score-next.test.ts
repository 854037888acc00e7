/** Whom `next` names who has no task, and whom it leaves alone. */
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import { nextThings } from '../../src/usecases/score/rank-next.ts';
import { passOver } from '../../src/usecases/score/pass-over.ts';
import { at, person } from '../support/world/builders.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import { World } from '../support/world/world.ts';

const NOW = at('2026-03-02T10:00');

/** Ada answered a call and booked a meeting a week ago. */
async function engaged(): Promise<World> {
  const world = new World({ nowMs: NOW });
  await world.add(person('ada'), person('ben'));
  const atMs = NOW - 7 * DAY_MS;
  await world.log('p1', 'reply', { channel: 'call', atMs, details: { outcome: 'connected' } });
  await world.log('p1', 'meeting_booked', { channel: 'call', atMs });
  await world.log('p2', 'connection_accepted', { channel: 'linkedin', atMs });
  return world;
}

async function named(world: World): Promise<readonly string[]> {
  const things = await nextThings(deskOf(world), null, world.decisionMs());
  return things.map(({ prospect, channel }) => `${prospect.id} ${channel}`);
}

describe('somebody without a task is named', () => {
  test('when they are engaged, with the channel on which they answer', async () => {
    expect(await named(await engaged())).toEqual(['p1 call']);
  });

  test('without a channel that they took back', async () => {
    const world = await engaged();
    const withdrawn = { kind: 'withdrawn', channel: 'call', basis: null, source: 'rep' } as const;
    const said = { ...withdrawn, prospectId: 'p1', evidence: null, expiresAtMs: null, atMs: NOW };
    await world.stores.consents.addConsents([said], NOW);
    expect(await named(world)).toEqual(['p1 null']);
  });

  test.each([
    ['who wants to be left alone', (world: World) => world.log('p1', 'opt_out')],
    [
      'whom somebody reached just now',
      (world: World) => world.log('p1', 'manual_touch', { channel: 'call' }),
    ],
    ['whom a rep left out', (world: World) => passOver(deskOf(world), 'p1', momentOf(world))],
  ])('but not %s', async (_, does) => {
    const world = await engaged();
    world.clock.set(NOW + 60_000);
    await does(world);
    expect(await named(world)).toEqual([]);
  });

  test('again a week after a rep left them out', async () => {
    const world = await engaged();
    await passOver(deskOf(world), 'p1', momentOf(world));
    world.clock.set(NOW + 7 * DAY_MS + 1);
    expect(await named(world)).toEqual(['p1 call']);
  });
});
