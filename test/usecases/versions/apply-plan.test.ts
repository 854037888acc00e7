import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import type { StoredVersion } from '../../../src/ports/enrollment-store.ts';
import { continueEnrollment } from '../../../src/usecases/enrollments/continue-enrollment.ts';
import { applyPlan } from '../../../src/usecases/versions/apply-plan.ts';
import { forecastMove, Target } from '../../../src/usecases/versions/forecast-move.ts';
import {
  countsUnder,
  planMigration,
  type Policy,
  type PolicyCounts,
} from '../../../src/usecases/versions/plan-migration.ts';
import { planRollback, rollBack } from '../../../src/usecases/versions/roll-back.ts';
import {
  at,
  duration,
  email,
  person,
  sequence,
  task,
  templatesFor,
} from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import type { SimulatedFate } from '../../support/world/simulated-channel.ts';
import { World, type WorldOptions } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T09:00');
const nothing = (): void => undefined;

const V1 = sequence([
  email('intro'),
  task('look', { wait: '1 day' }),
  email('bump', { wait: '2 days' }),
]);
const v2 = (options: Partial<Sequence> = {}): StoredVersion =>
  stored(
    sequence([email('intro'), email('bump', { wait: '3 days' })], { version: 'v2', ...options }),
  );

function stored(of: Sequence): StoredVersion {
  return { sequence: of, templates: templatesFor(of) };
}

async function inWorld(
  use: (world: World, ids: readonly string[]) => Promise<void>,
  {
    fate = 'accepted',
    first = V1,
    ...options
  }: { fate?: SimulatedFate; first?: Sequence } & Pick<WorldOptions, 'mailboxes'> = {},
): Promise<void> {
  const world = new World({ nowMs: MONDAY, plan: () => fate, ...options });
  try {
    const people = await world.add(person('ada'), person('bob'), person('cara'));
    const ids = await world.enroll(first, people);
    await world.run();
    await use(world, ids);
    expect(await world.broken()).toEqual([]);
  } finally {
    world.stores.close();
  }
}

const planned = async (world: World, file = v2()): Promise<string> =>
  (await planMigration(deskOf(world), file, momentOf(world), nothing)).hash;

async function apply(
  world: World,
  hash: string,
  policy: Policy,
  { file = v2(), to = deskOf(world) } = {},
) {
  const currents = await currentsOf(world);
  const versions = { name: 'outreach', file, successors: [], currents, pinned: [], before: null };
  const { counts, people } = await applyPlan(
    to,
    { versions, hash, policy },
    momentOf(world),
    nothing,
  );
  return { ...counts, fates: people?.map(({ fate }) => fate) ?? [] };
}

const versionsOf = async (world: World, ids: readonly string[]): Promise<string[]> =>
  Promise.all(ids.map(async (id) => (await world.stores.engine.load(id))!.enrollment.version));

