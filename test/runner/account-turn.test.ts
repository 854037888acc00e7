/** `per_account`: people of one company start one after the other, and nobody new while one of them has answered. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import type { AccountPace } from '../../src/core/sequence.ts';
import { at, duration, email, person, sequence } from '../support/world/builders.ts';
import { explain } from '../support/world/explain.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const ONE: AccountPace = { kind: 'at_a_time', most: 1 };
const ofAcme = (name: string) => person(name, { accountId: 'acme.example' });
const STEPS = [email('intro'), email('bump', { wait: '2 days' })];
const turns = (...perAccount: AccountPace[]) =>
  sequence(STEPS, {
    enroll: {
      duplicates: 'disallow',
      exclusive: true,
      untouchedFor: null,
      perDay: null,
      perAccount,
    },
  });

async function enrolled(pace: AccountPace[], ...names: string[]): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  const people = await world.add(...names.map(ofAcme));
  await world.enroll(turns(...pace), people);
  return world;
}

const HEARD = { channel: 'email', source: 'anna', details: { inboundId: 'm1' } } as const;
const statuses = (world: World, ...ids: string[]) => Promise.all(ids.map((id) => world.status(id)));

test('the next one starts when the one before is through, in the order of enrolling', async () => {
  const world = await enrolled([ONE], 'ada', 'ben', 'cleo');
  await world.runUntil(MONDAY + HOUR_MS);
  expect(await world.sent()).toEqual(['e1.intro.1']);
  expect(await statuses(world, 'e1', 'e2', 'e3')).toEqual(['active', 'pending', 'pending']);
  await world.runUntil(MONDAY + 2 * DAY_MS + HOUR_MS);
  expect(await world.sent()).toEqual(['e1.intro.1', 'e1.bump.1', 'e2.intro.1']);
  await world.runDays(5);
  expect((await world.sent()).slice(3)).toEqual(['e2.bump.1', 'e3.intro.1', 'e3.bump.1']);
  expect(await world.broken()).toEqual([]);
});

test('two at a time are two, and another company waits for nobody', async () => {
  const world = await enrolled([{ kind: 'at_a_time', most: 2 }], 'ada', 'ben', 'cleo');
  const [dan, eva] = await world.add(person('dan'), person('eva', { accountId: null }));
  await world.enroll(turns(ONE), [dan!, eva!]);
  await world.run();
  expect((await world.sent()).toSorted()).toEqual([
    'e1.intro.1',
    'e2.intro.1',
    'e4.intro.1',
    'e5.intro.1',
  ]);
});

test('one per three days starts every three days, whoever is under way', async () => {
  const world = await enrolled(
    [{ kind: 'paced', most: 1, per: duration('3 days') }],
    'ada',
    'ben',
    'cleo',
  );
  await world.runUntil(MONDAY + 3 * DAY_MS - HOUR_MS);
  expect(await statuses(world, 'e1', 'e2')).toEqual(['finished: completed', 'pending']);
  await world.runUntil(MONDAY + 3 * DAY_MS);
  expect(await statuses(world, 'e2', 'e3')).toEqual(['active', 'pending']);
  await world.runUntil(MONDAY + 6 * DAY_MS);
  expect(await statuses(world, 'e3')).toEqual(['active']);
});

describe('an answer at the account', () => {
  test('holds the rest by the colleague rule, and on while it is open', async () => {
    const world = await enrolled([ONE], 'ada', 'ben');
    await world.run();
    await world.log('p1', 'reply', HEARD);
    await world.runDays(9);
    expect(await statuses(world, 'e1', 'e2')).toEqual(['finished: replied', 'paused: colleague']);
    await world.doTasks();
    await world.runDays(2);
    expect(await statuses(world, 'e2')).toEqual(['active']);
  });

  test('keeps who was enrolled after it from starting', async () => {
    const world = await enrolled([ONE], 'ada');
    await world.run();
    await world.log('p1', 'reply', HEARD);
    const [ben] = await world.add(ofAcme('ben'));
    await world.enroll(turns(ONE), [ben!]);
    await world.runDays(2);
    expect(await statuses(world, 'e2')).toEqual(['pending']);
    const [second] = await explain(world, 'p2');
    expect(second!.checks[0]).toMatchObject({
      rule: 'per_account',
      verdict: 'blocks',
      detail: expect.stringContaining('open answer'),
    });
    await world.doTasks();
    await world.runDays(2);
    expect(await statuses(world, 'e2')).toEqual(['active']);
  });
});

test('why names who is before them, and when the next may start', async () => {
  const world = await enrolled(
    [ONE, { kind: 'paced', most: 1, per: duration('3 days') }],
    'ada',
    'ben',
    'cleo',
  );
  await world.run();
  const [third] = await explain(world, 'p3');
  expect(third).toMatchObject({ does: 'waits', next: { earliestMs: null } });
  expect(third!.checks[0]!.detail).toBe(
    'waits for its turn, 1 at a time of acme.example: ada (p1) is at bump, ben (p2) starts first',
  );
  await world.runUntil(MONDAY + 2 * DAY_MS + HOUR_MS);
  const [second] = await explain(world, 'p2');
  expect(second!.checks[0]).toMatchObject({
    detail: 'waits for its turn, 1 per 3 days of acme.example: ada (p1) began on Mon 2 Mar',
    clearsAtMs: MONDAY + 3 * DAY_MS,
  });
  expect(second!.next.earliestMs).toBe(MONDAY + 3 * DAY_MS);
});

test('who is stopped before the start holds nobody up, and a company that parts lets them go', async () => {
  const world = await enrolled([ONE], 'ada', 'ben', 'cleo', 'dan');
  await world.run();
  await world.apply('e2', { kind: 'command', command: 'stop', because: null });
  await world.apply('e1', { kind: 'command', command: 'stop', because: null });
  await world.run();
  expect(await statuses(world, 'e3', 'e4')).toEqual(['active', 'pending']);
  await world.stores.people.save(
    [{ id: 'p4', person: person('dan', { accountId: 'dan.example' }) }],
    world.clock.nowMs(),
    null,
  );
  await world.runUntil(MONDAY + DAY_MS + HOUR_MS);
  expect(await statuses(world, 'e4')).toEqual(['active']);
});
