import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../../src/core/time/duration.ts';
import { settleTouch } from '../../../src/usecases/tasks/settle-touch.ts';
import { at, email, person, sequence } from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import type { FaultPlan } from '../../support/world/simulated-channel.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const TOUCH = 'e1.intro.1';

async function uncertain(plan: FaultPlan) {
  const world = new World({ nowMs: MONDAY, plan });
  const [id] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro'), email('bump', { wait: '3 days' })]), [id!]);
  await world.run();
  world.clock.set(MONDAY + 6 * HOUR_MS);
  return world;
}
const settle = (world: World, wasSent: boolean) =>
  settleTouch(deskOf(world), TOUCH, wasSent, momentOf(world));

describe('an uncertain touch', () => {
  test('that left: the next wait counts from the attempt', async () => {
    const world = await uncertain(() => 'uncertain_accepted');
    const settled = await settle(world, true);
    expect(settled).toMatchObject({ hasChanged: true, touch: { status: 'sent' } });
    expect(settled.enrollment).toMatchObject({
      cursor: 'bump',
      waiting: { untilMs: MONDAY + 3 * 24 * HOUR_MS },
    });
    expect((await world.stores.tasks.task(`${TOUCH}.settle`))?.status).toBe('done');
    expect(await world.broken()).toEqual([]);
  });

  test('that did not leave: the same message, at once, and its mailbox is not to blame', async () => {
    const world = await uncertain((_, attempt) => (attempt === 1 ? 'uncertain_lost' : 'accepted'));
    const bytes = async () => (await world.stores.history.touch(TOUCH))?.messageId;
    const first = await bytes();
    expect(await settle(world, false)).toMatchObject({ touch: { status: 'planned' } });
    expect((await world.stores.runner.mailbox('anna', 0)).restReason).toBe(null);
    await world.run();
    expect(await world.sent()).toEqual([TOUCH]);
    expect(await bytes()).toBe(first);
    expect(await world.broken()).toEqual([]);
  });

  test('that did not leave, days later: the person is not given up', async () => {
    const world = await uncertain((_, attempt) => (attempt === 1 ? 'uncertain_lost' : 'accepted'));
    world.clock.set(MONDAY + 72 * HOUR_MS);
    expect((await settle(world, false)).enrollment?.status).toBe('active');
  });

  test('of somebody who answered meanwhile is not sent again', async () => {
    const world = await uncertain(() => 'uncertain_lost');
    await world.signal('p1', 'reply');
    await world.run();
    expect(await settle(world, false)).toMatchObject({ touch: { status: 'cancelled' } });
    await world.runDays(1);
    expect(await world.sent()).toEqual([]);
  });
});

test('settled twice alike is calm, otherwise it is refused', async () => {
  const world = await uncertain(() => 'uncertain_accepted');
  await settle(world, true);
  expect(await settle(world, true)).toMatchObject({ hasChanged: false });
  await expect(settle(world, false)).rejects.toMatchObject({ code: 'touch_settled', exitCode: 1 });
});

test('a touch that nobody knows', async () => {
  const world = await uncertain(() => 'accepted');
  await expect(settleTouch(deskOf(world), 'e9.x.1', true, momentOf(world))).rejects.toMatchObject({
    code: 'unknown_touch',
  });
});
