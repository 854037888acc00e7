/**
 * Two programs over one file, in every order that chance finds: a runner and a person's command, and two runners that no lock keeps apart.
 */
import { effectsOnNobody } from '../../src/core/person-effects.ts';
import type { NewSignal } from '../../src/core/signal.ts';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import type { Enrollment } from '../../src/core/enrollment.ts';
import type { Append } from '../../src/ports/inbound-store.ts';
import type { Engine } from '../../src/runner/engine.ts';
import type { SqliteStores } from '../../src/store/sqlite/open.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { compiledOk } from '../definition/samples.ts';
import { at, email, person, sequence, templatesFor } from '../support/world/builders.ts';
import { calling, Crash, crashing, type Death } from '../support/world/crashing.ts';
import { World } from '../support/world/world.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'touchline-two-'));
const OUTREACH = sequence([
  email('intro'),
  email('bump', { wait: '1 day' }),
  email('bye', { wait: '1 day' }),
]);
/** What comes after the intro is another sequence. */
const HANDED_OVER = compiledOk(
  `sequence: classic
goals: [reply]
mailboxes: [anna]
window: { days: [mon, tue, wed, thu, fri, sat, sun], hours: ["00:00-24:00"] }
steps: [{ id: intro, email: intro }, { id: over, wait: 1 day, handover: warm }, { id: letter, task: x }]
`,
);
const WARM = sequence([email('hello'), email('bye', { wait: '1 day' })], {
  name: 'warm',
  version: 'w1',
});
const RUNS = { numRuns: process.env['LONG'] === undefined ? 40 : 3_000 };
let files = 0;

afterAll(() => rmSync(FOLDER, { recursive: true }));

interface Pair {
  readonly world: World;
  /** Another program's view of the same file. */
  readonly other: SqliteStores;
  readonly enrollment: string;
  readonly prospect: string;
  /** What happened to the data, in order. */
  readonly events: string[];
  readonly progress: Progress;
}

/** Ada has got the intro; what comes after it is due now. */
async function pair(of: Sequence = OUTREACH): Promise<Pair> {
  files += 1;
  const events: string[] = [];
  const world = new World({
    nowMs: at('2026-03-02T08:00'),
    path: join(FOLDER, `${files}.db`),
    onAccept: (message) => events.push(`accepted ${message.touchId}`),
  });
  const [prospect] = await world.add(person('ada'));
  const templates = templatesFor(WARM);
  await world.stores.enrollments.storeVersion({ sequence: WARM, templates }, world.clock.nowMs());
  const [enrollment] = await world.enroll(of, [prospect!]);
  await world.run();
  world.clock.set(world.clock.nowMs() + DAY_MS);
  events.length = 0;
  return {
    world,
    other: world.open(),
    enrollment: enrollment!,
    prospect: prospect!,
    events,
    progress: new Progress(),
  };
}

/** Every call of every port waits for its turn. */
function scheduled(
  world: World,
  stores: SqliteStores,
  turn: fc.Scheduler,
  who: string,
  progress?: Progress,
): Engine {
  const waits = <Port extends object>(port: Port): Port =>
    calling(port, async (call, name) => {
      await turn.schedule(Promise.resolve(), `${who} ${name}`);
      progress?.step();
      return call();
    });
  const engine = world.engine({
    engine: waits(stores.engine),
    runner: waits(stores.runner),
    inbound: waits(stores.inbound),
    people: waits(stores.people),
    merges: waits(stores.merges),
    enrollments: waits(stores.enrollments),
  });
  const channel = waits(world.channel);
  return { ...engine, channels: { of: async () => channel, close: async () => {} } };
}

/** Runs on until nothing is left to do, and closes both. */
async function runOut({ world, other }: Pair): Promise<void> {
  other.close();
  for (let day = 0; day < 6; day++) {
    await world.run();
    world.clock.set(world.clock.nowMs() + DAY_MS);
  }
  expect(await world.broken()).toEqual([]);
  const ids = world.channel.accepted.map((message) => message.touchId);
  expect(ids).toEqual([...new Set(ids)]);
  world.stores.close();
}

/** @param live  `patience`: until the runner has come to some call, or the shorter of two programs would be done before the other begins. */
const inTurns = (
  live: (turn: fc.Scheduler, two: Pair, patience: () => Promise<void>) => Promise<void>,
  of?: Sequence,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 0, max: 28 }), async (turn, call) => {
      const two = await pair(of);
      await live(turn, two, () => two.progress.reached(call));
    }),
    RUNS,
  );

