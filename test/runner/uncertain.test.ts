import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { settled } from '../support/world/situations.ts';
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
      wasSent: async ({ messageId, touchlineId }) => {
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

  test('costs one question a look, however many there are, where the Sent folder cannot be asked', async () => {
    const { world } = await worldWithUncertain();
    const more = await world.add(person('ben'), person('cleo'));
    const steps = sequence([email('intro')], { name: 'two', version: 'v2' });
    await world.enroll(steps, more);
    await world.run();
    let asked = 0;
    const wasSent = (): Promise<boolean> => {
      asked += 1;
      return Promise.reject(new Error('connection refused'));
    };
    world.proofs.set('anna', { wasSent });
    world.clock.set(MONDAY + HOUR_MS);
    await world.run();
    expect(asked).toBe(1);
    expect(await world.stores.history.uncertain()).toHaveLength(3);
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

test('what a rep settles in the same moment is not assumed to be sent', async () => {
  const { world, touch } = await worldWithUncertain({ settings: { assumeSentAfterMs: DAY_MS } });
  world.clock.set(MONDAY + DAY_MS);
  await world.stores.runner.restMailbox('anna', null, 'the rep looks into it', MONDAY);
  const engine = world.engine();
  const load: typeof engine.store.load = async (id) => {
    if ((await status(world, touch)) === 'uncertain') await world.settle(touch, false);
    return engine.store.load(id);
  };
  await world.run({ ...engine, store: { ...engine.store, load } });
  expect(await status(world, touch)).toBe('planned');
  expect((await world.stores.engine.load('e1'))!.enrollment).toMatchObject({
    cursor: 'intro',
    sentCount: 0,
  });
});

describe('what was left on the wire', () => {
  test('is counted when it is settled, not when somebody has settled it meanwhile', async () => {
    const world = new World({ nowMs: MONDAY });
    await world.enroll(sequence([email('intro')]), await world.add(person('ada'), person('ben')));
    const engine = world.engine();
    const send = () => Promise.reject(new Error('the runner is killed'));
    const dying = { of: async () => ({ send, close: async () => {} }), close: async () => {} };
    await world.run({ ...engine, channels: dying });
    expect(await status(world, 'e2.intro.1')).toBe('sending');
    let reads = 0;
    const orphans: typeof engine.store.orphans = async () => {
      reads += 1;
      const found = await engine.store.orphans();
      if (found.length === 2)
        await world.apply('e1', settled('intro', { kind: 'uncertain' }, { basis: 'guess' }));
      return found;
    };
    world.talk.length = 0;
    await world.run({ ...engine, store: { ...engine.store, orphans } });
    expect(world.talk).toEqual(['settled a touch that was left on the wire']);
    expect(await status(world, 'e1.intro.1')).toBe('uncertain');
    expect(await status(world, 'e2.intro.1')).toBe('sent');
    expect(reads).toBe(2);
  });
});
