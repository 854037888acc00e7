/** `max_touches.account`: all people of one company share a limit, whichever mailbox writes to them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { peopleFiles } from '../../src/cli/files/people-files.ts';
import { addAliases } from '../../src/usecases/accounts/name-account.ts';
import { cleanStore, erasePerson } from '../../src/usecases/privacy/erase-person.ts';
import { explain } from '../support/world/explain.ts';
import type { Engine } from '../../src/runner/engine.ts';
import { at, call, email, linkedin, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const settings = { accountLimits: [{ most: 1, perMs: DAY_MS }] };
const SECOND = { name: 'second', version: 'w1' };
const ALONE = {
  enroll: { duplicates: 'disallow', exclusive: false, untouchedFor: null, perDay: null },
} as const;
const ofAcme = (name: string) => person(name, { accountId: 'acme.example' });

test('colleagues who are due together are written to one a day, and others at once', async () => {
  const world = new World({ nowMs: MONDAY, settings });
  const people = await world.add(ofAcme('ada'), ofAcme('ben'), ofAcme('cleo'), person('dan'));
  await world.enroll(sequence([email('intro')]), people);
  const sent: number[] = [];
  for (let day = 0; day < 3; day++) {
    await world.runUntil(MONDAY + (day + 1) * DAY_MS - 1);
    sent.push(world.channel.accepted.length);
  }
  expect(sent).toEqual([2, 3, 4]);
  expect(await world.broken()).toEqual([]);
});

test('a task is not held up', async () => {
  const world = new World({ nowMs: MONDAY, settings });
  const [ada, ben] = await world.add(ofAcme('ada'), ofAcme('ben'));
  await world.enroll(sequence([email('intro')]), [ada!]);
  await world.run();
  await world.enroll(sequence([call('ring')], SECOND), [ben!]);
  await world.run();
  expect(world.channel.accepted).toHaveLength(1);
  expect(await world.stores.tasks.open(null)).toHaveLength(1);
});

test('what a rep did counts', async () => {
  const world = new World({ nowMs: MONDAY, settings });
  const [ada, ben] = await world.add(ofAcme('ada'), ofAcme('ben'));
  await world.enroll(sequence([linkedin('connect')]), [ada!]);
  await world.run();
  await world.doTasks();
  await world.enroll(sequence([email('intro')], SECOND), [ben!]);
  await world.run();
  expect(world.channel.accepted).toHaveLength(0);
  expect((await world.stores.engine.load('e2'))!.enrollment.waiting).toMatchObject({
    rule: 'max_touches',
    notBeforeMs: MONDAY + DAY_MS,
  });
});

describe('what reached somebody who was erased since', () => {
  test('counts for their colleagues under any name of the account, and names nobody', async () => {
    const world = new World({ nowMs: MONDAY, settings });
    const [ada, ben, cleo] = await world.add(ofAcme('ada'), ofAcme('ben'), person('cleo'));
    await world.log(ada!, 'manual_touch', { channel: 'email' });
    await world.enroll(sequence([email('intro')]), [ben!, cleo!]);
    await erase(world, ada!);
    await addAliases(world.stores, 'acme.test', ['acme.example'], MONDAY);
    const report = await world.run();
    expect(await world.sent()).toEqual(['e2.intro.1']);
    expect(report.nextDue.atMs).toBe(MONDAY + DAY_MS);
    const [why] = await explain(world, ben!);
    expect(why!.checks.find(({ rule }) => rule === 'max_touches')!.detail).toBe(
      'touched as often as the limits allow: acme.test had 1 per day: somebody who was erased on Mon 2 Mar',
    );
    await world.runDays(1);
    expect(await world.sent()).toEqual(['e2.intro.1', 'e1.intro.1']);
    expect(await world.broken()).toEqual([]);
  });

  test('is forgotten with the last of the account', async () => {
    const world = new World({ nowMs: MONDAY, settings });
    const [ada, ben] = await world.add(ofAcme('ada'), ofAcme('ben'));
    for (const each of [ada!, ben!]) await world.log(each, 'manual_touch', { channel: 'email' });
    await erase(world, ada!);
    await addAliases(world.stores, 'acme.test', ['acme.example'], MONDAY);
    await erase(world, ben!);
    const counted = ['acme.example', 'acme.test'].map((account) =>
      world.stores.accounts.counted(account, 0),
    );
    expect(await Promise.all(counted)).toEqual([[], []]);
  });
});

async function erase({ stores }: World, prospectId: string): Promise<void> {
  const ports = { erasures: stores.erasures, privacy: stores.privacy, files: peopleFiles };
  const erasure = { prospectId, reason: 'asked', keepsHash: true, atMs: MONDAY };
  await erasePerson(ports, erasure, MONDAY);
  await cleanStore(stores.erasures);
}

/** Somebody does something between the look and the gate, once. */
function between(world: World, act: () => Promise<void>): Engine {
  const engine = world.engine();
  let isDone = false;
  const openGate: Engine['store']['openGate'] = async (guard, message) => {
    if (!isDone) await act();
    isDone = true;
    return engine.store.openGate(guard, message);
  };
  return { ...engine, store: { ...engine.store, openGate } };
}

