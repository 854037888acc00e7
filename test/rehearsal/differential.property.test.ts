/** A rehearsal and a runner that is started every half hour live through the same weeks: every line of every person's history is the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/duration.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import type { SignalDetails, SignalKind } from '../../src/core/signal.ts';
import type { Disposition } from '../../src/core/task.ts';
import type { Decision } from '../../src/core/decide/decision.ts';
import type { History } from '../../src/ports/engine-store.ts';
import { endTask } from '../../src/rehearsal/acts.ts';
import { Rehearsal } from '../../src/rehearsal/rehearsal.ts';
import { adapters } from '../../src/start.ts';
import type { SqliteStores } from '../../src/store/sqlite/open.ts';
import { recordSignal } from '../../src/usecases/signals/record-signal.ts';
import { settleTask, type TaskKeeper } from '../../src/usecases/tasks/settle-task.ts';
import { compiledOk, TEMPLATES } from '../definition/samples.ts';
import { at, person } from '../support/world/builders.ts';
import { enrollAll } from '../support/world/seed.ts';
import { World } from '../support/world/world.ts';

const START = at('2026-03-27T06:00');
const DAYS = 18;
const HALF_HOUR = 30 * MINUTE_MS;

/** Over the change to summer time; whole half hours, so that both clocks meet every instant. */
const wait = fc.constantFrom('1 hour', '1 day', '2 business days', '30 minutes', '3 days');
const outcome = fc.constantFrom<Disposition>('no_answer', 'voicemail', 'connected', 'wrong_number');

const step = fc.oneof(
  wait.map((each) => `wait: ${each}, email: intro`),
  wait.map((each) => `wait: ${each}, at: "10:30", email: goodbye, thread: new`),
  wait.map((each) => `wait: ${each}, linkedin: connect, due_within: 1 day, on_overdue: skip`),
  wait.map(
    (each) =>
      `wait: ${each}, call: discovery, outcomes: { no_answer: { retry: 1, every: 1 business day } }`,
  ),
  wait.map((each) => `wait: ${each}, if: "prospect.country == 'DE'", sms: missed-you`),
  wait.map((each) => `wait: ${each}, split: { a: 50, b: 50 }, paths: PATHS`),
  wait.map((each) => `await: reply, of: first, within: ${each}, then: INNER`),
  fc.constant(`if: "signals.out_of_office == true", then: INNER`),
  fc.constant(`set: { tags: [seen] }`),
);

const program = fc.array(step, { minLength: 2, maxLength: 6 }).map((steps) => {
  const lines = steps.map((each, index) =>
    `  - { id: s${index}, ${each} }`
      .replace('INNER', `[{ id: i${index}, wait: 1 hour, task: look }]`)
      .replace(
        'PATHS',
        `{ a: [{ id: a${index}, wait: 1 day, email: bump }], b: [{ id: b${index}, task: note }] }`,
      ),
  );
  return compiledOk(
    `sequence: classic\ngoals: [meeting_booked]\nmailboxes: [anna]\nexits: { reply: pause 2 days }\n` +
      `steps:\n  - { id: first, email: intro }\n${lines.join('\n')}\n`,
  );
});

interface Heard {
  readonly who: number;
  readonly kind: SignalKind;
  readonly afterMs: number;
}
const heard: fc.Arbitrary<Heard> = fc.record({
  who: fc.nat(2),
  kind: fc.constantFrom<SignalKind>(
    'reply',
    'out_of_office',
    'bounce',
    'meeting_booked',
    'opt_out',
    'manual_touch',
  ),
  afterMs: fc.integer({ min: 1, max: DAYS * 40 }).map((halfHours) => halfHours * HALF_HOUR),
});

interface Story {
  readonly sequence: Sequence;
  readonly signals: readonly Heard[];
  readonly outcome: Disposition;
  readonly taskAfterMs: number;
  readonly capPerDay: number;
}
const story: fc.Arbitrary<Story> = fc.record({
  sequence: program,
  signals: fc.array(heard, { maxLength: 4 }),
  outcome,
  taskAfterMs: fc.constantFrom(HOUR_MS, 5 * HOUR_MS, 3 * DAY_MS),
  capPerDay: fc.constantFrom(1, 2, 50),
});

const PEOPLE = [
  person('ada'),
  person('li', { zone: 'America/New_York', country: 'US' }),
  person('haru', { zone: 'Asia/Tokyo', country: 'JP' }),
];

const worldOf = ({ capPerDay }: Story): World =>
  new World({
    nowMs: START,
    mailbox: { limits: { capPerDay, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } },
  });

async function enrolled(world: World, stores: SqliteStores, sequence: Sequence) {
  const ids = await stores.people.save(
    PEOPLE.map((each) => ({ id: null, person: each })),
    START,
    null,
  );
  const seeding = { stores, settings: world.settings, mailbox: 'anna', nowMs: START };
  await enrollAll(seeding, sequence, ids, [...TEMPLATES.values()]);
  return ids;
}

