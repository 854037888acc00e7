/** What people and servers put off on a clock that was set far ahead, once it is right again. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { runOnce } from '../../src/runner/run.ts';
import { pauseMailbox, resumeMailbox } from '../../src/usecases/enrollments/rest-mailbox.ts';
import { approveDraft } from '../../src/usecases/tasks/approve-draft.ts';
import { settleTask, taskOf, type TaskAnswer } from '../../src/usecases/tasks/settle-task.ts';
import {
  at,
  call,
  duration,
  email,
  linkedin,
  OFFICE_HOURS,
  person,
  sequence,
  task,
} from '../support/world/builders.ts';
import { deskOf } from '../support/world/desk.ts';
import { FreeLock, World, type WorldOptions } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
/** The clock shows it on that Monday. */
const WRONG = at('2029-03-05T09:07');
const FRIDAY_THERE = at('2029-03-09T14:00');
/** As many days after the Monday, at its time of day. */
const FRIDAY = at('2026-03-06T14:00');

const never = new AbortController().signal;

/** Ben is in the sequence since the right Monday; then the clock shows 2029. */
async function worldIn2029(of: Sequence, options: Partial<WorldOptions> = {}): Promise<World> {
  const world = new World({ nowMs: MONDAY, ...options });
  const [ben] = await world.add(person('ben', { owner: 'anna' }));
  await world.enroll(of, [ben!]);
  await run(world);
  world.clock.set(WRONG);
  return world;
}

const run = (world: World, acceptsClock = false) =>
  runOnce(world.engine(), new FreeLock(), { soon: never, now: never }, { acceptsClock });

/** A last run on the wrong clock, an hour of looking for the fault, and the cure. */
async function setRight(world: World): Promise<void> {
  await run(world);
  world.clock.set(MONDAY + HOUR_MS);
  await run(world, true);
  expect(await world.broken()).toEqual([]);
}

async function runAt(world: World, atMs: number): Promise<void> {
  world.clock.set(atMs);
  await run(world);
}

async function answer(world: World, id: string, given: Partial<TaskAnswer>): Promise<void> {
  const whole = { end: 'done', outcome: null, note: null, untilMs: null, ...given } as const;
  const desk = deskOf(world);
  await settleTask(desk, await taskOf(desk, id), whole, {
    nowMs: world.clock.nowMs(),
    slept: null,
  });
}

const openTask = (world: World, id: string) => taskOf(world.stores, id);

describe('a task that was put off on it', () => {
  test('comes back as many days from now, at its time of day', async () => {
    const world = await worldIn2029(sequence([task('letter')]));
    await world.stores.tasks.snooze('e1.letter.1', FRIDAY_THERE, null, WRONG);
    await setRight(world);
    expect(await openTask(world, 'e1.letter.1')).toMatchObject({ snoozedUntilMs: FRIDAY });
    expect(world.talk.join()).toContain('1 task that was put off');
    await run(world, true);
    expect(await openTask(world, 'e1.letter.1')).toMatchObject({ snoozedUntilMs: FRIDAY });
  });

  test('before it, on the right clock, comes back when it was said', async () => {
    const world = new World({ nowMs: MONDAY });
    const [ben] = await world.add(person('ben'));
    await world.enroll(sequence([task('letter')]), [ben!]);
    await run(world);
    await world.stores.tasks.snooze('e1.letter.1', FRIDAY, null, MONDAY);
    world.clock.set(WRONG);
    await setRight(world);
    expect(await openTask(world, 'e1.letter.1')).toMatchObject({ snoozedUntilMs: FRIDAY });
  });

  test.each([
    ['that was open before', false],
    ['that opened on it', true],
  ])(
    'because they asked to be called again, %s, keeps its deadline behind that',
    async (_, there) => {
      const ring = call('ring', {
        wait: there ? '10 days' : '0 days',
        dueWithin: duration('1 day'),
        onOverdue: 'skip',
      });
      const world = await worldIn2029(sequence([ring]));
      if (there) await run(world);
      const asked = { outcome: 'callback', untilMs: FRIDAY_THERE };
      await answer(world, 'e1.ring.1', asked);
      await setRight(world);
      expect(await openTask(world, 'e1.ring.1')).toMatchObject({
        snoozedUntilMs: FRIDAY,
        dueAtMs: FRIDAY,
      });
      await runAt(world, FRIDAY + DAY_MS - 1);
      expect(await openTask(world, 'e1.ring.1')).toMatchObject({ status: 'open' });
      await runAt(world, FRIDAY + DAY_MS);
      expect(await openTask(world, 'e1.ring.1')).toMatchObject({ status: 'expired' });
      expect(await world.status('e1')).toBe('finished: completed');
    },
  );
});

test('the deadline that a task shows is the one that counts', async () => {
  const ring = call('ring', { dueWithin: duration('2 days'), onOverdue: 'skip' });
  const world = new World({ nowMs: MONDAY });
  const [ben] = await world.add(person('ben'));
  await world.enroll(sequence([ring]), [ben!]);
  await run(world);
  await world.apply('e1', { kind: 'command', command: 'pause', untilMs: null, because: null });
  world.clock.set(WRONG);
  await world.apply('e1', { kind: 'command', command: 'resume' });
  await setRight(world);
  const { dueAtMs } = await openTask(world, 'e1.ring.1');
  expect(dueAtMs).toBe(MONDAY + HOUR_MS + 2 * DAY_MS);
});

