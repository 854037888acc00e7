/** A window that shuts on a backlog: everybody behind it is put off together, and nobody else waits for them. */
import { expect, test } from 'vitest';
import { HOUR_MS } from '../../src/core/time/duration.ts';
import { parseCondition } from '../../src/definition/condition/condition-text.ts';
import type { EngineStore } from '../../src/ports/engine-store.ts';
import { at, email, OFFICE_HOURS, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

/** Half past four in New York, half past one in Los Angeles. */
const ENROLLED = at('2026-03-02T21:30');
/** In New York it is after five. */
const NOW = ENROLLED + HOUR_MS;
const NEW_YORK_OPENS = at('2026-03-03T14:00');
const SHUT = { country: 'US', zone: 'America/New_York' } as const;
const OPEN = { country: 'US', zone: 'America/Los_Angeles' } as const;
const GAP = { capPerDay: 50, gapMs: [90_000, 90_000], ramp: null, zone: 'UTC' } as const;
const OF = sequence([email('intro')], { window: OFFICE_HOURS });

const worldOf = (): World => new World({ nowMs: ENROLLED, mailbox: { limits: GAP } });

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => person(`us${index}`, SHUT));

/** The engine over a store that tells how many decisions each commit wrote. */
function watched(world: World, refuse: (ids: readonly string[]) => boolean = () => false) {
  const { engine } = world.stores;
  const commits: number[] = [];
  const written = (ids: readonly string[]): void => {
    if (refuse(ids)) throw new Error('it cannot be written');
    commits.push(ids.length);
  };
  const store: EngineStore = {
    ...engine,
    commit: async (decision) => {
      written([decision.next.id]);
      return engine.commit(decision);
    },
    commitAll: async (decisions) => {
      written(decisions.map(({ next }) => next.id));
      return engine.commitAll(decisions);
    },
  };
  return { commits, engine: world.engine({ ...world.stores, engine: store }) };
}

async function waitingOf(world: World, id: string) {
  const { waiting } = (await world.stores.engine.load(id))!.enrollment;
  return waiting.for === 'time' ? { rule: waiting.rule, notBeforeMs: waiting.notBeforeMs } : null;
}

test('a backlog whose window is shut is put off in few commits, and who stands behind it is sent to', async () => {
  const world = worldOf();
  const ids = await world.add(...many(60), person('ada', OPEN));
  const enrolled = await world.enroll(OF, ids);
  world.clock.set(NOW);
  const { engine, commits } = watched(world);
  const report = await world.run(engine);
  expect(report.touches.map(({ prospect }) => prospect)).toEqual(['p61']);
  for (const id of enrolled.slice(0, 60)) {
    expect(await waitingOf(world, id)).toEqual({ rule: 'window', notBeforeMs: NEW_YORK_OPENS });
  }
  // One to see that it is shut, all the others, then ada's plan and what became of it.
  expect(commits).toEqual([1, 59, 1, 1]);
});

test('who stands behind somebody who may go keeps their place', async () => {
  const world = worldOf();
  const [first, ...others] = many(4);
  const ids = await world.add(first!, person('ada', OPEN), ...others);
  const enrolled = await world.enroll(OF, ids);
  world.clock.set(NOW);
  const { touches } = await world.run();
  expect(touches.map(({ prospect }) => prospect)).toEqual(['p2']);
  expect((await waitingOf(world, enrolled[0]!))?.rule).toBe('window');
  expect((await waitingOf(world, enrolled[2]!))?.rule).toBe(null);
});

test('one who cannot be written is told of alone, and the others are put off all the same', async () => {
  const world = worldOf();
  const enrolled = await world.enroll(OF, await world.add(...many(5), person('ada', OPEN)));
  const poison = enrolled[2]!;
  world.clock.set(NOW);
  const { engine } = watched(world, (ids) => ids.includes(poison));
  const { touches } = await world.run(engine);
  expect(touches.map(({ prospect }) => prospect)).toEqual(['p6']);
  expect(world.talk.join('\n')).toContain(`${poison}: it cannot be written`);
  for (const id of enrolled.slice(0, 5)) {
    const expected = id === poison ? null : 'window';
    expect((await waitingOf(world, id))?.rule).toBe(expected);
  }
});

test('a step whose condition is false is skipped, not put off', async () => {
  const world = worldOf();
  const parsed = parseCondition("prospect.country != 'US'", { kind: 'step', steps: null });
  if (!parsed.ok) throw new Error('a condition');
  const steps = [
    email('intro', { condition: parsed.condition }),
    email('bump', { wait: '1 hour' }),
  ];
  const of = sequence(steps, { window: OFFICE_HOURS });
  const [us] = await world.enroll(of, await world.add(...many(1)));
  world.clock.set(NOW);
  await world.run();
  const due = await world.stores.engine.load(us!);
  expect(due!.enrollment).toMatchObject({ cursor: 'bump', settledAtMs: NOW });
  expect(due!.enrollment.waiting).toMatchObject({ untilMs: NOW + HOUR_MS });
});

test('a step may ask when the last touch left, in the person’s local time', async () => {
  const world = worldOf();
  const text =
    "last_touch.at > '2026-03-0' and last_touch.channel == 'email' and last_reply == nil";
  const parsed = parseCondition(text, { kind: 'step', steps: null });
  if (!parsed.ok) throw new Error('a condition');
  const steps = [email('intro'), email('bump', { wait: '1 hour', condition: parsed.condition })];
  const [id] = await world.enroll(sequence(steps), await world.add(person('ada')));
  world.clock.set(NOW);
  await world.run();
  world.clock.set(NOW + HOUR_MS);
  await world.run();
  const { touches } = await world.stores.engine.history(id!, 0);
  expect(touches.map(({ step }) => step)).toEqual(['intro', 'bump']);
});
