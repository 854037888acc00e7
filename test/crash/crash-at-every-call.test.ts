/**
 * The process dies before, and after, each call that the runner makes to anything outside itself; another one starts on the same data.
 * Counted by what the far end has.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import type { Engine } from '../../src/runner/engine.ts';
import { at, call, duration, email, person, sequence } from '../support/world/builders.ts';
import type { Death } from '../support/world/crashing.ts';
import { dyingEngine, isJudged, settleUncertain } from '../support/world/dying-engine.ts';
import { World } from '../support/world/world.ts';

const START = at('2026-03-02T08:00');
const OUTREACH = sequence([
  email('intro'),
  call('ring', { wait: '1 day', dueWithin: duration('1 day'), onOverdue: 'skip' }),
  email('bump', { wait: '1 day' }),
]);
const DAYS = 5;

/** Ben's answer is in the mailbox before the run of this day. */
interface Story {
  readonly answersOnDay: number;
  /** As many messages can be on the wire when the process dies. */
  readonly connections: number;
  readonly path: string | null;
}

function worldOf({ connections, path }: Story): World {
  return new World({
    nowMs: START,
    mailbox: { connections },
    // Cleo's server asks to come again.
    plan: ({ touchId }, attempt) =>
      touchId === 'e3.intro.1' && attempt === 1 ? 'deferred' : 'accepted',
    ...(path === null ? {} : { path }),
  });
}

/** @param judged  What dead processes left, as far as somebody went on from there. */
async function live(
  story: Story,
  death: Death,
  judged: Set<string>,
): Promise<{ calls: number; dead: boolean }> {
  const world = worldOf(story);
  const people = await world.add(person('ada'), person('ben'), person('cleo'));
  await world.enroll(OUTREACH, people);
  const planned = death.left;
  let engine = dyingEngine(world, death);
  let isDead = false;
  const toBen: number[] = [];
  for (let day = 0; day <= DAYS; day++) {
    if (day === story.answersOnDay) world.source.deliver(answerOfBen(world));
    const before = sentTo(world, 'ben');
    await world.run(engine).catch((): void => {});
    const dies = death.left <= 0 && !isDead;
    if (dies) {
      isDead = true;
      // The next process finds what the dead one left.
      if (story.path !== null) world.restart();
      engine = world.engine();
      await world.run(engine);
    }
    if (day >= story.answersOnDay && sentTo(world, 'ben') > before) toBen.push(day);
    if (dies && isJudged(`${day} ${toBen.join()} ${world.whatIsLeft()}`, judged)) {
      world.stores.close();
      return { calls: planned - death.left, dead: true };
    }
    world.clock.set(world.clock.nowMs() + DAY_MS);
  }
  const calls = planned - death.left;
  await finish(world, engine, story.connections);
  expect(toBen, 'sent after the answer').toEqual([]);
  const accepted = world.channel.accepted.map((message) => message.touchId);
  expect(accepted, 'accepted twice').toEqual([...new Set(accepted)]);
  expect(accepted, 'lost').toEqual(
    expect.arrayContaining(['e1.intro.1', 'e1.bump.1', 'e3.intro.1', 'e3.bump.1']),
  );
  expect(await world.status('e1')).toBe('finished: completed');
  expect(await world.status('e2')).toBe('finished: replied');
  expect(await world.status('e3')).toBe('finished: completed');
  expect(await world.broken()).toEqual([]);
  world.stores.close();
  return { calls, dead: isDead };
}

/** A rep looks what became of what nobody knows of: at most one message a connection; then the rest goes its way. */
async function finish(world: World, engine: Engine, uncertainMost: number): Promise<void> {
  expect(await settleUncertain(world), 'uncertain').toBeLessThanOrEqual(uncertainMost);
  for (let day = 0; day <= DAYS; day++) {
    await world.run(engine);
    world.clock.set(world.clock.nowMs() + DAY_MS);
  }
}

const sentTo = (world: World, name: string): number =>
  world.channel.accepted.filter((message) => message.to.startsWith(`${name}@`)).length;

function answerOfBen(world: World): string {
  const intro = world.channel.accepted.find((message) => message.touchId === 'e2.intro.1');
  const id = /^Message-ID: (\S+)/im.exec(Buffer.from(intro?.bytes ?? '').toString())?.[1];
  const answers = id === undefined ? '' : `In-Reply-To: ${id}\n`;
  return `From: ben@ben.example\nTo: anna@northwind.example\nSubject: Re: About intro\nMessage-ID: <1@ben.example>\n${answers}\nSounds good, call me.\n`;
}

const countCalls = async (story: Story): Promise<number> =>
  (await live(story, { left: 1_000_000, when: 'before' }, new Set())).calls;

describe.each<Story>([
  { answersOnDay: 0, connections: 2, path: null },
  { answersOnDay: 3, connections: 1, path: null },
])('the answer comes on day $answersOnDay, $connections connections', (story) => {
  const judged = new Set<string>();
  test.each(['before', 'after'] as const)('death %s a call', { timeout: 90_000 }, async (when) => {
    const calls = await countCalls(story);
    expect(calls).toBeGreaterThan(80);
    for (let left = 1; left <= calls; left++) {
      const { dead } = await live(story, { left, when }, judged).catch((cause: unknown) => {
        throw new Error(`${when} call ${left} of ${calls}`, { cause });
      });
      expect(dead).toBe(true);
    }
  });
});

test('on a file that is closed and opened again', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-crash-'));
  const story = { answersOnDay: 2, connections: 1 };
  const calls = await countCalls({ ...story, path: null });
  for (let left = 1; left <= calls; left += 9) {
    const path = join(folder, `${left}.db`);
    await live({ ...story, path }, { left, when: left % 2 === 0 ? 'before' : 'after' }, new Set());
  }
  rmSync(folder, { recursive: true });
});