/** How many calls a runner has made. */
class Progress {
  #calls = 0;
  #waiting: { readonly call: number; readonly resolve: () => void }[] = [];

  reached(call: number): Promise<void> {
    if (call <= this.#calls) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ call, resolve }));
  }

  step(calls = 1): void {
    this.#calls += calls;
    for (const { call, resolve } of this.#waiting) if (call <= this.#calls) resolve();
    this.#waiting = this.#waiting.filter(({ call }) => call > this.#calls);
  }
}

describe('a runner, and a person who', () => {
  test('logs an answer: recorded before the gate it is kept, and the end stays the end', () =>
    inTurns(async (turn, two, patience) => {
      const { world, other, enrollment, prospect, events } = two;
      const engine = scheduled(world, other, turn, 'person');
      const ends: Enrollment['status'][] = [];
      const answer = async (): Promise<void> => {
        await patience();
        await other.signals.append(replyOf(prospect, world.clock.nowMs()));
        events.push('answered');
        await world.apply(enrollment, (due) => ({ kind: 'signals', signals: due.signals }), engine);
        ends.push((await other.engine.load(enrollment))!.enrollment.status);
      };
      const runner = spied(scheduled(world, world.stores, turn, 'runner', two.progress), events);
      await turn.waitFor(Promise.all([runWith(two, runner), answer()]));
      const answered = events.indexOf('answered');
      expect(events.slice(answered)).not.toContain('gate open');
      expect(ends).toEqual(['finished']);
      const sent = world.channel.accepted.length;
      await runOut(two);
      expect(world.channel.accepted).toHaveLength(sent);
    }));

  test('logs an answer while they are handed over: it stops whichever of the two goes on', () =>
    inTurns(async (turn, two, patience) => {
      const { world, other, prospect, events } = two;
      const answer = async (): Promise<void> => {
        await patience();
        await other.signals.append(replyOf(prospect, world.clock.nowMs()));
        events.push('answered');
      };
      const runner = spied(scheduled(world, world.stores, turn, 'runner', two.progress), events);
      await turn.waitFor(Promise.all([runWith(two, runner), answer()]));
      expect(events.slice(events.indexOf('answered'))).not.toContain('gate open');
      const sent = world.channel.accepted.length;
      await world.run();
      expect(world.channel.accepted).toHaveLength(sent);
      const lives = await world.stores.enrollments.ofPerson(prospect);
      expect(lives.map((each) => each.status)).toEqual(lives.map(() => 'finished'));
      expect(lives.at(-1)!.reason).toBe('replied');
      await runOut(two);
    }, HANDED_OVER));

  test('pauses: after the pause nothing passes the gate, and after the pause everything goes its way', () =>
    inTurns(async (turn, two, patience) => {
      const { world, other, enrollment, events } = two;
      const engine = scheduled(world, other, turn, 'person');
      const pause = async (): Promise<void> => {
        await patience();
        const untilMs = world.clock.nowMs() + DAY_MS;
        await world.apply(
          enrollment,
          { kind: 'command', command: 'pause', untilMs, because: null },
          engine,
        );
        events.push('paused');
      };
      const runner = spied(scheduled(world, world.stores, turn, 'runner', two.progress), events);
      await turn.waitFor(Promise.all([runWith(two, runner), pause()]));
      expect(events.slice(events.indexOf('paused'))).not.toContain('gate open');
      await runOut(two);
      expect(world.channel.accepted).toHaveLength(3);
    }));

  test('stops it: whatever was decided before, it stays stopped', () =>
    inTurns(async (turn, two, patience) => {
      const { world, other, enrollment, events } = two;
      const engine = scheduled(world, other, turn, 'person');
      const stop = async (): Promise<void> => {
        await patience();
        await world.apply(enrollment, { kind: 'command', command: 'stop', because: null }, engine);
        events.push('stopped');
      };
      const runner = spied(scheduled(world, world.stores, turn, 'runner', two.progress), events);
      await turn.waitFor(Promise.all([runWith(two, runner), stop()]));
      expect(events.slice(events.indexOf('stopped'))).not.toContain('gate open');
      const reader = world.open();
      expect((await reader.engine.load(enrollment))!.enrollment.reason).toBe('removed');
      reader.close();
      await runOut(two);
      expect(world.channel.accepted.length).toBeLessThanOrEqual(2);
    }));

  test('settles what a dead runner left, while the next one recovers it: the fact stands', () =>
    inTurns(async (turn, two, patience) => {
      const { world, other, enrollment } = two;
      // The runner dies with the second email on the wire.
      const death: Death = { left: Infinity, when: 'after' };
      const { engine, runner: state, ...stores } = world.stores;
      const dying = world.engine({
        ...stores,
        engine: crashing(engine, death),
        runner: crashing(state, death),
      });
      const channel = calling(world.channel, async (call) => {
        await call();
        death.left = 0;
        throw new Crash('dead');
      });
      await world
        .run({ ...dying, channels: { of: async () => channel, close: async () => {} } })
        .catch((): void => {});
      expect(await world.stores.engine.orphans()).toHaveLength(1);
      const settle = async (): Promise<void> => {
        await patience();
        await settleAsSent(
          world,
          other,
          `${enrollment}.bump.1`,
          scheduled(world, other, turn, 'person'),
        );
      };
      const runner = scheduled(world, world.stores, turn, 'runner', two.progress);
      await turn.waitFor(Promise.all([runWith(two, runner), settle()]));
      const touch = await world.stores.history.touch(`${enrollment}.bump.1`);
      expect(touch!.status).toBe('sent');
      expect(await world.stores.tasks.open(null)).toEqual([]);
      await runOut(two);
      expect(world.channel.accepted).toHaveLength(3);
    }));
});

test('an answer that is recorded between any two calls of the runner is heard at the gate', async () => {
  let calls = Infinity;
  for (let place = 1; place <= calls; place++) {
    const two = await pair();
    const { world, other, prospect, events } = two;
    let count = 0;
    const interrupted = <Port extends object>(port: Port): Port =>
      calling(port, async (call) => {
        count += 1;
        if (count === place) {
          await other.signals.append(replyOf(prospect, world.clock.nowMs()));
          events.push('answered');
        }
        return call();
      });
    const { engine, runner, ...stores } = world.stores;
    const ports = { ...stores, engine: interrupted(engine), runner: interrupted(runner) };
    await world.run(spied(world.engine(ports), events));
    const answered = events.indexOf('answered');
    if (answered >= 0) expect(events.slice(answered)).not.toContain('gate open');
    calls = count;
    await runOut(two);
  }
});

test('two runners that no lock keeps apart send nothing twice, and lose nothing', () =>
  inTurns(async (turn, two, patience) => {
    const { world, other, enrollment } = two;
    const one = scheduled(world, world.stores, turn, 'one', two.progress);
    const another = scheduled(world, other, turn, 'another');
    const second = patience().then(() => world.run(another));
    await turn.waitFor(Promise.all([runWith(two, one), second]));
    for (const { id } of await world.stores.history.uncertain()) {
      await settleAsSent(world, world.stores, id, world.engine());
    }
    await runOut(two);
    const steps = world.channel.accepted.map((message) => message.touchId);
    expect(steps).toEqual(['intro', 'bump', 'bye'].map((step) => `${enrollment}.${step}.1`));
  }));

async function runWith({ world, progress }: Pair, runner: Engine): Promise<void> {
  await world.run(runner);
  // Whoever waits for a call that was never made waits no longer.
  progress.step(Infinity);
}

/** Notes each gate that opens, at the instant it has. */
function spied(engine: Engine, events: string[]): Engine {
  const openGate: Engine['store']['openGate'] = async (guard, message) => {
    const verdict = await engine.store.openGate(guard, message);
    if (verdict.open) events.push('gate open');
    return verdict;
  };
  return { ...engine, store: { ...engine.store, openGate } };
}

function replyOf(prospectId: string, atMs: number): Append {
  const signal: NewSignal = {
    prospectId,
    kind: 'reply',
    atMs,
    source: 'rep',
    externalId: 'on the phone',
    channel: 'call',
    details: {},
  };
  return { signal, effects: effectsOnNobody(signal) };
}

async function settleAsSent(
  world: World,
  stores: SqliteStores,
  touchId: string,
  engine: Engine,
): Promise<void> {
  const touch = (await stores.history.touch(touchId))!;
  await world.apply(
    touch.enrollmentId,
    {
      kind: 'touch_settled',
      outcome: { kind: 'sent', detail: 'in the Sent folder', serverMessageId: null },
      touchId,
      step: touch.step,
      channel: touch.channel,
      mailbox: touch.mailbox,
      to: touch.to,
      attemptAtMs: touch.atMs!,
      attempts: touch.attempts,
      firstAttemptAtMs: touch.firstAttemptAtMs!,
      basis: 'fact',
    },
    engine,
  );
}
