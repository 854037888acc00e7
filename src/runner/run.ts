/** The runner's life: take the lock, settle what a dead one left, tick, end without leaving anything half-done. */
import { HOUR_MS } from '../core/time/duration.ts';
import { UserError } from '../core/user-error.ts';
import type { RunnerLock } from '../ports/runner-lock.ts';
import { acceptClock } from './accept-clock.ts';
import { Ears, PATIENCE_MS } from './hearing/ears.ts';
import { Prober } from './sending/prober.ts';
import type { Engine } from './engine.ts';
import type { Stop } from './sending/lane.ts';
import { nextDue } from './next-due.ts';
import { emptyReport, type RunReport } from './report.ts';
import { reconcileJournal } from './sending/recovery.ts';
import { linesOf } from './settings.ts';
import { tick, type Senses } from './tick.ts';

export interface RunOptions {
  /** A person says that the clock is right, though the last run was later. */
  readonly acceptsClock?: boolean;
  /** What is to be done while nothing is on the wire: at the start, and by a daemon once an hour. */
  readonly upkeep?: (nowMs: number) => Promise<void>;
}

/** A pass in which nothing moves ends a run; this bounds one in which something always does. */
const PASSES_MOST = 10_000;
/** The daemon looks again at least this often: IDLE is only a hint, and the clock of a sleeping machine stands still. */
const LOOK_AGAIN_MS = 30_000;
const UPKEEP_MS = HOUR_MS;

/**
 * Does everything that is due, once. Never sleeps for a gap.
 *
 * @throws UserError `runner_busy` (exit 75): another runner holds the store.
 */
export async function runOnce(
  engine: Engine,
  lock: RunnerLock,
  stop: Stop,
  options: RunOptions = {},
): Promise<RunReport> {
  return withLock(lock, async () => {
    const report = await start(engine, options);
    await drain(engine, { ears: new Ears(engine), prober: new Prober(engine) }, report, stop);
    return report;
  });
}

/** Runs until `stop.soon` is aborted; wakes for what is due, for a hint of a source, and at least every 30 seconds. */
export async function runDaemon(
  engine: Engine,
  lock: RunnerLock,
  stop: Stop,
  options: RunOptions = {},
): Promise<RunReport> {
  return withLock(lock, async () => {
    const report = await start(engine, options);
    const ears = new Ears(engine, PATIENCE_MS);
    const senses = { ears, prober: new Prober(engine) };
    const over = new AbortController();
    const soon = AbortSignal.any([stop.soon, over.signal]);
    const watching = [...engine.sources].map(([id, source]) =>
      source.watch(() => ears.prick(id), soon),
    );
    try {
      let upkeepAtMs = engine.clock.nowMs() + UPKEEP_MS;
      while (!soon.aborted) {
        if (engine.clock.nowMs() >= upkeepAtMs) {
          upkeepAtMs = engine.clock.nowMs() + UPKEEP_MS;
          await options.upkeep?.(await decisionMs(engine));
        }
        const before = report.touches.length;
        await tryDrain(engine, senses, report, { ...stop, soon });
        if (report.touches.length > before) engine.say(`sent ${report.touches.length - before}`);
        report.touches.length = 0;
        await rest(engine, ears, report.nextDue.atMs, soon);
      }
    } finally {
      over.abort();
      // What they bring is written down: nobody may close the store before.
      await ears.rest();
      await Promise.all(watching);
    }
    return report;
  });
}

async function decisionMs({ clock, state }: Engine): Promise<number> {
  const { lastMs } = await state.lastTick();
  return Math.max(clock.nowMs(), lastMs ?? 0);
}

/** Where to look for what is due: every mailbox, number and channel, and what needs none. */
export function lanesOf(engine: Pick<Engine, 'settings'>): readonly string[] {
  return ['', ...linesOf(engine.settings).map((line) => line.id)];
}

/** @param cure  What to do where another runner holds it. @throws {UserError} `runner_busy` (exit 75). */
export async function withLock<Result>(
  lock: RunnerLock,
  work: () => Promise<Result>,
  cure = 'it does the same work: nothing is lost by waiting',
): Promise<Result> {
  const held = await lock.acquire();
  if (held === null) {
    throw new UserError('runner_busy', 'another runner holds this store', cure, 75);
  }
  try {
    return await work();
  } finally {
    await held.release();
  }
}

async function start(engine: Engine, options: RunOptions): Promise<RunReport> {
  await reconcileJournal(engine);
  if (options.acceptsClock === true) await acceptClock(engine);
  await options.upkeep?.(await decisionMs(engine));
  return emptyReport();
}

/** A store that is busy for a minute is no reason for a daemon to end. */
async function tryDrain(
  engine: Engine,
  senses: Senses,
  report: RunReport,
  stop: Stop,
): Promise<void> {
  try {
    await drain(engine, senses, report, stop);
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.exitCode !== 75) throw cause;
    engine.say(cause.message);
  }
}

async function drain(engine: Engine, senses: Senses, report: RunReport, stop: Stop): Promise<void> {
  await engine.state.assertKey();
  for (let pass = 0; pass < PASSES_MOST && !stop.soon.aborted; pass++) {
    if (!(await tick(engine, senses, report, stop))) break;
  }
  const { lastMs } = await engine.state.lastTick();
  const nowMs = Math.max(engine.clock.nowMs(), lastMs ?? 0);
  // A run that was told to end leaves what it would have done.
  report.nextDue = await nextDue(engine, nowMs, !stop.soon.aborted);
}

/** Sleeps until something is due or may have come; what came while nobody slept ends the sleep at once. */
async function rest(
  { clock }: Engine,
  ears: Ears,
  nextDueAtMs: number | null,
  soon: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  soon.addEventListener('abort', end, { once: true });
  void ears.pricked().then(end);
  if (!soon.aborted) {
    const dueInMs = nextDueAtMs === null ? LOOK_AGAIN_MS : nextDueAtMs - clock.nowMs();
    // At least a second: what is due but waits for a mailbox's gap or cap must not make the daemon spin.
    await clock.sleep(Math.min(LOOK_AGAIN_MS, Math.max(1_000, dueInMs)), ended.signal);
  }
  soon.removeEventListener('abort', end);
}
