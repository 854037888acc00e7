import { expect, test } from 'vitest';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

test('a message that our own rules fail on is quarantined, holds who wrote it, and blocks nobody', async () => {
  const world = new World({ nowMs: MONDAY });
  const people = await world.add(person('ada'), person('ben'));
  const of = sequence([email('intro'), email('bump', { wait: '1 day' })]);
  const [ada, ben] = await world.enroll(of, people);
  await world.run();
  world.source.deliver('From: Ada <ada@ada.example>\nMessage-ID: <poison@ada.example>\n\nHm.\n');
  world.source.deliver(
    'From: Ben <ben@ben.example>\nMessage-ID: <2@ben.example>\n\nYes, please.\n',
  );
  const engine = world.engine();
  let calls = 0;
  const lookUp: typeof engine.inbound.lookUp = (...asked) => {
    calls += 1;
    if (calls === 1) return Promise.reject(new Error('a rule of ours is wrong'));
    return engine.inbound.lookUp(...asked);
  };
  await world.run({ ...engine, inbound: { ...engine.inbound, lookUp } });
  expect(await world.status(ada!)).toBe('paused: suspect');
  expect(await world.status(ben!)).toBe('finished: replied');
  const [poison] = (await world.stores.inbox.inbox(10)).filter((each) => each.quarantined !== null);
  expect(poison).toMatchObject({
    from: 'ada@ada.example',
    quarantined: 'it cannot be understood: a rule of ours is wrong',
  });
  expect((await world.stores.runner.heard()).get('anna')).toMatchObject({ heardAtMs: MONDAY });
});
