import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/duration.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World, type WorldOptions } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/** The far end has the first email, and its answer never came. */
async function worldWithUncertain(options: Partial<WorldOptions> = {}) {
  const plan = (message: { touchId: string }) =>
    message.touchId.includes('.intro.') ? ('uncertain_accepted' as const) : ('accepted' as const);
  const world = new World({ nowMs: MONDAY, plan, ...options });
  const [ada] = await world.add(person('ada'));
  const steps = [email('intro'), email('bump', { wait: '2 days' })];
  const [enrollment] = await world.enroll(sequence(steps), [ada!]);
  await world.run();
  return { world, enrollment: enrollment!, touch: `${enrollment}.intro.1` };
}

const status = async (world: World, touch: string) =>
  (await world.stores.history.touch(touch))?.status;

describe('a touch whose outcome nobody knows', () => {
  test('holds the enrollment, opens a settle task and is never sent again by itself', async () => {
    const { world, touch } = await worldWithUncertain();
    await world.runDays(30);
    expect(await world.sent()).toEqual([touch]);
    expect(await status(world, touch)).toBe('uncertain');
    expect((await world.stores.tasks.open(null)).map((task) => task.kind)).toEqual(['settle']);
    expect(await world.broken()).toEqual([]);
  });

  test('is settled by proof in the Sent folder, and the next wait counts from the attempt', async () => {
    const { world, touch, enrollment } = await worldWithUncertain();
    world.clock.set(MONDAY + DAY_MS);
    const asked: string[] = [];
    world.proofs.set('anna', {
      wasSent: async (messageId, touchlineId) => {
        asked.push(messageId, touchlineId);
        return true;
      },
    });
    await world.run();
    const { bytes } = world.channel.accepted[0]!;
    expect(Buffer.from(bytes).toString()).toContain(asked[0]!);
    expect(Buffer.from(bytes).toString()).toContain(`X-Touchline-Id: ${asked[1]}`);
    expect(await status(world, touch)).toBe('sent');
    expect(await world.stores.tasks.open(null)).toEqual([]);
    const { waiting } = (await world.stores.engine.load(enrollment))!.enrollment;
    expect(waiting).toMatchObject({ for: 'time', untilMs: MONDAY + 2 * DAY_MS });
  });

  test('stays uncertain while the Sent folder does not show it or cannot be asked', async () => {
    const { world, touch } = await worldWithUncertain();
    world.proofs.set('anna', { wasSent: async () => false });
    await world.runDays(1);
    world.proofs.set('anna', { wasSent: () => Promise.reject(new Error('connection refused')) });
    await world.runDays(1);
    expect(await status(world, touch)).toBe('uncertain');
    expect(world.talk.join('\n')).toContain('connection refused');
  });

  test('is assumed to be sent only when the workspace says so, and only after its time', async () => {
    const { world, touch } = await worldWithUncertain({
      settings: { assumeSentAfterMs: DAY_MS },
    });
    await world.runUntil(MONDAY + DAY_MS - HOUR_MS);
    expect(await status(world, touch)).toBe('uncertain');
    await world.runUntil(MONDAY + DAY_MS + HOUR_MS);
    expect(await status(world, touch)).toBe('sent');
  });
});
