import { expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/** Ada is held because a colleague answered; Ben, of the same account, is in no sequence. */
async function held() {
  const world = new World({ nowMs: MONDAY });
  const ben = person('ben', { accountId: 'ada.example' });
  const [adaId, benId] = await world.add(person('ada'), ben);
  const steps = sequence([email('intro', { wait: '1 day' })]);
  const [enrollment] = await world.enroll(steps, [adaId!]);
  await world.log(adaId!, 'colleague_reply');
  return { world, ada: adaId!, ben: benId!, enrollment: enrollment! };
}

test('a meeting of a colleague holds for 30 days, not for ever, and not with a word a day', async () => {
  const { world, ada, ben, enrollment } = await held();
  world.clock.set(MONDAY + 3 * DAY_MS);
  await world.signal(ben, 'meeting_booked');
  const everyMs = DAY_MS / 2;
  await world.runUntil(MONDAY + 33 * DAY_MS - everyMs, everyMs);
  expect(await world.status(enrollment)).toBe('paused: colleague');
  await world.runUntil(MONDAY + 36 * DAY_MS, everyMs);
  expect(await world.sent()).toEqual([`${enrollment}.intro.1`]);
  const told = (await world.stores.history.timeline(ada)).map(({ type }) => type);
  expect(told.filter((type) => type === 'held' || type === 'resumed')).toEqual(['held', 'resumed']);
  expect(await world.broken()).toEqual([]);
});

test('an answer from a private address holds the colleagues as well', async () => {
  const world = new World({ nowMs: MONDAY });
  const ben = person('ben', { accountId: 'ada.example' });
  const ids = await world.add(person('ada'), ben);
  const [ada] = await world.enroll(
    sequence([email('intro'), email('bump', { wait: '1 day' })]),
    ids,
  );
  await world.run();
  world.clock.set(MONDAY + 60_000);
  world.source.deliver('From: ben@ben.example\nMessage-ID: <1@ben.example>\n\nLet us talk.\n');
  await world.run();
  expect(await world.status(ada!)).toBe('paused: colleague');
});

test.each([
  ['office@sales.kern.example', 'paused: suspect'],
  ['office@eu.sales.kern.example', 'paused: suspect'],
  ['office@notkern.example', 'active'],
  ['office@example', 'active'],
])('who writes unasked from %s leaves a person of kern.example %s', async (from, status) => {
  const world = new World({ nowMs: MONDAY });
  const steps = sequence([email('intro'), email('bump', { wait: '1 day' })]);
  await world.enroll(steps, await world.add(person('ada', { accountId: 'kern.example' })));
  await world.run();
  world.clock.set(MONDAY + 60_000);
  world.source.deliver(`From: ${from}\nMessage-ID: <1@x.example>\n\nAda told me of you.\n`);
  await world.run();
  expect(await world.status('e1')).toBe(status);
});

test('an answer that a rep has not taken care of holds for as long as it is open', async () => {
  const { world, ben, enrollment } = await held();
  await world.signal(ben, 'reply', { details: { inboundId: 'm1' } });
  await world.runUntil(MONDAY + 60 * DAY_MS, DAY_MS);
  expect(await world.status(enrollment)).toBe('paused: colleague');
  const [answer] = await world.stores.tasks.open(null);
  await world.stores.tasks.close(answer!.id, 'done', null, null, world.clock.nowMs());
  await world.runUntil(MONDAY + 63 * DAY_MS, DAY_MS);
  expect(await world.sent()).toEqual([`${enrollment}.intro.1`]);
});