async function hear(
  keeper: TaskKeeper,
  prospectId: string,
  each: Heard,
  index: number,
  nowMs: number,
) {
  const prospect = (await keeper.people.byId(prospectId))!;
  const [address] = prospect.identities;
  const details: SignalDetails =
    each.kind === 'bounce'
      ? { bounce: 'hard', failedAddress: address!.value }
      : each.kind === 'out_of_office'
        ? { returnAtMs: nowMs + 2 * DAY_MS }
        : {};
  const signal = {
    prospectId,
    kind: each.kind,
    atMs: nowMs,
    source: 'rehearsal',
    externalId: `${index}`,
    channel: 'email',
    details,
  } as const;
  await recordSignal(keeper, prospect, signal, { nowMs, slept: null });
}

const answerOf = (kind: string, of: Story) =>
  ({
    end: 'done',
    outcome: kind === 'call' ? of.outcome : null,
    note: null,
    untilMs: null,
  }) as const;

/** The runner, every half hour, as cron would; people act just before it. */
async function lived(of: Story): Promise<string[]> {
  const world = worldOf(of);
  const ids = await enrolled(world, world.stores, of.sequence);
  const { inbound, tasks, people, signals } = world.stores;
  const keeper = { ...world.engine(), signals, inbound, tasks, people };
  for (let nowMs = START; nowMs <= START + DAYS * DAY_MS; nowMs += HALF_HOUR) {
    world.clock.set(nowMs);
    for (const [index, each] of of.signals.entries()) {
      if (START + each.afterMs === nowMs) await hear(keeper, ids[each.who]!, each, index, nowMs);
    }
    for (const task of await tasks.open(null)) {
      if (task.kind === 'missing' || task.openedAtMs + of.taskAfterMs !== nowMs) continue;
      await settleTask(keeper, task, answerOf(task.kind, of), { nowMs, slept: null });
    }
    await world.run();
  }
  return historyIn(world.stores);
}

async function rehearsed(of: Story): Promise<string[]> {
  const world = worldOf(of);
  const stores = (await adapters.memoryStore(START)) as SqliteStores;
  const told: ((decision: Decision) => void)[] = [];
  const rehearsal = new Rehearsal({
    stores,
    settings: world.settings,
    startMs: START,
    observe: (decision) => told.forEach((each) => each(decision)),
  });
  for (const [index, each] of of.signals.entries()) {
    const nowMs = START + each.afterMs;
    rehearsal.note(nowMs, () => hear(rehearsal.keeper(), `p${each.who + 1}`, each, index, nowMs));
  }
  told.push(({ openedTasks }) => {
    for (const { id, kind } of openedTasks) {
      if (kind === 'missing') continue;
      const doneMs = rehearsal.nowMs() + of.taskAfterMs;
      rehearsal.note(doneMs, () => endTask(rehearsal, id, answerOf(kind, of)));
    }
  });
  await enrolled(world, stores, of.sequence);
  await rehearsal.play(START + DAYS * DAY_MS);
  expect(rehearsal.said).toEqual([]);
  for (const id of stores.db
    .prepare(`SELECT 'e' || id FROM enrollment`)
    .pluck()
    .all() as string[]) {
    const sinceMs = rehearsal.nowMs() - DAY_MS;
    const known = await rehearsal.engine.store.history(id, sinceMs);
    expect(unordered(known)).toEqual(unordered(await stores.engine.history(id, sinceMs)));
  }
  return historyIn(stores);
}

/** Of what comes in any order. */
function unordered(history: History): History {
  const countedAtMs = history.countedAtMs.toSorted((a, b) => a - b);
  return { ...history, countedAtMs, mailboxes: history.mailboxes.toSorted() };
}

function historyIn({ db }: SqliteStores): string[] {
  const activities = db
    .prepare('SELECT at_ms, enrollment_id, type, step, channel, touch_id, summary FROM activity')
    .all();
  const enrollments = db
    .prepare('SELECT id, status, reason, cursor, visit, waiting, due_at_ms FROM enrollment')
    .all();
  return [...activities, ...enrollments]
    .map((row) => JSON.stringify(row).replace(/250 ok|rehearsed/, 'accepted'))
    .toSorted();
}

test(
  'a rehearsal is what the runner does',
  async () => {
    await fc.assert(
      fc.asyncProperty(story, async (of) => {
        expect(await rehearsed(of)).toEqual(await lived(of));
      }),
      { numRuns: process.env['LONG'] === undefined ? 6 : 60 },
    );
  },
  process.env['LONG'] === undefined ? 60_000 : 3_600_000,
);
