import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import { changeEnrollments } from '../../../src/usecases/enrollments/change-enrollments.ts';
import {
  assertAnswers,
  settleTask,
  type TaskAnswer,
} from '../../../src/usecases/tasks/settle-task.ts';
import {
  at,
  call,
  duration,
  email,
  linkedin,
  person,
  sequence,
  task as letter,
} from '../../support/world/builders.ts';
import { applyEvent } from '../../../src/runner/deciding/apply.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import { explain } from '../../support/world/explain.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const shared = (name: string, steps: Sequence['steps']): Sequence =>
  sequence(steps, {
    name,
    version: name,
    enroll: { duplicates: 'allow', exclusive: false, untouchedFor: null, perDay: null },
  });

async function worldWith(...sequences: Sequence[]) {
  const world = new World({ nowMs: MONDAY });
  const [id] = await world.add(person('ada'));
  const enrollments: string[] = [];
  for (const each of sequences) enrollments.push((await world.enroll(each, [id!]))[0]!);
  await world.run();
  return { world, id: id!, enrollments };
}

const DONE: TaskAnswer = { end: 'done', outcome: null, note: null, untilMs: null };

async function settle(world: World, taskId: string, answer: Partial<TaskAnswer> = {}) {
  const task = (await world.stores.tasks.task(taskId))!;
  return settleTask(deskOf(world), task, { ...DONE, ...answer }, momentOf(world));
}

describe('a task that its sequence waits for', () => {
  test('done: the touch is recorded and the next step comes', async () => {
    const { world } = await worldWith(sequence([linkedin('connect'), call('ring')]));
    const settled = await settle(world, 'e1.connect.1', { note: 'sent' });
    expect(settled).toMatchObject({ did: 'done', task: { status: 'done', note: 'sent' } });
    expect(settled.enrollment?.cursor).toBe('ring');
    expect((await world.stores.history.touch('e1.connect.1'))?.status).toBe('sent');
    expect(await world.broken()).toEqual([]);
  });

  test('done twice: the second time changes nothing', async () => {
    const { world, id } = await worldWith(sequence([linkedin('connect'), call('ring')]));
    await settle(world, 'e1.connect.1');
    const before = await world.stores.history.timeline(id);
    expect((await settle(world, 'e1.connect.1')).did).toBe('unchanged');
    expect(await world.stores.history.timeline(id)).toEqual(before);
  });

  test('skipped: no touch, and the next step comes', async () => {
    const { world } = await worldWith(sequence([linkedin('connect'), call('ring')]));
    expect((await settle(world, 'e1.connect.1', { end: 'skipped' })).enrollment?.cursor).toBe(
      'ring',
    );
    expect(await world.stores.history.touch('e1.connect.1')).toBe(null);
  });

  test("a step's own rule for an outcome wins over the exit, but the other sequences have their answer", async () => {
    const outcomes = { connected: { retry: { times: 1, every: duration('1 day') } } };
    const { world } = await worldWith(
      shared('phone', [call('ring', { outcomes })]),
      shared('mail', [email('intro', { wait: '1 day' })]),
    );
    const settled = await settle(world, 'e1.ring.1', { outcome: 'connected' });
    expect(settled.enrollment).toMatchObject({ status: 'active', cursor: 'ring', visit: 2 });
    expect(settled.alsoStopped.map((each) => each.id)).toEqual(['e2']);
    expect(await world.status('e1')).toBe('active');
  });
});

test('a deadline that a hold stopped is the same in the list of tasks and for the sequence', async () => {
  const deadline = { dueWithin: duration('1 day'), onOverdue: 'skip' } as const;
  const { world } = await worldWith(sequence([call('ring', deadline), email('intro')]));
  await world.apply('e1', { kind: 'command', command: 'pause', untilMs: null, because: null });
  world.clock.set(MONDAY + 9 * DAY_MS);
  await world.apply('e1', { kind: 'command', command: 'resume' });
  const { waiting } = (await world.stores.engine.load('e1'))!.enrollment;
  expect(waiting).toMatchObject({ for: 'task', deadlineMs: MONDAY + 10 * DAY_MS });
  expect((await world.stores.tasks.task('e1.ring.1'))?.dueAtMs).toBe(MONDAY + 10 * DAY_MS);
});