describe('applying a plan', () => {
  test('with pin makes the version current and leaves everybody alone', async () => {
    await inWorld(async (world, ids) => {
      expect(await apply(world, await planned(world), 'pin')).toMatchObject({
        pin: 3,
        move: 0,
        stop: 0,
      });
      expect(await versionsOf(world, ids)).toEqual(['v1', 'v1', 'v1']);
      expect((await world.stores.enrollments.currents('outreach'))[0]?.hash).toBe('v2');
    });
  });

  test('with stop ends it for them, and says why', async () => {
    await inWorld(async (world, ids) => {
      expect(await apply(world, await planned(world), 'stop')).toMatchObject({
        pin: 0,
        move: 0,
        stop: 3,
      });
      expect(await world.status(ids[0]!)).toBe('finished: removed');
      const timeline = await world.stores.history.timeline('p1');
      expect(timeline.at(-1)!.summary).toBe('removed: version v2 was applied');
    });
  });

  test('is refused when somebody has gone on since it was read, and nothing is done', async () => {
    await inWorld(async (world, ids) => {
      const hash = await planned(world);
      await world.log('p2', 'reply', { channel: 'email' });
      await expect(apply(world, hash, 'move')).rejects.toThrow(
        expect.objectContaining({ code: 'plan_changed' }),
      );
      expect(await versionsOf(world, ids)).toEqual(['v1', 'v1', 'v1']);
      expect(await world.stores.enrollments.currents('outreach')).toHaveLength(1);
    });
  });

  test('is refused when the file is another one by now', async () => {
    await inWorld(async (world) => {
      const hash = await planned(world);
      const file = v2({ version: 'v3' });
      await expect(apply(world, hash, 'move', { file })).rejects.toThrow(
        expect.objectContaining({ code: 'plan_changed' }),
      );
    });
  });

  test('that was killed after the first person goes on with the others, and a third time nothing is left', async () => {
    await inWorld(async (world, ids) => {
      const hash = await planned(world);
      const to = deskOf(world);
      let first: Promise<unknown> | null = null;
      const commit: typeof to.store.commit = async (decision) => {
        if (first !== null) {
          await first;
          throw new Error('killed');
        }
        const committing = to.store.commit(decision);
        first = committing;
        return committing;
      };
      const dying = { ...to, store: { ...to.store, commit } };
      await expect(apply(world, hash, 'move', { to: dying })).rejects.toThrow('killed');
      expect((await versionsOf(world, ids)).filter((each) => each === 'v2')).toHaveLength(1);
      expect(await apply(world, hash, 'move')).toMatchObject({ move: 2 });
      expect(await versionsOf(world, ids)).toEqual(['v2', 'v2', 'v2']);
      expect((await apply(world, hash, 'move')).fates).toEqual([
        'there_already',
        'there_already',
        'there_already',
      ]);
    });
  });

  test('begun with one policy is not gone on with by another', async () => {
    await inWorld(async (world) => {
      const hash = await planned(world);
      await apply(world, hash, 'move');
      await expect(apply(world, hash, 'stop')).rejects.toThrow(
        expect.objectContaining({ code: 'plan_changed' }),
      );
    });
  });

  test('an answer that nobody applied yet goes first: it ends the sequence, and nobody is moved', async () => {
    await inWorld(async (world, ids) => {
      await world.signal('p1', 'reply', { channel: 'email' });
      const plan = await planMigration(deskOf(world), v2(), momentOf(world), nothing);
      expect(countsUnder('move', plan.travellers)).toEqual({ pin: 0, move: 2, stop: 0 });
      expect((await apply(world, plan.hash, 'move')).fates).toEqual(['answered', 'moved', 'moved']);
      expect(await world.status(ids[0]!)).toBe('finished: replied');
    });
  });

  test('somebody whose message nobody can vouch for stays until it is settled', async () => {
    await inWorld(
      async (world, ids) => {
        expect(await apply(world, await planned(world), 'move')).toMatchObject({ pin: 3, move: 0 });
        expect(await versionsOf(world, ids)).toEqual(['v1', 'v1', 'v1']);
        for (const touch of await world.stores.history.uncertain())
          await world.settle(touch.id, true);
        expect(await apply(world, await planned(world), 'move')).toMatchObject({ pin: 0, move: 3 });
      },
      { fate: 'uncertain_accepted' },
    );
  });

  test('a planned message that goes on its way while it is moved is not written again', async () => {
    await inWorld(
      async (world, ids) => {
        const changed = stored(sequence([email('intro', { note: 'another' })], { version: 'v2' }));
        const due = (await world.stores.engine.load(ids[0]!))!;
        expect(due.enrollment.waiting.for).toBe('touch');
        const moved = await forecastMove(deskOf(world), new Target(changed), due, momentOf(world));
        expect(moved!.decision!.moved).toEqual({ withdraws: `${ids[0]!}.intro.1` });
        world.stores.db.exec(`UPDATE touch SET status = 'sending' WHERE id = '${ids[0]!}.intro.1'`);
        await world.stores.enrollments.storeVersion(changed, MONDAY);
        expect(await world.stores.engine.commit(moved!.decision!)).toBe('conflict');
        expect((await world.stores.engine.load(ids[0]!))!.enrollment).toEqual(due.enrollment);
        world.stores.db.exec(`UPDATE touch SET status = 'planned' WHERE id = '${ids[0]!}.intro.1'`);
      },
      { fate: 'deferred' },
    );
  });

  test('a mailbox that the new version does not name hands over to one that it does', async () => {
    await inWorld(
      async (world, ids) => {
        const file = v2({ mailboxes: ['ben'] });
        await apply(world, await planned(world, file), 'move', { file });
        for (const id of ids) {
          expect((await world.stores.engine.load(id))!.enrollment.mailbox).toBe('ben');
        }
      },
      { mailboxes: [{ id: 'anna' }, { id: 'ben' }] },
    );
  });

  test('what was answered under softer exits is no breach of the stricter ones after it', async () => {
    const soft = sequence(
      [email('intro'), email('bump', { wait: '1 day' }), email('bye', { wait: '3 days' })],
      {
        exits: { ...V1.exits, reply: { do: 'continue' } },
      },
    );
    await inWorld(
      async (world) => {
        world.clock.set(MONDAY + HOUR_MS);
        await world.log('p1', 'reply', { channel: 'email' });
        await world.runUntil(MONDAY + DAY_MS + HOUR_MS);
        const strict = { ...soft, version: 'v2', exits: V1.exits };
        const file = stored(strict);
        await apply(world, await planned(world, file), 'move', { file });
        expect(await world.broken()).toEqual([]);
        await world.runUntil(MONDAY + 6 * DAY_MS);
        expect(await world.sent()).toContain('e1.bye.1');
      },
      { first: soft },
    );
  });
});

