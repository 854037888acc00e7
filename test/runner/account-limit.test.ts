/** `max_touches.account`: all people of one company share a limit, whichever mailbox writes to them. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/duration.ts';
import { at, call, email, linkedin, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const settings = { accountLimits: [{ most: 1, perMs: DAY_MS }] };
const SECOND = { name: 'second', version: 'w1' };
const ofAcme = (name: string) => person(name, { accountId: 'acme.example' });

test('colleagues who are due together are written to one a day, and others at once', async () => {
  const world = new World({ nowMs: MONDAY, settings });
  const people = await world.add(ofAcme('ada'), ofAcme('ben'), ofAcme('cleo'), person('dan'));
  await world.enroll(sequence([email('intro')]), people);
  const sent: number[] = [];
  for (let day = 0; day < 3; day++) {
    await world.runUntil(MONDAY + (day + 1) * DAY_MS - 1);
    sent.push(world.channel.accepted.length);
  }
  expect(sent).toEqual([2, 3, 4]);
  expect(await world.broken()).toEqual([]);
});

test('a task is not held up', async () => {
  const world = new World({ nowMs: MONDAY, settings });
  const [ada, ben] = await world.add(ofAcme('ada'), ofAcme('ben'));
  await world.enroll(sequence([email('intro')]), [ada!]);
  await world.run();
  await world.enroll(sequence([call('ring')], SECOND), [ben!]);
  await world.run();
  expect(world.channel.accepted).toHaveLength(1);
  expect(await world.stores.tasks.open(null)).toHaveLength(1);
});

test('what a rep did counts', async () => {
  const world = new World({ nowMs: MONDAY, settings });
  const [ada, ben] = await world.add(ofAcme('ada'), ofAcme('ben'));
  await world.enroll(sequence([linkedin('connect')]), [ada!]);
  await world.run();
  await world.doTasks();
  await world.enroll(sequence([email('intro')], SECOND), [ben!]);
  await world.run();
  expect(world.channel.accepted).toHaveLength(0);
  expect((await world.stores.engine.load('e2'))!.enrollment.waiting).toMatchObject({
    rule: 'max_touches',
    notBeforeMs: MONDAY + DAY_MS,
  });
});