describe('a task that asks for what a step lacks', () => {
  const noPhone = person('ada', { identities: [] });

  test('skipped: the sequence goes on without the step', async () => {
    const world = new World({ nowMs: MONDAY });
    const [id] = await world.add(noPhone);
    await world.enroll(sequence([email('intro', { missing: 'ask' }), letter('letter')]), [id!]);
    await world.run();
    expect(await world.status('e1')).toBe('paused: missing_field');
    const settled = await settle(world, 'e1.intro.1.missing', { end: 'skipped', note: 'no email' });
    expect(settled).toMatchObject({
      did: 'skipped',
      task: { status: 'skipped', note: 'no email' },
    });
    expect(settled.enrollment).toMatchObject({ status: 'active', cursor: 'letter', holds: [] });
    expect((await settle(world, 'e1.intro.1.missing', { end: 'skipped' })).did).toBe('unchanged');
    await world.run();
    expect((await world.stores.tasks.open(null)).map((each) => each.id)).toEqual(['e1.letter.1']);
    expect(await world.broken()).toEqual([]);
  });

  test('skipped while a rep paused the person: the next step waits for that', async () => {
    const world = new World({ nowMs: MONDAY });
    const [id] = await world.add(noPhone);
    await world.enroll(sequence([email('intro', { missing: 'ask' }), letter('letter')]), [id!]);
    await world.run();
    await world.apply('e1', { kind: 'command', command: 'pause', untilMs: null, because: null });
    const { enrollment } = await settle(world, 'e1.intro.1.missing', { end: 'skipped' });
    expect(enrollment).toMatchObject({ status: 'paused', reason: 'by_rep', cursor: 'letter' });
    expect(await world.broken()).toEqual([]);
  });
});

describe('a task that nobody waits for any more', () => {
  test('is kept as a touch by hand, once, and its outcome counts', async () => {
    const { world, id } = await worldWith(
      shared('phone', [call('ring')]),
      shared('mail', [email('intro', { wait: '1 day' })]),
    );
    const due = (await world.stores.engine.load('e1'))!;

    const stop = { kind: 'command', command: 'stop', because: null } as const;
    await applyEvent(deskOf(world), due, stop, momentOf(world));
    expect((await world.stores.tasks.task('e1.ring.1'))?.status).toBe('cancelled');

    const settled = await settle(world, 'e1.ring.1', { outcome: 'not_interested' });
    expect(settled).toMatchObject({ did: 'recorded', task: { status: 'done' } });
    expect(await world.status('e2')).toBe('finished: replied');
    const touches = async () =>
      (await world.stores.history.timeline(id)).filter(
        ({ type }) => type === 'signal_manual_touch',
      );
    expect(await touches()).toHaveLength(1);
    await settle(world, 'e1.ring.1', { outcome: 'not_interested' });
    expect(await touches()).toHaveLength(1);
  });

  test('an answer that came first ends the sequence; the task is still a touch', async () => {
    const { world, id } = await worldWith(sequence([linkedin('connect'), call('ring')]));
    await world.signal(id, 'reply', { channel: 'email' });
    expect((await settle(world, 'e1.connect.1')).did).toBe('recorded');
    expect(await world.status('e1')).toBe('finished: replied');
    expect(await world.broken()).toEqual([]);
  });
});

describe('a callback', () => {
  const PHONE = shared('phone', [
    call('ring', { dueWithin: duration('1 day'), onOverdue: 'skip' }),
  ]);
  const MAIL = shared('mail', [email('intro', { wait: '1 day' })]);

  test('is the same task, due then, with its deadline after it; the other sequences wait', async () => {
    const { world } = await worldWith(PHONE, MAIL);
    const untilMs = MONDAY + 5 * DAY_MS;
    const settled = await settle(world, 'e1.ring.1', { outcome: 'callback', untilMs });
    expect(settled).toMatchObject({
      did: 'called_back',
      task: { status: 'open', dueAtMs: untilMs },
    });
    expect(settled.heldForCall.map((each) => each.sequence)).toEqual(['mail']);
    await world.runDays(4);
    expect(await world.status('e1')).toBe('active');
    expect(await world.status('e2')).toBe('paused: callback');
    expect(await world.sent()).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });

  test('lets the others go on once the call was made', async () => {
    const { world } = await worldWith(PHONE, MAIL);
    const untilMs = MONDAY + HOUR_MS;
    await settle(world, 'e1.ring.1', { outcome: 'callback', untilMs });
    world.clock.set(untilMs);
    await settle(world, 'e1.ring.1', { outcome: 'no_answer' });
    expect(await world.status('e2')).toBe('active');
  });

  test('lets the others go on when its deadline passes without the call', async () => {
    const { world } = await worldWith(PHONE, MAIL);
    await settle(world, 'e1.ring.1', { outcome: 'callback', untilMs: MONDAY + HOUR_MS });
    await world.runDays(2);
    expect(await world.status('e1')).toBe('finished: completed');
    expect(await world.status('e2')).not.toBe('paused: callback');
    expect(await world.broken()).toEqual([]);
  });

  test('lets the others go on at once when its own sequence is stopped', async () => {
    const { world, id } = await worldWith(PHONE, MAIL);
    await settle(world, 'e1.ring.1', { outcome: 'callback', untilMs: MONDAY + 5 * DAY_MS });
    const selector = { prospectId: id, sequence: 'phone', mailbox: null, rep: null };
    const order = { command: 'stop', because: null } as const;
    await changeEnrollments(deskOf(world), selector, order, momentOf(world));
    expect(await world.status('e1')).toBe('finished: removed');
    expect(await world.status('e2')).toBe('active');
    expect(await world.broken()).toEqual([]);
  });

  test('leaves a hold for the call of yet another sequence alone', async () => {
    const OTHER = shared('other', [call('dial')]);
    const { world } = await worldWith(PHONE, OTHER);
    await settle(world, 'e2.dial.1', { outcome: 'callback', untilMs: MONDAY + 5 * DAY_MS });
    await settle(world, 'e1.ring.1', { outcome: 'callback', untilMs: MONDAY + HOUR_MS });
    await settle(world, 'e1.ring.1', { outcome: 'no_answer' });
    expect(await world.status('e1')).toBe('finished: completed');
    expect(await world.status('e2')).toBe('active');
  });
});

