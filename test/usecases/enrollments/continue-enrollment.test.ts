/** A sequence that ended by mistake goes on, and no step that left can leave again. */
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { applyEvent } from '../../../src/runner/deciding/apply.ts';
import { continueEnrollment } from '../../../src/usecases/enrollments/continue-enrollment.ts';
import { settleTask } from '../../../src/usecases/tasks/settle-task.ts';
import { settleTouch } from '../../../src/usecases/tasks/settle-touch.ts';
import {
  at,
  call,
  duration,
  email,
  linkedin,
  person,
  sequence,
} from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import type { FaultPlan } from '../../support/world/simulated-channel.ts';
import { World } from '../../support/world/world.ts';
import type { Sequence } from '../../../src/core/sequence.ts';

const MONDAY = at('2026-03-02T08:00');
const MAILS = sequence([
  email('intro'),
  email('bump', { wait: '3 days' }),
  email('bye', { wait: '3 days' }),
]);

async function worldWith(of: Sequence, plan?: FaultPlan) {
  const world = new World({ nowMs: MONDAY, ...(plan === undefined ? {} : { plan }) });
  const [id] = await world.add(person('ada'));
  await world.enroll(of, [id!]);
  await world.run();
  return { world, id: id! };
}

async function goOn(world: World, id: string) {
  const prospect = (await world.stores.people.byId(id))!;
  return continueEnrollment(deskOf(world), prospect, null, momentOf(world));
}

async function stop(world: World, enrollment = 'e1') {
  const due = (await world.stores.engine.load(enrollment))!;
  const order = { kind: 'command', command: 'stop', because: null } as const;
  await applyEvent(deskOf(world), due, order, momentOf(world));
}

const stepsOf = async (world: World) => (await world.sent()).map((touch) => touch.split('.')[1]);

describe('where it goes on', () => {
  test('between two steps: at the one it waited for, with its whole wait', async () => {
    const { world, id } = await worldWith(MAILS);
    await world.runDays(1);
    await world.signal(id, 'reply');
    await world.run();
    const atMs = world.clock.nowMs();
    const done = await goOn(world, id);
    expect(done).toMatchObject({ did: 'continued', step: 'bump', dueAtMs: atMs + 3 * DAY_MS });
    await world.runDays(12);
    expect(await stepsOf(world)).toEqual(['intro', 'bump', 'bye']);
    expect(await world.status('e2')).toBe('finished: completed');
    expect(await world.broken()).toEqual([]);
  });

  test('behind what has left', async () => {
    const { world, id } = await worldWith(MAILS);
    await world.runDays(3);
    await stop(world);
    expect(await stepsOf(world)).toEqual(['intro', 'bump']);
    expect(await goOn(world, id)).toMatchObject({ step: 'bye' });
    await world.runDays(10);
    expect(await stepsOf(world)).toEqual(['intro', 'bump', 'bye']);
  });

  test('a touch that was planned and never left is the next one', async () => {
    const { world, id } = await worldWith(MAILS, () => 'deferred');
    await stop(world);
    expect((await world.stores.history.touch('e1.intro.1'))?.status).toBe('cancelled');
    expect(await goOn(world, id)).toMatchObject({ step: 'intro' });
  });

  test('a task that was done after the end is not asked for again', async () => {
    const { world, id } = await worldWith(sequence([linkedin('connect'), call('ring')]));
    await stop(world);
    const task = (await world.stores.tasks.task('e1.connect.1'))!;
    const answer = { end: 'done', outcome: null, note: null, untilMs: null } as const;
    await settleTask(deskOf(world), task, answer, momentOf(world));
    expect(await goOn(world, id)).toMatchObject({ step: 'ring' });
    expect(await world.broken()).toEqual([]);
  });

  test('retries that were used stay used', async () => {
    const outcomes = { no_answer: { retry: { times: 1, every: duration('1 day') } } };
    const { world, id } = await worldWith(sequence([call('ring', { outcomes }), email('bye')]));
    const ring = (await world.stores.tasks.task('e1.ring.1'))!;
    const answer = { end: 'done', outcome: 'no_answer', note: null, untilMs: null } as const;
    await settleTask(deskOf(world), ring, answer, momentOf(world));
    await stop(world);
    await goOn(world, id);
    await world.run();
    expect((await world.stores.tasks.open(null)).map((each) => each.id)).toEqual(['e2.ring.2']);
  });

  test('it goes on twice: after the second end at where the second stood', async () => {
    const { world, id } = await worldWith(MAILS);
    await stop(world);
    await goOn(world, id);
    await world.runDays(3);
    await stop(world, 'e2');
    expect(await goOn(world, id)).toMatchObject({ did: 'continued', step: 'bye' });
    await world.runDays(10);
    expect(await stepsOf(world)).toEqual(['intro', 'bump', 'bye']);
    expect(await world.broken()).toEqual([]);
  });

  test('an answer from before it went on, heard late, stops it all the same', async () => {
    const { world, id } = await worldWith(MAILS);
    const heardMs = world.clock.nowMs();
    world.clock.set(heardMs + DAY_MS);
    await stop(world);
    await goOn(world, id);
    await world.signal(id, 'reply', { atMs: heardMs + 1 });
    await world.run();
    expect(await world.status('e2')).toBe('finished: replied');
  });
});

