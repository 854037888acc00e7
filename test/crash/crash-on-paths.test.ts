/** The process dies at each call while people take paths: drafts that reps approve, answers that are awaited, branches, a handover. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import { compiledOk, TEMPLATES } from '../definition/samples.ts';
import { at, person } from '../support/world/builders.ts';
import type { Death } from '../support/world/crashing.ts';
import { dyingEngine, isJudged, settleUncertain } from '../support/world/dying-engine.ts';
import { brokenHandovers } from '../support/world/handovers.ts';
import { World } from '../support/world/world.ts';

const CLASSIC = compiledOk(`sequence: classic
goals: [meeting_booked]
mailboxes: [anna]
window: { days: [mon, tue, wed, thu, fri, sat, sun], hours: ["00:00-24:00"] }
steps:
  - { id: intro, email: intro, review: true }
  - { id: connect, linkedin: connect }
  - id: accepted
    await: connection_accepted
    within: 2 days
    then: [{ id: mark, set: { tags: [linked] } }, { id: bump, email: bump }]
    else: [{ id: enough, end: not interested }]
  - id: linked
    if: "prospect.tags contains 'linked' and touches.bump.status == 'sent'"
    then: [{ id: over, handover: warm }]
  - { id: never, email: goodbye }
`);
const WARM = compiledOk(
  `sequence: warm
goals: [meeting_booked]
mailboxes: [anna]
window: { days: [mon, tue, wed, thu, fri, sat, sun], hours: ["00:00-24:00"] }
steps: [{ id: hello, email: goodbye }]
`,
  undefined,
  'warm',
);
const DAYS = 6;

/**
 * Ada accepts, Ben does not.
 *
 * @param judged  What dead processes left, as far as somebody went on from there.
 */
async function live(
  death: Death,
  judged: Set<string>,
): Promise<{ calls: number; isDead: boolean }> {
  const world = new World({ nowMs: at('2026-03-02T08:00') });
  const templates = [...TEMPLATES.values()];
  const [ada, ben] = await world.add(person('ada'), person('ben'));
  await world.stores.enrollments.storeVersion({ sequence: WARM, templates }, world.clock.nowMs());
  const enrolled = new Set(await world.enroll(CLASSIC, [ada!, ben!], { templates }));
  const planned = death.left;
  let engine = dyingEngine(world, death);
  let isDead = false;
  for (let day = 0; day <= DAYS; day++) {
    await world.run(engine).catch((): void => {});
    expect(brokenHandovers(world.stores, enrolled)).toEqual([]);
    if (death.left <= 0 && !isDead) {
      isDead = true;
      engine = world.engine();
      await world.run(engine);
      if (isJudged(`${day} ${world.whatIsLeft()}`, judged)) {
        world.stores.close();
        return { calls: planned - death.left, isDead };
      }
    }
    await settleUncertain(world);
    // The rep works in a process of their own, which does not die.
    await world.doTasks();
    if (day === 2) await world.log(ada!, 'connection_accepted', { channel: 'linkedin' });
    world.clock.set(world.clock.nowMs() + DAY_MS);
  }
  const calls = planned - death.left;
  expect(world.channel.accepted.map((message) => message.touchId).toSorted()).toEqual([
    'e1.bump.1',
    'e1.intro.1',
    'e2.intro.1',
    'e3.hello.1',
  ]);
  const all = await Promise.all(['e1', 'e2', 'e3'].map((id) => world.status(id)));
  expect(all).toEqual(all.map(() => 'finished: completed'));
  expect(await world.stores.tasks.open(null)).toEqual([]);
  expect([...(await world.broken()), ...brokenHandovers(world.stores, enrolled)]).toEqual([]);
  world.stores.close();
  return { calls, isDead };
}

const judged = new Set<string>();
/** Every other call, by turns before and after it; all of them, twice, in the long suite. */
const STEP = process.env['LONG'] === undefined ? 2 : 1;

test.each(['before', 'after'] as const)(
  'death %s a call: everybody takes their path to its end, once',
  { timeout: 90_000 },
  async (when) => {
    const { calls } = await live({ left: 1_000_000, when }, new Set());
    expect(calls).toBeGreaterThan(60);
    for (let left = when === 'before' ? 1 : STEP; left <= calls; left += STEP) {
      const { isDead } = await live({ left, when }, judged).catch((cause: unknown) => {
        throw new Error(`${when} call ${left} of ${calls}`, { cause });
      });
      expect(isDead).toBe(true);
    }
  },
);
