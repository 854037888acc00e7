import { expect, test } from 'vitest';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/** Ada and Ben were written to; our rules fail on the first message that comes. */
async function afterPoison(poisonFor: (firstId: string) => string) {
  const world = new World({ nowMs: MONDAY });
  const people = await world.add(person('ada'), person('ben'));
  const of = sequence([email('intro'), email('bump', { wait: '1 day' })]);
  const [ada, ben] = await world.enroll(of, people);
  await world.run();
  const toAda = world.channel.accepted.find(({ touchId }) => touchId.startsWith(`${ada}.`))!;
  const [, firstId] = /^message-id: (<.*>)/im.exec(Buffer.from(toAda.bytes).toString())!;
  world.source.deliver(poisonFor(firstId!));
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
  const [poison] = (await world.stores.inbox.inbox(10)).filter((each) => each.quarantined !== null);
  return { world, ada: ada!, ben: ben!, poison };
}

test('a message that our own rules fail on is quarantined, holds who wrote it, and blocks nobody', async () => {
  const { world, ada, ben, poison } = await afterPoison(
    () => 'From: Ada <ada@ada.example>\nMessage-ID: <poison@ada.example>\n\nHm.\n',
  );
  expect(await world.status(ada)).toBe('paused: suspect');
  expect(await world.status(ben)).toBe('finished: replied');
  expect(poison).toMatchObject({
    from: 'ada@ada.example',
    quarantined: 'it cannot be understood: a rule of ours is wrong',
  });
  expect((await world.stores.runner.heard()).get('anna')).toMatchObject({ heardAtMs: MONDAY });
});

test('one that refers to our message holds whom that was for, whoever wrote it', async () => {
  const { world, ada, poison } = await afterPoison(
    (id) => `From: x@private.example\nReferences: <1@x.example>\n ${id}\n\nHm.\n`,
  );
  expect(await world.status(ada)).toBe('paused: suspect');
  expect(poison).toMatchObject({ from: 'x@private.example', prospectId: 'p1' });
});
