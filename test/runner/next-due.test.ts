/** `next_due`: when can a run do something again? */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/core/time/duration.ts';
import type { MailboxLimits } from '../../src/core/budget.ts';
import { at, email, linkedin, OFFICE_HOURS, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/** Two people have an email due now. */
async function worldOfTwo(limits: Partial<MailboxLimits> = {}): Promise<World> {
  const all = {
    capPerDay: 50,
    gapMs: [0, 0],
    ramp: null,
    zone: 'Europe/Berlin',
    ...limits,
  } as const;
  const world = new World({ nowMs: MONDAY, mailbox: { limits: all } });
  const people = await world.add(person('ada'), person('ben'));
  await world.enroll(sequence([email('intro')]), people);
  return world;
}

const nextDueOf = async (world: World) => (await world.run()).nextDue;

describe('what is due and waits for its mailbox is due again', () => {
  test('when the gap after the last message is over', async () => {
    const world = await worldOfTwo({ gapMs: [5 * MINUTE_MS, 5 * MINUTE_MS] });
    const next = await nextDueOf(world);
    expect(next).toEqual({ atMs: MONDAY + 5 * MINUTE_MS, held: ['anna'] });
    world.clock.set(next.atMs!);
    expect((await world.run()).sent.email).toBe(1);
  });

  test('at the midnight after its cap was reached', async () => {
    const world = await worldOfTwo({ capPerDay: 1 });
    expect(await nextDueOf(world)).toEqual({ atMs: at('2026-03-02T23:00'), held: ['anna'] });
    world.clock.set(at('2026-03-02T23:00'));
    expect((await world.run()).sent.email).toBe(1);
  });

  test('soon, while its inbox cannot be heard: that may mend itself', async () => {
    const world = await worldOfTwo();
    world.source.isDown = true;
    expect(await nextDueOf(world)).toEqual({ atMs: MONDAY + 30 * SECOND_MS, held: ['anna'] });
  });

  test('never by itself, while it rests until a person resumes it', async () => {
    const world = await worldOfTwo();
    await world.stores.runner.restMailbox('anna', null, 'login failed', MONDAY);
    expect(await nextDueOf(world)).toEqual({ atMs: null, held: ['anna'] });
  });
});

test('what comes due before the cap ends is due when it ends', async () => {
  const world = await worldOfTwo({ capPerDay: 2 });
  const [cleo] = await world.add(person('cleo'));
  await world.enroll(sequence([email('intro', { wait: '2 hours' })]), [cleo!]);
  expect(await nextDueOf(world)).toEqual({ atMs: at('2026-03-02T23:00'), held: [] });
});

test('what needs no mailbox is due in its own time', async () => {
  const world = await worldOfTwo({ capPerDay: 1 });
  const [cleo] = await world.add(person('cleo'));
  await world.enroll(
    sequence([linkedin('connect', { wait: '1 hour' })], { name: 'other', version: 'v2' }),
    [cleo!],
  );
  expect((await nextDueOf(world)).atMs).toBe(MONDAY + HOUR_MS);
});

test('a planned touch of somebody who is held is no work', async () => {
  const world = new World({ nowMs: MONDAY, plan: () => 'deferred' });
  const [ada] = await world.add(person('ada'));
  const [enrollment] = await world.enroll(sequence([email('intro')]), [ada!]);
  await world.run();
  await world.apply(enrollment!, {
    kind: 'command',
    command: 'pause',
    untilMs: null,
    because: null,
  });
  world.clock.set(MONDAY + DAY_MS);
  expect(await nextDueOf(world)).toEqual({ atMs: null, held: [] });
});

test('a shut window is not the mailbox: due when it opens', async () => {
  const world = new World({ nowMs: at('2026-02-28T12:00') });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro')], { window: OFFICE_HOURS }), [ada!]);
  expect(await nextDueOf(world)).toEqual({ atMs: MONDAY, held: [] });
});

test('what another inbox keeps back, that must be heard first, is tried again soon', async () => {
  const world = new World({
    nowMs: MONDAY,
    mailboxes: [
      { id: 'anna', source: 'anna' },
      { id: 'ben', source: 'ben' },
    ],
  });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro')]), [ada!]);
  await world.run();
  world.sources.get('anna')!.isDown = true;
  world.clock.set(MONDAY + HOUR_MS);
  const second = sequence([email('intro')], { name: 'second', version: 'v2', mailboxes: ['ben'] });
  await world.enroll(second, [ada!], { mailbox: 'ben' });
  const next = await nextDueOf(world);
  expect(await world.sent()).toHaveLength(1);
  expect(next).toEqual({ atMs: MONDAY + HOUR_MS + 30 * SECOND_MS, held: ['ben'] });
});
