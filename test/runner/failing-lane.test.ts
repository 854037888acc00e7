import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { UserError } from '../../src/core/user-error.ts';
import { Versions } from '../../src/runner/versions.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T10:00');

test('a mailbox that fails ends the run only when the others have nothing on the wire', async () => {
  const world = new World({ nowMs: MONDAY, mailboxes: [{ id: 'anna' }, { id: 'ben' }] });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro')]), [ada!], { mailbox: 'ben' });
  const engine = world.engine();
  const busy = new UserError('store_busy', 'the store is busy', null, 75);
  const due: typeof engine.store.due = (lane, nowMs, limit) =>
    lane === 'anna' ? Promise.reject(busy) : engine.store.due(lane, nowMs, limit);
  const slow: Awaited<ReturnType<typeof engine.channels.of>> = {
    send: async (message, dataStarted, signal) => {
      await sleep(30);
      return world.channel.send(message, dataStarted, signal);
    },
    close: async () => {},
  };
  const channels = { of: async () => slow, close: async () => {} };
  await expect(
    world.run({ ...engine, store: { ...engine.store, due }, channels }),
  ).rejects.toMatchObject({ code: 'store_busy' });
  expect((await world.stores.history.touch('e1.intro.1'))?.status).toBe('sent');
});

test('a mailbox that fails has nothing on the wire when its run ends', async () => {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro')]), [ada!]);
  const engine = world.engine();
  const busy = new UserError('store_busy', 'the store is busy', null, 75);
  let begin = (): void => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let isAsked = false;
  const plannedSends: typeof engine.store.plannedSends = async (...asked) => {
    if (isAsked) {
      await begun;
      throw busy;
    }
    isAsked = true;
    return engine.store.plannedSends(...asked);
  };
  const slow: Awaited<ReturnType<typeof engine.channels.of>> = {
    send: async (message, dataStarted, signal) => {
      begin();
      await sleep(30);
      return world.channel.send(message, dataStarted, signal);
    },
    close: async () => {},
  };
  const channels = { of: async () => slow, close: async () => {} };
  await expect(
    world.run({ ...engine, store: { ...engine.store, plannedSends }, channels }),
  ).rejects.toMatchObject({ code: 'store_busy' });
  expect((await world.stores.history.touch('e1.intro.1'))?.status).toBe('sent');
});

test('a version that could not be read once is read again', async () => {
  const world = new World({ nowMs: MONDAY });
  const program = sequence([email('intro')]);
  const [ada] = await world.add(person('ada'));
  await world.enroll(program, [ada!]);
  const { enrollments } = world.stores;
  let isBusy = true;
  const versions = new Versions({
    ...enrollments,
    version: (hash) => (isBusy ? Promise.reject(new Error('busy')) : enrollments.version(hash)),
  });
  await expect(versions.of(program.version)).rejects.toThrow('busy');
  isBusy = false;
  expect((await versions.of(program.version)).sequence.name).toBe(program.name);
});