describe('a touch by hand between the look and the gate uses the budget up', () => {
  test.each(['a colleague is logged as touched', 'a task of a colleague is done'])(
    '%s',
    async (how) => {
      const world = new World({ nowMs: MONDAY, settings });
      const [ada, ben] = await world.add(ofAcme('ada'), ofAcme('ben'));
      await world.enroll(sequence([linkedin('connect')]), [ben!]);
      await world.run();
      await world.enroll(sequence([email('intro')], SECOND), [ada!]);
      const engine = between(world, () =>
        how.startsWith('a task')
          ? world.doTasks()
          : world.log(ben!, 'manual_touch', { channel: 'email' }),
      );
      await world.run(engine);
      expect(await world.sent()).toEqual([]);
      expect(await world.broken()).toEqual([]);
    },
  );

  test('a task of their own in another sequence is done', async () => {
    const world = new World({
      nowMs: MONDAY,
      settings: { personLimits: [{ most: 1, perMs: DAY_MS }] },
    });
    const [ada] = await world.add(person('ada'));
    await world.enroll(sequence([linkedin('connect')], ALONE), [ada!]);
    await world.run();
    await world.enroll(sequence([email('intro')], SECOND), [ada!]);
    await world.run(between(world, () => world.doTasks()));
    expect(await world.sent()).toEqual([]);
  });
});

test('a channel has a limit of its own, for texts that reps send as well, and the others go on', async () => {
  const channelLimits = { email: [{ most: 1, perMs: 7 * DAY_MS }] };
  const world = new World({ nowMs: MONDAY, settings: { channelLimits } });
  const [ada, ben, cleo] = await world.add(person('ada'), person('ben'), person('cleo'));
  await world.log(ada!, 'manual_touch', { channel: 'email' });
  await world.log(ben!, 'manual_touch', { channel: 'sms' });
  await world.enroll(sequence([email('intro'), email('bump', { wait: '1 day' })]), [
    ada!,
    ben!,
    cleo!,
  ]);
  await world.runDays(3);
  expect(await world.sent()).toEqual(['e2.intro.1', 'e3.intro.1']);
  await world.runDays(5);
  expect((await world.sent()).slice(2).toSorted()).toEqual([
    'e1.intro.1',
    'e2.bump.1',
    'e3.bump.1',
  ]);
});

test('whatever reps and another process do at each gate, no touch leaves over a budget', async () => {
  let leftInAll = 0;
  const act = fc.constantFrom('log', 'log a colleague', 'do tasks', 'nothing', 'nothing');
  const limit = fc.record({ most: fc.integer({ min: 1, max: 3 }), perMs: fc.constant(DAY_MS) });
  await fc.assert(
    fc.asyncProperty(limit, limit, fc.array(act, { maxLength: 8 }), async (own, all, acts) => {
      const world = new World({
        nowMs: MONDAY,
        settings: { personLimits: [own], accountLimits: [all] },
      });
      const people = await world.add(ofAcme('ada'), ofAcme('ben'), ofAcme('cleo'));
      await world.enroll(sequence([linkedin('connect')], ALONE), people);
      await world.run();
      const steps = [email('intro'), email('bump', { wait: '3 hours' })];
      await world.enroll(sequence(steps, { ...ALONE, ...SECOND }), people);
      const byHand: { readonly who: string; readonly atMs: number }[] = [];
      const engine = world.engine();
      const openGate: Engine['store']['openGate'] = async (guard, message) => {
        const next = acts.shift() ?? 'nothing';
        const who = next === 'log' ? people[0]! : people[1]!;
        if (next === 'do tasks') {
          for (const task of await world.stores.tasks.open(null))
            byHand.push({ who: task.prospectId, atMs: world.clock.nowMs() });
          await world.doTasks();
        } else if (next !== 'nothing') {
          byHand.push({ who, atMs: world.clock.nowMs() });
          await world.log(who, 'manual_touch', { channel: 'email' });
        }
        const verdict = await engine.store.openGate(guard, message);
        if (verdict.open) {
          const whose = (await world.stores.history.touch(guard.touchId))!.prospectId;
          const before = [...byHand, ...left].filter(({ atMs }) => atMs > guard.nowMs - DAY_MS);
          expect(before.length).toBeLessThan(all.most);
          expect(before.filter(({ who: each }) => each === whose).length).toBeLessThan(own.most);
          left.push({ who: whose, atMs: guard.nowMs });
        }
        return verdict;
      };
      const left: { readonly who: string; readonly atMs: number }[] = [];
      const wrapped = { ...engine, store: { ...engine.store, openGate } };
      for (let hour = 0; hour < 30; hour += 6) {
        await world.run(wrapped);
        world.clock.set(MONDAY + (hour + 6) * HOUR_MS);
      }
      leftInAll += left.length;
    }),
    { numRuns: 10 },
  );
  expect(leftInAll).toBeGreaterThan(0);
});
