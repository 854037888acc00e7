import { expect, test } from 'vitest';
import { HOUR_MS } from '../../src/core/time/duration.ts';
import type { Identity } from '../../src/core/person/prospect.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/** The first attempt was deferred: its bytes are stored and wait. */
async function deferredOnce() {
  const plan = (_: unknown, attempt: number) =>
    attempt === 1 ? ('deferred' as const) : ('accepted' as const);
  const world = new World({ nowMs: MONDAY, plan });
  const [ada] = await world.add(person('ada'));
  const [enrollment] = await world.enroll(sequence([email('intro')]), [ada!]);
  await world.run();
  world.clock.set(MONDAY + HOUR_MS);
  return { world, ada: ada!, enrollment: enrollment! };
}

async function change(world: World, id: string, identities: readonly Identity[]): Promise<void> {
  const { id: _id, revision: _revision, ...rest } = (await world.stores.people.byId(id))!;
  await world.stores.people.save(
    [{ id, person: { ...rest, identities } }],
    world.clock.nowMs(),
    null,
  );
}

test('a deferred message is tried again with the same bytes', async () => {
  const { world, enrollment } = await deferredOnce();
  const stored = await world.stores.engine.plannedSends('anna', world.clock.nowMs(), 1);
  await world.run();
  expect(await world.sent()).toEqual([`${enrollment}.intro.1`]);
  const sent = world.channel.accepted[0]!;
  expect(Buffer.from(sent.bytes).equals(Buffer.from(stored[0]!.message!.bytes))).toBe(true);
});

test('a deferred message does not follow the person to a new address with its old bytes', async () => {
  const { world, ada, enrollment } = await deferredOnce();
  await change(world, ada, [{ kind: 'email', value: 'ada@kern.example', status: 'good' }]);
  world.clock.set(world.clock.nowMs() + HOUR_MS);
  await world.run();
  world.clock.set(world.clock.nowMs() + HOUR_MS);
  await world.run();
  expect(world.channel.accepted.map((message) => [message.touchId, message.to])).toEqual([
    [`${enrollment}.intro.2`, 'ada@kern.example'],
  ]);
  expect(await world.broken()).toEqual([]);
});

test('a deferred message is taken back when no address is left', async () => {
  const { world, ada, enrollment } = await deferredOnce();
  await change(world, ada, [{ kind: 'email', value: 'ada@ada.example', status: 'bad' }]);
  await world.run();
  expect(await world.sent()).toEqual([]);
  expect(await world.status(enrollment)).toBe('finished: completed');
  expect(await world.broken()).toEqual([]);
});
