/** Two were one for a while: what was written in that time to the address of the one may fail when it is the other's touch again. */
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../src/core/time/duration.ts';
import { mergePair } from '../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../src/usecases/merges/unmerge-person.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const BEN = person('ben');

/** Ada, who has no address, got a mail at Ben's while they were taken for one. */
async function parted(): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  const ada = person('ada');
  const identities = ada.identities.filter(({ kind }) => kind !== 'email');
  const ids = await world.add({ ...ada, identities }, BEN);
  const { merges, people } = world.stores;
  await mergePair(merges, 'p1', 'p2', MONDAY);
  await world.enroll(sequence([email('intro')]), [ids[0]!]);
  await world.run();
  world.clock.set(MONDAY + MINUTE_MS);
  await unmergePerson(merges, (await people.byId('p1'))!, null, world.clock.nowMs());
  return world;
}

async function bounce(world: World, failed: string, touchId: string): Promise<void> {
  world.clock.set(world.clock.nowMs() + MINUTE_MS);
  const { db } = world.stores;
  const id = db.prepare(`SELECT message_id FROM message WHERE touch_id = ?`).pluck().get(touchId);
  world.source.deliver(
    `From: Mail Delivery System <mailer-daemon@mx.example>\nMessage-ID: <b1@mx.example>\nIn-Reply-To: ${String(id)}\nSubject: Undelivered Mail Returned to Sender\n\n<${failed}>: host mx.example said: 550 5.1.1 user unknown\n`,
  );
  await world.run();
}

const badOf = async ({ stores }: World, id: string) =>
  (await stores.people.byId(id))!.identities.flatMap(({ value, status }) =>
    status === 'bad' ? [value] : [],
  );

test('the address is bad for whom it belongs to', async () => {
  const world = await parted();
  await bounce(world, 'ben@ben.example', 'e1.intro.1');
  expect(await badOf(world, 'p2')).toEqual(['ben@ben.example']);
  expect(await world.broken()).toEqual([]);
});

test('a report that names an address to which the letter never went does nothing to it', async () => {
  const world = new World({ nowMs: MONDAY });
  const ids = await world.add(person('ada'), BEN);
  await world.enroll(sequence([email('intro')]), [ids[0]!]);
  await world.run();
  await bounce(world, 'ben@ben.example', 'e1.intro.1');
  expect(await badOf(world, 'p2')).toEqual([]);
});
