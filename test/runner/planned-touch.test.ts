/** A touch that was planned and could not leave yet: what changed meanwhile decides. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../src/core/time/duration.ts';
import type { Engine } from '../../src/runner/engine.ts';
import { at, email, OFFICE_HOURS, person, sequence, task } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const START = at('2026-03-02T08:00');
const OUTREACH = sequence([email('intro'), task('letter', { wait: '1 day' })]);

/** The server asks the first attempt to come again later. */
const deferring = (): World =>
  new World({
    nowMs: START,
    plan: (_, attempt) => (attempt === 1 ? 'deferred' : 'accepted'),
    settings: { personLimits: [{ most: 1, perMs: DAY_MS }] },
  });

/** An engine whose gate finds each touch moved on, as if the runner had died before it. */
function shut(world: World): Engine {
  const engine = world.engine();
  const openGate: Engine['store']['openGate'] = async () => ({
    open: false,
    closed: 'touch_moved_on',
    intent: 0,
  });
  return { ...engine, store: { ...engine.store, openGate } };
}

describe('a planned touch', () => {
  test('waits while the person was reached by hand since, and leaves when their budget clears', async () => {
    const world = deferring();
    const [ada] = await world.add(person('ada'));
    await world.enroll(OUTREACH, [ada!]);
    await world.run();
    await world.log(ada!, 'manual_touch');
    world.clock.set(START + HOUR_MS);
    await world.run();
    expect(await world.sent()).toEqual([]);
    world.clock.set(START + DAY_MS);
    await world.run();
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(await world.broken()).toEqual([]);
  });

  test('whose retry comes after hours waits for the next opening, and a run knows when that is', async () => {
    const world = deferring();
    const [ada] = await world.add(person('ada'));
    const inHours = sequence([email('intro')], { window: OFFICE_HOURS });
    // A minute before five in Berlin; the retry comes after half a minute or so.
    const lastMinute = at('2026-03-02T15:59') + 50 * SECOND_MS;
    world.clock.set(lastMinute);
    await world.enroll(inHours, [ada!]);
    await world.run();
    world.clock.set(lastMinute + HOUR_MS);
    expect((await world.run()).nextDue.atMs).toBe(at('2026-03-03T08:00'));
    expect(await world.sent()).toEqual([]);
    world.clock.set(at('2026-03-03T08:00'));
    await world.run();
    expect(await world.sent()).toEqual(['e1.intro.1']);
  });

  test('to an address that turned out bad is taken back, and the sequence goes on', async () => {
    const world = new World({ nowMs: START });
    const [ada] = await world.add(person('ada'));
    await world.enroll(OUTREACH, [ada!]);
    await world.run(shut(world));
    const { id: _id, revision: _revision, ...draft } = (await world.stores.people.byId(ada!))!;
    await world.stores.people.save(
      [{ id: ada!, person: { ...draft, identities: [] } }],
      START,
      null,
    );
    await world.run();
    expect((await world.stores.history.touch('e1.intro.1'))!.status).toBe('cancelled');
    expect((await world.stores.engine.load('e1'))!.enrollment.cursor).toBe('letter');
    expect(await world.broken()).toEqual([]);
  });
});

test('an attempt whose end could not be written down is settled by the next tick of the same runner', async () => {
  const world = new World({ nowMs: START });
  const [ada] = await world.add(person('ada'));
  await world.enroll(OUTREACH, [ada!]);
  let isFull = true;
  const engine = world.engine();
  const commit: Engine['store']['commit'] = async (decision) => {
    if (isFull && decision.touchChanges.length > 0) {
      isFull = false;
      throw new Error('database or disk is full');
    }
    return engine.store.commit(decision);
  };
  await world.run({ ...engine, store: { ...engine.store, commit } });
  expect((await world.stores.history.touch('e1.intro.1'))!.status).toBe('uncertain');
  expect(await world.sent()).toEqual(['e1.intro.1']);
  expect(await world.broken()).toEqual([]);
});

test('one person whose decision fails again and again does not keep a run going', async () => {
  const world = new World({ nowMs: START });
  const people = await world.add(person('ada'), person('ben'));
  const [, ben] = await world.enroll(OUTREACH, people);
  await world.signal(people[0]!, 'note');
  const engine = world.engine();
  let tries = 0;
  const commit: Engine['store']['commit'] = async (decision) => {
    if (decision.next.id === 'e1') {
      tries += 1;
      throw new Error('no');
    }
    return engine.store.commit(decision);
  };
  const report = await world.run({ ...engine, store: { ...engine.store, commit } });
  expect(tries).toBeLessThan(20);
  // Each failure is followed by one attempt to put the person aside.
  expect(tries).toBe(2 * report.failed);
  expect(await world.sent()).toEqual([`${ben}.intro.1`]);
});

test('a person who keeps failing waits longer each time and is put aside, with the reason', async () => {
  const world = new World({ nowMs: START });
  const people = await world.add(person('ada'), person('ben'));
  const [ada, ben] = await world.enroll(OUTREACH, people);
  const engine = world.engine();
  const failedAtMs: number[] = [];
  const history: Engine['store']['history'] = (id, sinceMs) => {
    if (id !== ada) return engine.store.history(id, sinceMs);
    failedAtMs.push(world.clock.nowMs());
    return Promise.reject(new Error('a row that cannot be read'));
  };
  const broken = { ...engine, store: { ...engine.store, history } };
  for (let minutes = 0; minutes < 120; minutes += 1) {
    world.clock.set(START + minutes * 60_000);
    await world.run(broken);
  }
  const waits = failedAtMs.slice(1).map((atMs, index) => (atMs - failedAtMs[index]!) / 60_000);
  expect(waits).toEqual([1, 5, 15, 60]);
  expect(await world.status(ada!)).toBe('paused: failed');
  const { holds } = (await world.stores.engine.load(ada!))!.enrollment;
  expect(holds).toMatchObject([{ reason: 'failed', detail: 'a row that cannot be read' }]);
  expect(await world.sent()).toEqual([`${ben}.intro.1`]);
  expect(await world.broken()).toEqual([]);
});