describe('a mailbox that was put to rest on it', () => {
  test('by a rep wakes as long from now', async () => {
    const world = await worldIn2029(sequence([task('letter')]));
    await pauseMailbox(world.stores.runner, 'anna', WRONG + 2 * DAY_MS, WRONG);
    await setRight(world);
    expect(await world.stores.runner.mailbox('anna', 0)).toMatchObject({
      restUntilMs: MONDAY + HOUR_MS + 2 * DAY_MS,
    });
    await resumeMailbox(world.stores.runner, 'anna', world.clock.nowMs());
    await run(world, true);
    expect(await world.stores.runner.mailbox('anna', 0)).toMatchObject({ restReason: null });
  });

  test('before it, on the right clock, wakes when it was said', async () => {
    const world = new World({ nowMs: MONDAY });
    await run(world);
    await pauseMailbox(world.stores.runner, 'anna', FRIDAY, MONDAY);
    world.clock.set(WRONG);
    await setRight(world);
    expect(await world.stores.runner.mailbox('anna', 0)).toMatchObject({ restUntilMs: FRIDAY });
  });

  test('by its server sends again within minutes', async () => {
    let isIll = true;
    const world = new World({
      nowMs: WRONG,
      plan: () => (isIll ? 'deferred_mailbox' : 'accepted'),
    });
    const [ben] = await world.add(person('ben'));
    await world.enroll(sequence([email('intro')]), [ben!]);
    await setRight(world);
    isIll = false;
    await runAt(world, MONDAY + HOUR_MS + 3 * MINUTE_MS);
    expect(await world.sent()).toEqual(['e1.intro.1']);
  });
});

test('a call that is to be tried again is tried after its own while', async () => {
  const outcomes = { no_answer: { retry: { times: 2, every: duration('2 days') } } };
  const world = await worldIn2029(sequence([call('ring', { outcomes })]));
  await answer(world, 'e1.ring.1', { outcome: 'no_answer' });
  await setRight(world);
  await runAt(world, MONDAY + HOUR_MS + 2 * DAY_MS - 1);
  expect((await world.stores.tasks.open(null)).map(({ id }) => id)).toEqual([]);
  await runAt(world, MONDAY + HOUR_MS + 2 * DAY_MS);
  expect((await world.stores.tasks.open(null)).map(({ id }) => id)).toEqual(['e1.ring.2']);
});

test('a draft that was approved while the window was shut leaves in the next one', async () => {
  const steps = [email('intro', { review: true })];
  const world = await worldIn2029(sequence(steps, { window: OFFICE_HOURS }));
  world.clock.set(at('2029-03-05T22:00'));
  const desk = deskOf(world);
  const draft = await taskOf(desk, 'e1.intro.1.review');
  await approveDraft(desk, draft, null, { nowMs: world.clock.nowMs(), slept: null });
  await setRight(world);
  await runAt(world, MONDAY + 2 * HOUR_MS);
  expect(await world.sent()).toEqual(['e1.intro.1']);
});

test('who was held on it, and let go on, waits the whole wait from now', async () => {
  const world = await worldIn2029(sequence([email('intro'), email('bump', { wait: '3 days' })]));
  await world.apply('e1', { kind: 'command', command: 'pause', untilMs: null, because: null });
  await setRight(world);
  await world.apply('e1', { kind: 'command', command: 'resume' });
  await runAt(world, MONDAY + HOUR_MS + 3 * DAY_MS - 1);
  expect(await world.sent()).toEqual(['e1.intro.1']);
  await runAt(world, MONDAY + HOUR_MS + 3 * DAY_MS);
  expect(await world.sent()).toEqual(['e1.intro.1', 'e1.bump.1']);
});

test('a deadline that stood still on it is a whole one from then on, also that of an answer', async () => {
  const ring = call('ring', { dueWithin: duration('2 days'), onOverdue: 'skip' });
  const accepted = {
    ...linkedin('accepted'),
    kind: 'await',
    signal: 'connection_accepted',
    of: 'connect',
    within: duration('5 days'),
    thenTo: null,
    elseTo: null,
  } as const;
  const world = await worldIn2029(sequence([ring]));
  const [cem] = await world.add(person('cem'));
  world.clock.set(MONDAY);
  const other = { name: 'other', version: 'other' };
  await world.enroll(sequence([linkedin('connect'), accepted], other), [cem!]);
  await run(world);
  await answer(world, 'e2.connect.1', {});
  await run(world);
  world.clock.set(WRONG);
  const pause = { kind: 'command', command: 'pause', untilMs: null, because: null } as const;
  for (const id of ['e1', 'e2']) await world.apply(id, pause);
  await setRight(world);
  for (const id of ['e1', 'e2']) await world.apply(id, { kind: 'command', command: 'resume' });
  const waitingOf = async (id: string) => (await world.stores.engine.load(id))!.enrollment.waiting;
  const nowMs = MONDAY + HOUR_MS;
  expect(await waitingOf('e1')).toMatchObject({ for: 'task', deadlineMs: nowMs + 2 * DAY_MS });
  expect(await waitingOf('e2')).toMatchObject({ for: 'signal', deadlineMs: nowMs + 5 * DAY_MS });
});

test('who was enrolled on it for a date of theirs begins by that date', async () => {
  const world = new World({ nowMs: WRONG });
  const renewal = person('ben', { fields: { renewal_date: '2029-07-01' } });
  const [ben] = await world.add(renewal);
  const anchor = { side: 'before', field: 'renewal_date', distance: duration('30 days') } as const;
  const startMs = at('2029-05-31T22:00');
  await world.enroll(sequence([task('letter')], { start: anchor }), [ben!], { startMs });
  await setRight(world);
  const { enrollment } = (await world.stores.engine.load('e1'))!;
  expect(enrollment).toMatchObject({ status: 'pending', waiting: { untilMs: startMs } });
  await runAt(world, startMs);
  expect(await world.status('e1')).toBe('active');
});
