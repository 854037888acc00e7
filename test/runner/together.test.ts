/** Steps that need no mailbox are decided and committed together: what goes wrong for one is met by that one alone. */
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../src/core/time/duration.ts';
import type { EngineStore } from '../../src/ports/engine-store.ts';
import { at, call, person, sequence, task } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const START = at('2026-03-02T10:00');
const LETTERS = sequence([task('letter'), task('again', { wait: '3 days' })]);
const NAMES = Array.from({ length: 45 }, (_, index) => `q${index + 1}`);

async function crowded(): Promise<World> {
  const world = new World({ nowMs: START });
  await world.enroll(LETTERS, await world.add(...NAMES.map((name) => person(name))));
  return world;
}

async function openTasks(world: World): Promise<readonly string[]> {
  return (await world.stores.tasks.open(null)).map(({ id }) => id);
}

const taskOf = (number: number): string => `e${number}.letter.1`;
const ALL = NAMES.map((_, index) => taskOf(index + 1)).toSorted();

test('everybody gets their task, and the history says so once', async () => {
  const world = await crowded();
  const report = await world.run();
  expect(report).toMatchObject({ tasksOpened: 45, failed: 0 });
  expect((await openTasks(world)).toSorted()).toEqual(ALL);
  const told = await world.stores.history.timeline('p45');
  expect(told.filter(({ type }) => type === 'task_opened')).toMatchObject([
    { enrollmentId: 'e45', touchId: taskOf(45), summary: 'do letter' },
  ]);
  expect(await world.run()).toMatchObject({ tasksOpened: 0 });
  expect(await world.broken()).toEqual([]);
});

test('a portion shares one commit', async () => {
  const world = await crowded();
  const sizes: number[] = [];
  const engine = world.engine();
  const commitAll: EngineStore['commitAll'] = (decisions) => {
    sizes.push(decisions.length);
    return engine.store.commitAll(decisions);
  };
  await world.run({ ...engine, store: { ...engine.store, commitAll } });
  expect(sizes).toEqual([45]);
});

test('one that the database refuses is put aside, and everybody else is served', async () => {
  const world = await crowded();
  world.stores.db.exec(
    `CREATE TEMP TRIGGER refuse BEFORE INSERT ON task WHEN NEW.enrollment_id = 7
     BEGIN SELECT RAISE(ABORT, 'refused'); END`,
  );
  expect(await world.run()).toMatchObject({ tasksOpened: 44, failed: 1 });
  expect((await openTasks(world)).toSorted()).toEqual(ALL.filter((id) => id !== taskOf(7)));
  expect((await world.stores.engine.load('e7'))!.enrollment).toMatchObject({ failures: 1 });
  expect(world.talk).toEqual(['e7: refused']);
  expect(await world.broken()).toEqual([]);
});

test('one whom somebody stopped in between stays stopped', async () => {
  const world = await crowded();
  const engine = world.engine();
  const commitAll: EngineStore['commitAll'] = async (decisions) => {
    await world.apply('e7', { kind: 'command', command: 'stop', because: null });
    return engine.store.commitAll(decisions);
  };
  const report = await world.run({ ...engine, store: { ...engine.store, commitAll } });
  expect(report).toMatchObject({ tasksOpened: 44, failed: 0 });
  expect(await world.status('e7')).toBe('finished: removed');
  expect((await openTasks(world)).toSorted()).toEqual(ALL.filter((id) => id !== taskOf(7)));
});

test('one who cannot be read does not keep the others waiting', async () => {
  const world = new World({ nowMs: START });
  const people = NAMES.map((name) => person(name));
  await world.enroll(sequence([call('ring')]), await world.add(...people));
  world.stores.db.exec(`UPDATE prospect SET profile = '{' WHERE id = 7`);
  expect(await world.run()).toMatchObject({ tasksOpened: 44, failed: 1 });
  expect((await world.stores.engine.load('e7'))!.enrollment).toMatchObject({ failures: 1 });
});

test('one that cannot be started waits a minute, and the next run has nothing to do', async () => {
  const world = new World({ nowMs: START });
  const startMs = START + MINUTE_MS;
  await world.enroll(LETTERS, await world.add(person('ada')), { startMs });
  world.stores.db.exec(
    `CREATE TEMP TRIGGER refuse BEFORE UPDATE ON enrollment WHEN NEW.status = 'active'
     BEGIN SELECT RAISE(ABORT, 'refused'); END`,
  );
  world.clock.set(startMs);
  expect(await world.run()).toMatchObject({
    failed: 1,
    nextDue: { atMs: startMs + MINUTE_MS },
  });
  expect(await world.run()).toMatchObject({ failed: 0 });
  expect((await world.stores.engine.load('e1'))!.enrollment).toMatchObject({
    status: 'pending',
    failures: 1,
  });
});