describe('what fits no task', () => {
  const task = (kind: 'call' | 'settle' | 'missing' | 'linkedin') =>
    ({ id: 'e1.x.1', kind, prospectId: 'p1', touchId: 'e1.x.1' }) as Parameters<
      typeof assertAnswers
    >[0];
  test.each([
    ['a call without an outcome', 'call', {}, 'missing_outcome'],
    ['a call with an unknown one', 'call', { outcome: 'maybe' }, 'unknown_outcome'],
    ['a callback without a time', 'call', { outcome: 'callback' }, 'missing_until'],
    [
      'a callback of another task without a time',
      'linkedin',
      { outcome: 'callback' },
      'missing_until',
    ],
    ['settling by tasks done', 'settle', {}, 'task_elsewhere'],
    ['a missing field by tasks done', 'missing', {}, 'task_elsewhere'],
  ] as const)('%s', (_, kind, answer, code) => {
    expect(() => assertAnswers(task(kind), { ...DONE, ...answer })).toThrow(
      expect.objectContaining({ code, exitCode: 2 }),
    );
  });

  test('what is done needs no answer any more', () => {
    assertAnswers({ ...task('call'), status: 'done' }, DONE);
  });

  test('a skipped call needs no outcome, other tasks need none at all', () => {
    assertAnswers(task('call'), { ...DONE, end: 'skipped' });
    assertAnswers(task('linkedin'), DONE);
  });
});

test('a call whose step says where a taken call leads: its sequence writes on, the others end', async () => {
  const phone = [
    call('ring', { outcomes: { connected: { retry: null, thenTo: 'recap' } } }),
    email('recap'),
  ];
  const { world, enrollments } = await worldWith(
    shared('phone', phone),
    shared('mail', [email('intro'), email('bump', { wait: '1 day' })]),
  );
  world.clock.set(MONDAY + HOUR_MS);
  await settle(world, `${enrollments[0]}.ring.1`, { outcome: 'connected' });
  await world.runDays(2);
  expect(await world.sent()).toEqual(['e2.intro.1', 'e1.recap.1']);
  expect(await world.broken()).toEqual([]);
});

test('a reply task ends when the rep has answered, and is no second touch', async () => {
  const { world, id } = await worldWith(sequence([email('intro'), call('ring')]));
  world.source.deliver('From: ada@ada.example\nMessage-ID: <1@ada.example>\n\nTell me more.\n');
  await world.run();
  const [reply] = await world.stores.tasks.open(null);
  expect(await settle(world, reply!.id)).toMatchObject({ did: 'done', task: { status: 'done' } });
  expect(await world.stores.tasks.open(null)).toEqual([]);
  const types = (await world.stores.history.timeline(id)).map((each) => each.type);
  expect(types).not.toContain('signal_manual_touch');
});

test('the end of a reply task lets colleagues go on whom only that still held', async () => {
  const world = new World({ nowMs: MONDAY });
  const [ada, bo] = await world.add(
    person('ada', { accountId: 'kern.example' }),
    person('bo', { accountId: 'kern.example' }),
  );
  const steps = [email('intro', { wait: '30 days' })];
  await world.enroll(sequence(steps), [ada!, bo!]);
  await world.signal(ada!, 'reply', { channel: 'email', details: { inboundId: 'm1', text: 'Hm' } });
  await world.log(bo!, 'colleague_reply');
  await world.runUntil(MONDAY + 8 * DAY_MS, 6 * HOUR_MS);
  expect(await world.status('e2')).toBe('paused: colleague');
  const said = (await explain(world, bo!))[0]!;
  expect(said.checks[0]).toMatchObject({ rule: 'colleague', clearsAtMs: null });
  expect(said.next.earliestMs).toBeNull();
  const [reply] = await world.stores.tasks.open(null);
  await settle(world, reply!.id);
  expect(await world.status('e2')).toBe('active');
  expect(await world.broken()).toEqual([]);
});