describe('where it does not', () => {
  test.each([['opt_out'], ['complaint'], ['erased']] as const)('after %s', async (kind) => {
    const { world, id } = await worldWith(MAILS);
    await world.signal(id, kind);
    await world.run();
    await expect(goOn(world, id)).rejects.toMatchObject({ code: 'resume_refused' });
  });

  test('after an opt-out that came when the sequence had ended already', async () => {
    const { world, id } = await worldWith(MAILS);
    await stop(world);
    await world.signal(id, 'opt_out');
    await expect(goOn(world, id)).rejects.toMatchObject({ code: 'resume_refused' });
  });

  test('while nobody knows whether the message left; once somebody knows, behind it', async () => {
    const { world, id } = await worldWith(MAILS, () => 'uncertain_accepted');
    expect((await world.stores.history.touch('e1.intro.1'))?.status).toBe('uncertain');
    await stop(world);
    await expect(goOn(world, id)).rejects.toMatchObject({ code: 'resume_refused' });
    await settleTouch(deskOf(world), 'e1.intro.1', true, momentOf(world));
    expect(await goOn(world, id)).toMatchObject({ step: 'bump' });
  });

  test('after the last step', async () => {
    const { world, id } = await worldWith(sequence([email('intro')]));
    expect(await world.status('e1')).toBe('finished: completed');
    expect(await goOn(world, id)).toMatchObject({ did: 'completed' });
  });

  test('from one end twice, whoever asks at the same time', async () => {
    const { world, id } = await worldWith(MAILS);
    await stop(world);
    const both = await Promise.allSettled([goOn(world, id), goOn(world, id)]);
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('from one end again, after the continuation has ended', async () => {
    const { world, id } = await worldWith(MAILS);
    await stop(world);
    const old = (await world.stores.enrollments.ofPerson(id))[0]!;
    await goOn(world, id);
    await stop(world, 'e2');
    const { id: _id, revision: _revision, ...enrollment } = old;
    const again = {
      enrollment: { ...enrollment, status: 'active', reason: null, continuedFrom: 'e1' } as const,
      exclusive: true,
      alongside: false,
      wake: { atMs: MONDAY, lane: 'anna', rank: 1 } as const,
      activity: {
        atMs: MONDAY,
        prospectId: id,
        type: 'continued',
        channel: null,
        sequence: 'outreach',
        step: 'bump',
        touchId: null,
        summary: '',
      },
    };
    expect(await world.stores.enrollments.enroll([again])).toEqual([null]);
  });
});
