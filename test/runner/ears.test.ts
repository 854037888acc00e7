/** How long an answer waits: never for a slow mailbox, never for a message on the wire. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/cli/system-clock.ts';
import { HOUR_MS } from '../../src/core/time/duration.ts';
import type { MessageChannel } from '../../src/ports/message-channel.ts';
import type { Intake, MessageSource } from '../../src/ports/message-source.ts';
import { Ears } from '../../src/runner/hearing/ears.ts';
import { emptyReport } from '../../src/runner/report.ts';
import { runDaemon, runOnce } from '../../src/runner/run.ts';
import { until } from '../support/until.ts';
import { email, person, sequence } from '../support/world/builders.ts';
import { letter } from '../support/world/mail-scene.ts';
import { SimulatedSource } from '../support/world/simulated-source.ts';
import { FreeLock, World } from '../support/world/world.ts';

const never = new AbortController().signal;

/** Wakes its watcher when something is delivered, as IDLE does. */
class WakingSource extends SimulatedSource {
  #wake: () => void = () => {};

  override async watch(wake: () => void, signal: AbortSignal): Promise<void> {
    this.#wake = wake;
    wake();
    await super.watch(wake, signal);
  }

  wake(raw: string): void {
    this.deliver(raw);
    this.#wake();
  }
}

