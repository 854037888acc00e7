/** Who was erased is never touched again, in whatever order things happen around it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { peopleFiles } from '../../../src/cli/files/people-files.ts';
import { erasePerson } from '../../../src/usecases/privacy/erase-person.ts';
import { at, email, person, sequence, task } from '../../support/world/builders.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const ADA = 'ada@ada.example';
const STEPS = sequence([email('intro'), email('bump', { wait: '1 day' }), task('letter')]);

/** Two who share an account; each may come back under an address of their own. */
type Event =
  | 'run'
  | 'day'
  | 'answer'
  | 'colleague_answers_as_her'
  | 'erase'
  | 'enroll'
  | 'comes_back'
  | 'opt_out'
  | 'restart_erasure';

const EVENTS: readonly Event[] = [
  'run',
  'run',
  'run',
  'day',
  'day',
  'enroll',
  'answer',
  'colleague_answers_as_her',
  'erase',
  'enroll',
  'comes_back',
  'opt_out',
  'restart_erasure',
];

async function happen(world: World, event: Event, count: number): Promise<void> {
  const { stores } = world;
  const ada = await stores.people.byIdentity('email', ADA);
  const ports = { erasures: stores.erasures, privacy: stores.privacy, files: peopleFiles };
  const nowMs = world.decisionMs();
  switch (event) {
    case 'run':
      await world.run();
      return;
    case 'day':
      world.clock.set(world.clock.nowMs() + DAY_MS);
      await world.run();
      return;
    case 'answer':
      world.source.deliver(`From: ${ADA}\nMessage-ID: <${count}@ada.example>\n\nHello?\n`);
      return;
    case 'colleague_answers_as_her':
      world.source.deliver(
        `From: Ben <${ADA}>\nIn-Reply-To: <e2.intro.1@x>\nMessage-ID: <b${count}@x>\n\nI, too.\n`,
      );
      return;
    case 'erase':
      if (ada === null) return;
      await erasePerson(
        ports,
        { prospectId: ada.id, reason: 'asked', keepsHash: true, atMs: nowMs },
        nowMs,
      );
      return;
    case 'restart_erasure':
      if (ada !== null)
        await stores.erasures.begin({
          prospectId: ada.id,
          reason: 'asked',
          keepsHash: true,
          atMs: nowMs,
        });
      return;
    case 'enroll': {
      const ids = (await stores.people.list({ list: null, after: null, limit: 9 })).map(
        ({ id }) => id,
      );
      for (const id of ids)
        if ((await stores.enrollments.facts(id)).enrollments.length === 0)
          await world.enroll(STEPS, [id]);
      return;
    }
    // Past what add and import refuse: as if somebody had written them down a moment before.
    case 'comes_back':
      if (ada === null) await world.add(person('ada'));
      return;
    case 'opt_out':
      if (ada !== null) await world.log(ada.id, 'opt_out');
  }
}

test('nothing leaves for them, nothing of theirs is twice, every promise holds', async () => {
  let touched = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...EVENTS), { minLength: 4, maxLength: 12 }),
      async (events) => {
        const world = new World({ nowMs: MONDAY });
        await world.add(person('ada'), person('ben', { accountId: 'ada.example' }));
        let isErased = false;
        let sentBefore = 0;
        for (const [count, event] of ['enroll' as const, ...events].entries()) {
          await happen(world, event, count);
          const toAda = world.channel.accepted.filter(({ to }) => to === ADA).length;
          if (isErased) expect([event, toAda]).toEqual([event, sentBefore]);
          sentBefore = toAda;
          isErased ||= event === 'erase' || event === 'restart_erasure';
        }
        await happen(world, 'day', 98);
        await happen(world, 'day', 99);
        const toAda = world.channel.accepted.filter(({ to }) => to === ADA).length;
        if (isErased) expect(toAda).toBe(sentBefore);
        touched += toAda;
        const ids = world.channel.accepted.map(({ touchId }) => touchId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(await world.broken()).toEqual([]);
        world.stores.close();
      },
    ),
    { numRuns: 8, examples: [[['run', 'erase', 'comes_back', 'enroll', 'run', 'day']]] },
  );
  expect(touched).toBeGreaterThan(5);
});

test('no id of theirs is given again', async () => {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(person('ada'));
  const [first] = await world.enroll(STEPS, [ada!]);
  await world.run();
  await happen(world, 'erase', 1);
  const [ben] = await world.add(person('ben'));
  const [second] = await world.enroll(STEPS, [ben!]);
  expect(ben).not.toBe(ada);
  expect(second).not.toBe(first);
  await world.run();
  expect(await world.sent()).toEqual([`${first}.intro.1`, `${second}.intro.1`]);
  expect(await world.broken()).toEqual([]);
});
