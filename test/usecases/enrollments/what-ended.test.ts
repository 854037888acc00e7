/** Why did it end, when; and which open task holds it? */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import type { Step } from '../../../src/core/sequence.ts';
import type { ExplainedEnrollment } from '../../../src/usecases/enrollments/explain-next.ts';
import { settleTask } from '../../../src/usecases/tasks/settle-task.ts';
import { at, call, email, person, sequence } from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import { explain } from '../../support/world/explain.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const EVES = [{ kind: 'email', value: 'eve@ada.example', status: 'good' }] as const;

async function worldWith(steps: readonly Step[]): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence(steps), [ada!]);
  return world;
}

async function whyAda(world: World): Promise<ExplainedEnrollment> {
  return (await explain(world, 'p1'))[0]!;
}

describe('why says', () => {
  test('a finished enrollment says when it ended and on which channel they answered', async () => {
    const world = await worldWith([email('intro'), email('bump', { wait: '2 days' })]);
    await world.run();
    world.clock.set(MONDAY + HOUR_MS);
    await world.log('p1', 'opt_out', { channel: 'sms' });
    world.clock.set(MONDAY + DAY_MS);
    expect((await whyAda(world)).ended).toEqual({
      atMs: MONDAY + HOUR_MS,
      channel: 'sms',
      because: 'opted_out',
    });
  });

  test('one that came to its end says when, and no channel', async () => {
    const world = await worldWith([email('intro')]);
    expect((await whyAda(world)).ended).toBeNull();
    await world.run();
    expect((await whyAda(world)).ended).toEqual({
      atMs: MONDAY,
      channel: null,
      because: 'completed',
    });
  });

  test('whom an open task holds, the task is named for: its own', async () => {
    const world = await worldWith([call('ring')]);
    await world.run();
    expect((await whyAda(world)).task?.id).toBe('e1.ring.1');
  });

  test('... one that asks for what is missing', async () => {
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada', { identities: [] }));
    await world.enroll(sequence([email('intro', { missing: 'ask' })]), [ada!]);
    await world.run();
    const { task } = await whyAda(world);
    expect(task).toMatchObject({
      id: 'e1.intro.1.missing',
      text: expect.stringContaining('Fill in: touchline set p1 email=...\n'),
    });
  });

  test('... a call in another sequence', async () => {
    const world = await worldWith([email('intro', { wait: '1 day' })]);
    const enroll = {
      duplicates: 'allow',
      exclusive: false,
      untouchedFor: null,
      perDay: null,
    } as const;
    const phone = sequence([call('ring')], { name: 'phone', version: 'phone', enroll });
    await world.enroll(phone, ['p1']);
    await world.run();
    const ring = (await world.stores.tasks.task('e2.ring.1'))!;
    const untilMs = MONDAY + DAY_MS;
    const answer = { end: 'done', outcome: 'callback', note: null, untilMs } as const;
    await settleTask(deskOf(world), ring, answer, momentOf(world));
    expect(await whyAda(world)).toMatchObject({
      enrollment: { id: 'e1', reason: 'callback' },
      task: { id: 'e2.ring.1' },
    });
  });

  test("... the answer that a colleague's reply wants", async () => {
    const world = await worldWith([email('intro'), email('bump', { wait: '1 day' })]);
    const [eve] = await world.add(person('eve', { accountId: 'ada.example', identities: EVES }));
    await world.enroll(sequence([email('intro')], { name: 'other', version: 'v2' }), [eve!]);
    await world.run();
    world.source.deliver('From: eve@ada.example\nMessage-ID: <1@ada.example>\n\nLet us talk.\n');
    await world.run();
    expect(await whyAda(world)).toMatchObject({
      enrollment: { id: 'e1', reason: 'colleague' },
      task: { kind: 'reply', prospectId: eve },
    });
  });
});
