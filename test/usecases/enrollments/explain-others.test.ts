/** What `why` says of what came from elsewhere: an answer that pauses, a touch by somebody else. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import type { ExplainedEnrollment } from '../../../src/usecases/enrollments/explain-next.ts';
import { at, duration, email, person, sequence } from '../../support/world/builders.ts';
import { explain } from '../../support/world/explain.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

async function whyAda(world: World): Promise<ExplainedEnrollment> {
  return (await explain(world, 'p1'))[0]!;
}

describe('what stands in the way', () => {
  test('an answer that the exits pause for, not a rep', async () => {
    const { exits } = sequence([]);
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada'));
    const pausing = sequence([email('intro', { wait: '1 day' })], {
      exits: { ...exits, reply: { do: 'pause', for: duration('5 days') } },
    });
    await world.enroll(pausing, [ada!]);
    await world.log('p1', 'reply', { channel: 'email' });
    expect((await whyAda(world)).checks[0]).toMatchObject({
      rule: 'by_exit',
      detail: 'the exits of the sequence pause it: replied on email',
      clearsAtMs: MONDAY + 5 * DAY_MS,
    });
  });

  test('a touch of somebody else, when they are to start where nobody may have touched them lately', async () => {
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada'));
    const enroll = { ...sequence([]).enroll, untouchedFor: duration('14 days'), perDay: 2 };
    const queue = sequence([email('intro')], { enroll });
    await world.enroll(queue, [ada!], { startMs: MONDAY + DAY_MS });
    await world.log(ada!, 'manual_touch', { channel: 'call' });
    expect((await whyAda(world)).next.earliestMs).toBe(MONDAY + 14 * DAY_MS);
    await world.runUntil(MONDAY + 2 * DAY_MS, 6 * HOUR_MS);
    expect(await world.status('e1')).toBe('pending');
    expect((await whyAda(world)).checks[0]).toMatchObject({
      rule: 'start',
      detail: 'has not started yet: they were touched lately',
      clearsAtMs: MONDAY + 14 * DAY_MS,
    });
    await world.runUntil(MONDAY + 14 * DAY_MS, DAY_MS);
    expect(await world.sent()).toEqual(['e1.intro.1']);
  });
});