/** Does not come to its end until it is told to; what it has found by then it stores. */
class SlowSource implements MessageSource {
  #end: () => void = () => {};
  readonly ended: Promise<void> = new Promise((resolve) => (this.#end = resolve));
  readonly found: SimulatedSource = new SimulatedSource();
  isRead = false;
  isClosed = false;

  async poll(intake: Intake, nowMs: number, signal: AbortSignal) {
    this.isRead = true;
    try {
      await this.found.poll(intake, nowMs);
      await Promise.race([
        this.ended,
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      ]);
    } finally {
      // A connection takes its time to be closed.
      for (let turns = 0; turns < 50; turns += 1) await setImmediate();
      this.isRead = false;
      this.isClosed = true;
    }
    return { heardAtMs: nowMs };
  }

  end(): void {
    this.#end();
  }

  async watch(): Promise<void> {}

  async close(): Promise<void> {}
}

const answerOf = (name: string): string =>
  letter({ From: `${name}@${name}.example`, 'Message-ID': `<${name}@x.example>` }, 'Call me.');

async function twoPeople(): Promise<World> {
  const world = new World({
    nowMs: Date.now() - HOUR_MS,
    mailboxes: [{ id: 'anna' }, { id: 'ben', source: 'ben' }],
  });
  const people = await world.add(person('ada'), person('bob'));
  const steps = [email('intro', { wait: '30 minutes' }), email('bump', { wait: '3 days' })];
  await world.enroll(sequence(steps), people);
  return world;
}

describe('an answer is not kept waiting', () => {
  test('by a mailbox that takes long; that one is heard when it comes to its end', async () => {
    const world = await twoPeople();
    const slow = new SlowSource();
    const quick = new SlowSource();
    quick.found.deliver(answerOf('ada'));
    quick.end();
    const patience = {
      nowMs: () => 1_000,
      // As long as the quick one needs, however long that is.
      sleep: () => until('the quick one is read', () => quick.isClosed),
    };
    const engine = {
      ...world.engine(),
      clock: patience,
      sources: new Map<string, MessageSource>([
        ['anna', quick],
        ['ben', slow],
      ]),
    };
    const ears = new Ears(engine, 10);
    const report = emptyReport();
    const heard = async (id: string) => (await world.stores.runner.heard()).get(id)?.heardAtMs;
    await ears.hear(1_000, report, never);
    expect(report.signals).toBe(1);
    expect(await heard('anna')).toBe(1_000);
    expect(await heard('ben')).toBeUndefined();

    slow.end();
    await ears.rest();
    await ears.pricked();
    await ears.hear(2_000, report, never);
    expect(await heard('ben')).toBe(1_000);
  });

  test('by the rest of its own mailbox: what was stored so far is understood', async () => {
    const world = await twoPeople();
    const slow = new SlowSource();
    slow.found.deliver(answerOf('ada'));
    const engine = {
      ...world.engine(),
      clock: systemClock(null),
      sources: new Map<string, MessageSource>([['anna', slow]]),
    };
    const ears = new Ears(engine, HOUR_MS);
    const report = emptyReport();
    await ears.hear(1_000, report, never);
    expect(report.signals).toBe(1);
    expect(await world.stores.runner.heard()).toEqual(new Map());
    slow.end();
    await ears.rest();
  });

  test('by a Sent folder that is asked and does not answer', async () => {
    const world = await twoPeople();
    world.clock.set(Date.now());
    const source = new WakingSource();
    const channel: MessageChannel = {
      async send(_, dataStarted) {
        await dataStarted();
        return { kind: 'uncertain', detail: 'no answer' };
      },
      async close() {},
    };
    let asked = 0;
    let answer: (found: boolean) => void = () => {};
    const answered = new Promise<boolean>((resolve) => (answer = resolve));
    const wasSent = (): Promise<boolean> => {
      asked += 1;
      return answered;
    };
    const engine = {
      ...world.engine(),
      clock: systemClock(null),
      sources: new Map([['anna', source]]),
      channels: { of: async () => channel, close: async () => {} },
      proofs: new Map([['anna', { wasSent }]]),
    };
    await runOnce(engine, new FreeLock(), { soon: never, now: never });
    const stop = new AbortController();
    const running = runDaemon(engine, new FreeLock(), { soon: stop.signal, now: never });
    await until('the Sent folder is asked', () => asked === 1);
    source.wake(answerOf('ada'));
    await until('Ada is heard', async () => (await world.status('e1')).startsWith('finished'));
    answer(false);
    stop.abort();
    await running;
    expect(await world.broken()).toEqual([]);
  });

  test('by a message on the wire, whose server is silent', async () => {
    const world = await twoPeople();
    world.clock.set(Date.now());
    const source = new WakingSource();
    const sent: string[] = [];
    let answer: () => void = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const channel: MessageChannel = {
      async send({ touchId }, dataStarted) {
        await dataStarted();
        sent.push(touchId);
        await answered;
        return { kind: 'sent', detail: '250 ok', serverMessageId: null };
      },
      async close() {},
    };
    const engine = {
      ...world.engine(),
      clock: systemClock(null),
      sources: new Map([['anna', source]]),
      channels: { of: async () => channel, close: async () => {} },
      settings: {
        ...world.settings,
        mailboxes: world.settings.mailboxes.map((each) => ({ ...each, connections: 1 })),
      },
    };
    const stop = new AbortController();
    const running = runDaemon(engine, new FreeLock(), { soon: stop.signal, now: never });
    await until('a message is on the wire', () => sent.length === 1);
    const other = sent[0]!.startsWith('e1.') ? 'bob' : 'ada';
    source.wake(answerOf(other));
    const enrollment = other === 'bob' ? 'e2' : 'e1';
    await until('the other one stopped', async () =>
      (await world.status(enrollment)).startsWith('finished'),
    );
    expect(sent).toHaveLength(1);
    answer();
    stop.abort();
    await running;
    expect(sent).toHaveLength(1);
    expect(await world.broken()).toEqual([]);
  });
});

test('a daemon that ends while a mailbox is read leaves nothing under way', async () => {
  const world = await twoPeople();
  const slow = new SlowSource();
  // On the clock of the test patience is over at once.
  const engine = { ...world.engine(), sources: new Map<string, MessageSource>([['anna', slow]]) };
  const stop = new AbortController();
  const startedMs = world.clock.nowMs();
  const running = runDaemon(engine, new FreeLock(), { soon: stop.signal, now: never });
  await until('it goes on without it', () => world.clock.nowMs() - startedMs > HOUR_MS / 60);
  expect(slow.isRead).toBe(true);
  stop.abort();
  await running;
  expect(slow.isRead).toBe(false);
});
