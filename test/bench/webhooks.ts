/** How long from a request of the world to the commit that stops, and to the answer? */
import { join } from 'node:path';
import type { EngineStore } from '../../src/ports/engine-store.ts';
import { runOnce } from '../../src/runner/run.ts';
import { answersFrom } from '../../src/server/public/answers.ts';
import { publicApp } from '../../src/server/public/app.ts';
import { listen } from '../../src/server/public/listener.ts';
import { PARIS, PUBLIC_URL, textMeaning, webhookOf } from '../server/paris.ts';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { FreeLock } from '../support/world/world.ts';
import { addCrowd } from './crowd.ts';
import { NEVER_STOP, openEngine, openStores, type OpenEngine } from './engine.ts';
import { LETTERS, twoEmails } from './letters.ts';
import type { Line, Part } from './part.ts';
import { median, short } from './rounds.ts';
import { withSink } from './sink.ts';

const CLIENTS = 4;
/** Of each kind, before the clock is looked at. */
const WARM_UP = 50;
const GOAL_MS = 100;

export const webhooksPart: Part = {
  name: 'webhooks',
  title: `texts that come in, then clicks to unsubscribe, by HTTP from ${CLIENTS} clients, each of whom waits for the commit that stops`,
  run: async ({ size }) => {
    const requests = size ?? 600;
    const { texts, clicks } = await withSink((port) => measured(port, requests + WARM_UP));
    return [
      { what: 'requests of each kind', value: String(requests), goal: null },
      ...linesOf('webhook', texts),
      ...linesOf('one click', clicks),
    ];
  },
};

interface Times {
  /** From the request to the commit that ends the person's sequence. */
  readonly stoppedMs: readonly number[];
  readonly answeredMs: readonly number[];
}

function linesOf(what: string, { stoppedMs, answeredMs }: Times): readonly Line[] {
  const p99Ms = late(stoppedMs);
  const isMet = p99Ms <= GOAL_MS;
  return [
    { what: `${what}: stopped, p50 ms`, value: short(median(stoppedMs)), goal: null },
    {
      what: `${what}: stopped, p99 ms`,
      value: short(p99Ms),
      goal: { words: `at most ${GOAL_MS}`, isMet },
    },
    { what: `${what}: answered, p50 ms`, value: short(median(answeredMs)), goal: null },
    { what: `${what}: answered, p99 ms`, value: short(late(answeredMs)), goal: null },
  ];
}

function late(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)]!;
}

/** Everybody got the first of two emails; half of them answer, the others go. */
function measured(port: number, requests: number): Promise<{ texts: Times; clicks: Times }> {
  return inTemporaryFolder(async (dir) => {
    const path = join(dir, 'touchline.db');
    const seeded = openStores(path);
    const nowMs = Date.now() - 1_000;
    const sequence = twoEmails('3 days');
    await addCrowd(seeded, { sequence, templates: LETTERS, people: 2 * requests, nowMs });
    seeded.close();
    const opened = await openEngine(path, port);
    await runOnce(opened.engine, new FreeLock(), NEVER_STOP);
    const listener = await startListener(opened);
    const ask = (to: string, request: RequestInit): Promise<Response> =>
      fetch(`${listener.url}${to}`, request);
    const answer = (number: number): Promise<Response> => {
      // The first of the crowd is number 0.
      const name = `q${number === 1 ? 0 : number}`;
      const text = { id: `SM${number}`, from: `${name}@${name}.example`, text: 'Call me' };
      return ask('/hooks/paris', webhookOf(text));
    };
    const texts = await timesOf(listener, requests, answer, 0);
    const tokens = opened.stores.db
      .prepare(
        'SELECT touchline_id FROM message JOIN touch ON touch.id = touch_id ORDER BY prospect_id',
      )
      .pluck()
      .all() as string[];
    const body = new URLSearchParams('List-Unsubscribe=One-Click');
    const click = (number: number): Promise<Response> =>
      ask(`/u/${tokens[number - 1]!}`, { method: 'POST', body });
    const clicks = await timesOf(listener, requests, click, requests);
    await listener.close();
    await opened.close();
    return { texts, clicks };
  });
}

interface StoppingListener {
  readonly url: string;
  /** When the sequence of this person will have ended. */
  readonly stops: (prospectId: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

async function startListener({ engine, stores }: OpenEngine): Promise<StoppingListener> {
  const stopping = new Map<string, (atMs: number) => void>();
  const store: EngineStore = {
    ...engine.store,
    commit: async (decision) => {
      const result = await engine.store.commit(decision);
      if (decision.next.status === 'finished')
        stopping.get(decision.next.prospectId)?.(performance.now());
      return result;
    },
  };
  const { engine: _engine, ...rest } = stores;
  const say = (): void => {};
  const momentNow = async () => ({ nowMs: Date.now(), slept: null });
  const answers = answersFrom({ ...rest, ...engine, store, say }, momentNow, textMeaning);
  const app = publicApp({
    ...answers,
    nowMs: () => Date.now(),
    publicUrl: PUBLIC_URL,
    company: 'Northwind Tools',
    hooks: new Map([['paris', PARIS]]),
    trustedHops: 0,
    rate: { burst: 1_000_000, perSecond: 1_000_000 },
    say,
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  return {
    url: `http://127.0.0.1:${listening.address.port}`,
    stops: (prospectId) => new Promise((resolve) => stopping.set(prospectId, resolve)),
    close: async () => {
      await listening.close(AbortSignal.abort());
      await answers.settled();
    },
  };
}

/** @param from  People up to here are left out. */
async function timesOf(
  { stops }: StoppingListener,
  requests: number,
  ask: (number: number) => Promise<Response>,
  from: number,
): Promise<Times> {
  const times = { stoppedMs: [] as number[], answeredMs: [] as number[] };
  let last = from;
  const client = async (): Promise<void> => {
    while (last < from + requests) {
      last += 1;
      const number = last;
      const isWarm = number > from + WARM_UP;
      const startedMs = performance.now();
      const stopped = stops(`p${number}`);
      const { status } = await ask(number);
      if (isWarm) times.answeredMs.push(performance.now() - startedMs);
      if (status !== 200) throw new Error(`request ${number} was answered with ${status}`);
      const stoppedMs = (await stopped) - startedMs;
      if (isWarm) times.stoppedMs.push(stoppedMs);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return times;
}
