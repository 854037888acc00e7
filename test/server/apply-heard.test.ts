import { expect, test } from 'vitest';
import { rawEventBytes } from '../../src/core/gateway-event.ts';
import type { EngineStore } from '../../src/ports/engine-store.ts';
import { applyHeard } from '../../src/usecases/signals/apply-heard.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import { World } from '../support/world/world.ts';
import { textMeaning } from './paris.ts';

const MONDAY = at('2026-03-02T08:00');

/** As many people as that, each of whom has answered; nobody has looked yet. */
async function answered(people: number): Promise<World> {
  const world = new World({ nowMs: MONDAY, mailbox: { source: null } });
  const ids = await world.add(...Array.from({ length: people }, (_, index) => person(`q${index}`)));
  await world.enroll(sequence([email('intro', { wait: '1 day' })]), ids);
  const messages = ids.map((_, index) => {
    const text = { id: `SM${index}`, from: `q${index}@q${index}.example`, text: 'Call me' };
    const body = JSON.stringify(text);
    const raw = { form: 'webhook', contentType: 'application/json', body, query: '' } as const;
    const bytes = rawEventBytes(raw);
    return { folder: 'webhook', key: text.id, receivedAtMs: MONDAY, bytes, truncated: false };
  });
  const keys = messages.map(({ key }) => key);
  await world.stores.inbound.storeRaw('paris', messages, keys, { folder: 'webhook', uid: 0 });
  return world;
}

const listenerOf = (world: World, said: string[] = []) => ({
  ...deskOf(world),
  clock: world.clock,
  say: (line: string) => void said.push(line),
});

test('everybody who answered is stopped, however many they are', async () => {
  const world = await answered(120);
  const applied = await applyHeard(listenerOf(world), momentOf(world), textMeaning);
  expect(applied).toEqual({ signals: 120, stopped: 120 });
  expect(await applyHeard(listenerOf(world), momentOf(world), textMeaning)).toEqual({
    signals: 0,
    stopped: 0,
  });
  await world.runDays(2);
  expect(await world.sent()).toEqual([]);
  expect(await world.broken()).toEqual([]);
});

test('one who fails is said, stays for the runner, and holds nobody up', async () => {
  const world = await answered(3);
  const said: string[] = [];
  const listener = listenerOf(world, said);
  const store: EngineStore = {
    ...listener.store,
    commit: (decision) =>
      decision.next.id === 'e2'
        ? Promise.reject(new Error('it does not add up'))
        : listener.store.commit(decision),
  };
  const applied = await applyHeard({ ...listener, store }, momentOf(world), textMeaning);
  expect(applied).toEqual({ signals: 3, stopped: 2 });
  expect(said).toEqual(['e2: it does not add up']);
  await world.run();
  expect(await world.status('e2')).toBe('finished: replied');
});