test('who was moved, stopped by mistake and resumed still does nothing twice', async () => {
  await inWorld(async (world) => {
    await world.runUntil(MONDAY + DAY_MS + HOUR_MS);
    const [intro, look, bump] = V1.steps;
    const file = stored(sequence([look!, intro!, bump!], { version: 'v2' }));
    expect(await apply(world, await planned(world, file), 'move', { file })).toMatchObject({
      move: 3,
    });
    await world.log('p1', 'reply', { channel: 'email' });
    const ada = (await world.stores.people.byId('p1'))!;
    expect(await continueEnrollment(deskOf(world), ada, null, momentOf(world))).toMatchObject({
      step: 'look',
    });
    await world.runUntil(MONDAY + 3 * DAY_MS);
    await world.doTasks();
    await world.runUntil(MONDAY + 9 * DAY_MS);
    const toAda = world.channel.accepted.filter((message) => message.to === 'ada@ada.example');
    expect(toAda.map(({ touchId }) => touchId.split('.')[1])).toEqual(['intro', 'bump']);
  });
});

async function takeBack(world: World): Promise<PolicyCounts> {
  const rollback = await planRollback(deskOf(world), 'outreach', momentOf(world), nothing);
  expect(rollback.from.sequence.version).toBe('v2');
  return (await rollBack(deskOf(world), rollback, 'move', momentOf(world), nothing)).counts;
}

const currentsOf = async (world: World): Promise<readonly string[]> =>
  (await world.stores.enrollments.currents('outreach')).map(({ hash }) => hash);

test('who was stopped by mistake, resumed and then moved does nothing twice either', async () => {
  await inWorld(async (world) => {
    await world.log('p1', 'reply', { channel: 'email' });
    const ada = (await world.stores.people.byId('p1'))!;
    await continueEnrollment(deskOf(world), ada, null, momentOf(world));
    const [intro, look, bump] = V1.steps;
    const file = stored(sequence([look!, intro!, bump!], { version: 'v2' }));
    await apply(world, await planned(world, file), 'move', { file });
    await world.runUntil(MONDAY + 2 * DAY_MS);
    await world.doTasks();
    await world.runUntil(MONDAY + 9 * DAY_MS);
    const toAda = world.channel.accepted.filter((message) => message.to === 'ada@ada.example');
    expect(toAda.map(({ touchId }) => touchId)).toEqual(['e1.intro.1', 'e4.bump.1']);
  });
});

describe('a rollback', () => {
  test('makes the version before current again and takes people back; what they did is not done again', async () => {
    await inWorld(async (world, ids) => {
      await apply(world, await planned(world), 'move');
      await world.runUntil(MONDAY + DAY_MS);
      expect(await takeBack(world)).toEqual({ pin: 0, move: 3, stop: 0 });
      expect(await versionsOf(world, ids)).toEqual(['v1', 'v1', 'v1']);
      expect(await currentsOf(world)).toEqual(['v1', 'v2', 'v1']);
      await world.runUntil(MONDAY + 3 * DAY_MS);
      await world.doTasks();
      await world.runUntil(MONDAY + 9 * DAY_MS);
      const once = ids.flatMap((id) => [`${id}.bump.1`, `${id}.intro.1`]);
      expect((await world.sent()).toSorted()).toEqual(once.toSorted());
    });
  });

  test('when nobody is left to take back only makes the version before current again', async () => {
    await inWorld(async (world, ids) => {
      await apply(world, await planned(world), 'move');
      await world.runUntil(MONDAY + 4 * DAY_MS);
      expect(await takeBack(world)).toEqual({ pin: 0, move: 0, stop: 0 });
      expect(await currentsOf(world)).toEqual(['v1', 'v2', 'v1']);
      expect(await versionsOf(world, ids)).toEqual(['v2', 'v2', 'v2']);
      expect(await world.status(ids[0]!)).toBe('finished: completed');
    });
  });

  test('has nothing to go back to where there is one version', async () => {
    await inWorld(async (world) => {
      await expect(
        planRollback(deskOf(world), 'outreach', momentOf(world), nothing),
      ).rejects.toThrow(expect.objectContaining({ code: 'no_earlier_version' }));
    });
  });
});

test('deadlines and waits of those who stay on an old version run as if nothing had happened', async () => {
  const told = async (edits: boolean): Promise<readonly string[]> => {
    let sent: readonly string[] = [];
    await inWorld(
      async (world) => {
        if (edits) await apply(world, await planned(world), 'pin');
        await world.runUntil(MONDAY + 2 * DAY_MS);
        await world.doTasks();
        await world.runUntil(MONDAY + 8 * DAY_MS);
        sent = (await world.stores.history.timeline('p1')).map(
          ({ atMs, type, step }) => `${atMs} ${type} ${step}`,
        );
      },
      {
        first: sequence(
          V1.steps.map((step) =>
            step.kind === 'task' ? { ...step, dueWithin: duration('5 days') } : step,
          ),
        ),
      },
    );
    return sent;
  };
  expect(await told(true)).toEqual(await told(false));
});
