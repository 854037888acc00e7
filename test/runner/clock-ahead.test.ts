/** A run on a clock that was set far ahead, and the clock that is right again. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { runOnce } from '../../src/runner/run.ts';
import { at, call, duration, email, person, sequence } from '../support/world/builders.ts';
import { FreeLock, World, type WorldOptions } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const YEARS_MS = 3 * 365 * DAY_MS;

const never = new AbortController().signal;
const accept = (world: World) =>
  runOnce(world.engine(), new FreeLock(), { soon: never, now: never }, { acceptsClock: true });

/** Ada had the first email on the right clock, and her second one was put off on the wrong one; Ben had his first there, Cleo has a call. */
async function worldThatRanAhead(options: Partial<WorldOptions> = {}): Promise<World> {
  const world = new World({ nowMs: MONDAY, ...options });
  const steps = [
    email('intro'),
    email('bump', { wait: '3 days' }),
    email('last', { wait: '9 days' }),
  ];
  const of = sequence(steps);
  const [ada, ben, cleo] = await world.add(person('ada'), person('ben'), person('cleo'));
  await world.enroll(of, [ada!]);
  await world.run();
  world.clock.set(MONDAY + YEARS_MS);
  await world.enroll(of, [ben!]);
  const ring = call('ring', { dueWithin: duration('2 days'), onOverdue: 'skip' });
  await world.enroll(sequence([ring], { name: 'phone', version: 'phone' }), [cleo!]);
  await world.run();
  expect(await world.sent()).toEqual(['e1.intro.1', 'e2.intro.1']);
  world.clock.set(MONDAY + HOUR_MS);
  return world;
}

describe('after a run on a clock set far ahead', () => {
  test('a run refuses and names the cure', async () => {
    const world = await worldThatRanAhead();
    await expect(
      runOnce(world.engine(), new FreeLock(), { soon: never, now: never }),
    ).rejects.toMatchObject({
      code: 'clock_went_back',
      hint: expect.stringContaining('--accept-clock'),
    });
  });

  test('accepting the clock lets runs work again, and everything leaves once, after its whole wait', async () => {
    const world = await worldThatRanAhead();
    await accept(world);
    expect(await world.sent()).toHaveLength(2);
    world.clock.set(MONDAY + 3 * DAY_MS);
    await runOnce(world.engine(), new FreeLock(), { soon: never, now: never });
    expect(await world.sent()).toEqual(['e1.intro.1', 'e2.intro.1', 'e1.bump.1']);
    world.clock.set(MONDAY + HOUR_MS + 3 * DAY_MS);
    await runOnce(world.engine(), new FreeLock(), { soon: never, now: never });
    expect((await world.sent()).slice(3)).toEqual(['e2.bump.1']);
    for (let day = 0; day < 30; day++) {
      world.clock.set(world.clock.nowMs() + DAY_MS);
      await runOnce(world.engine(), new FreeLock(), { soon: never, now: never });
    }
    const sent = await world.sent();
    expect(sent.toSorted()).toEqual(
      ['e1', 'e2'].flatMap((id) => ['bump', 'intro', 'last'].map((step) => `${id}.${step}.1`)),
    );
    expect(await world.status('e3')).toBe('finished: completed');
    expect(await world.broken()).toEqual([]);
  });

  test('neither gap nor cap of the mailbox, nor the limit of a person waits for what was noted ahead', async () => {
    const limits = {
      capPerDay: 3,
      gapMs: [60_000, 60_000],
      ramp: null,
      zone: 'Europe/Berlin',
    } as const;
    const world = new World({ nowMs: MONDAY, mailbox: { limits } });
    const [ada, ben] = await world.add(person('ada'), person('ben'));
    await world.enroll(sequence([email('intro')]), [ada!]);
    world.clock.set(MONDAY + YEARS_MS);
    await world.run();
    world.clock.set(MONDAY + HOUR_MS);
    await accept(world);
    const record = await world.stores.runner.mailbox('anna', Math.floor(MONDAY / DAY_MS));
    expect(record).toMatchObject({ openedToday: 1, lastOpenedAtMs: MONDAY + HOUR_MS });
    world.clock.set(MONDAY + 2 * HOUR_MS);
    await world.enroll(sequence([email('intro')]), [ben!]);
    await runOnce(world.engine(), new FreeLock(), { soon: never, now: never });
    expect(await world.sent()).toHaveLength(2);
    expect(await world.broken()).toEqual([]);
  });

  test('an inbox that was heard in the future is not heard', async () => {
    const world = await worldThatRanAhead();
    world.source.isDown = true;
    await world.stores.inbound.heardOf('anna', 'p1', MONDAY + YEARS_MS);
    await accept(world);
    expect((await world.stores.runner.heard('p1')).get('anna')).toMatchObject({ heardAtMs: null });
  });

  test('an answer stops whom the wrong clock had enrolled', async () => {
    const world = await worldThatRanAhead();
    await accept(world);
    world.clock.set(MONDAY + 2 * HOUR_MS);
    world.source.deliver(
      'From: ben@ben.example\nMessage-ID: <1@ben.example>\n\nNot now, thanks.\n',
    );
    await runOnce(world.engine(), new FreeLock(), { soon: never, now: never });
    expect(await world.status('e2')).toBe('finished: replied');
  });

  test('each person of it can see it in their timeline; a repeat is calm', async () => {
    const world = await worldThatRanAhead();
    await accept(world);
    const lines = await world.stores.history.timeline('p2');
    expect(lines.filter((each) => each.type === 'clock_set_back')).toHaveLength(1);
    await accept(world);
    expect(world.talk.at(-1)).toContain('nothing to accept');
  });
});
