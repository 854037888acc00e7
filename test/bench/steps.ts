/** How fast are due steps claimed, decided and committed, against a loop that only writes the same rows? */
import { join } from 'node:path';
import { SimulatedClock } from '../support/world/simulated-clock.ts';
import { runOnce } from '../../src/runner/run.ts';
import type { EngineStore } from '../../src/ports/engine-store.ts';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { sequence, task } from '../support/world/builders.ts';
import { FreeLock } from '../support/world/world.ts';
import { addCrowd, makeDue } from './crowd.ts';
import { NEVER_STOP, openEngine, openStores } from './engine.ts';
import type { Line, Part } from './part.ts';
import { inTurns, short } from './rounds.ts';
import { writeBare } from './steps-bare.ts';

const DUE = 5_000;
const SMALL = 10_000;
const LARGE = 1_000_000;
const START_MS = Date.UTC(2026, 2, 2, 9);
const HOUR_MS = 3_600_000;

export const stepsPart: Part = {
  name: 'steps',
  title: `${DUE} due task steps: claim, decide, commit, synced, against better-sqlite3 writing the same rows`,
  run: ({ size, rounds }) =>
    inTemporaryFolder(async (dir) => {
      const times = rounds ?? 5;
      const small = await batchesOf(dir, SMALL, 3 * times);
      const large = await batchesOf(dir, size ?? LARGE, 3 * times);
      const lines = [...(await speedOf(small, times)), ...(await speedOf(large, times))];
      // In turns, once everything is compiled and on a machine that is as busy for both.
      const [few, many] = await inTurns(
        [small, large].map((batches) => ({
          name: batches.name,
          measure: async () => (await runDue(batches.next())).claimUs,
        })),
        times,
      );
      return [
        ...lines,
        ...[few!, many!].map((claim) => ({
          what: `${claim.name}: claim of a row, microseconds of CPU`,
          value: short(claim.median),
          goal: null,
        })),
        {
          what: 'claim of a row, large against small',
          value: short(many!.ratio),
          goal: { words: 'at most 1.7', isMet: many!.ratio <= 1.7 },
        },
      ];
    }),
};

interface Batch {
  readonly path: string;
  readonly dueAtMs: number;
}

/** Each measurement has hours and rows of its own. */
interface Batches {
  readonly name: string;
  readonly next: () => Batch;
}

async function batchesOf(dir: string, people: number, batches: number): Promise<Batches> {
  const name = people.toLocaleString('en');
  // A small store has room for one batch only.
  const storesNeeded = people / DUE >= batches ? 1 : batches;
  const paths = Array.from({ length: storesNeeded }, (_, index) =>
    join(dir, `${people}-${index}.db`),
  );
  for (const path of paths) await seed(path, people, storesNeeded === 1 ? batches : 1);
  let batch = 0;
  const next = (): Batch => {
    const here = batch++;
    return storesNeeded === 1
      ? { path: paths[0]!, dueAtMs: START_MS + here * HOUR_MS }
      : { path: paths[here]!, dueAtMs: START_MS };
  };
  return { name, next };
}

/** Ours and the bare loop take turns. */
async function speedOf({ name, next }: Batches, rounds: number): Promise<readonly Line[]> {
  const [bare, ours] = await inTurns(
    [
      { name: 'bare', measure: async () => writeBare(next()) },
      { name: 'touchline', measure: async () => (await runDue(next())).perSecond },
    ],
    rounds,
  );
  return [
    { what: `${name}: bare loop, steps per second`, value: short(bare!.median), goal: null },
    { what: `${name}: touchline, steps per second`, value: short(ours!.median), goal: null },
    {
      what: `${name}: ratio`,
      value: short(ours!.ratio),
      goal: { words: 'at least 0.5', isMet: ours!.ratio >= 0.5 },
    },
  ];
}

async function seed(path: string, people: number, batches: number): Promise<void> {
  const stores = openStores(path);
  await addCrowd(stores, {
    sequence: sequence([task('letter'), task('again', { wait: '3 days' })]),
    people,
    nowMs: START_MS + 1_000 * HOUR_MS,
  });
  const every = Math.floor(people / DUE);
  for (let batch = 0; batch < batches; batch++) {
    makeDue(stores, { from: batch, every, dueAtMs: START_MS + batch * HOUR_MS });
  }
  stores.db.pragma('wal_checkpoint(TRUNCATE)');
  stores.close();
}

async function runDue({
  path,
  dueAtMs,
}: Batch): Promise<{ readonly perSecond: number; readonly claimUs: number }> {
  const opened = await openEngine(path, null, new SimulatedClock(dueAtMs));
  const { engine } = opened;
  let claimUs = 0;
  const due: EngineStore['due'] = async (lane, nowMs, limit) => {
    const before = process.cpuUsage();
    const found = await engine.store.due(lane, nowMs, limit);
    const { user, system } = process.cpuUsage(before);
    claimUs += user + system;
    return found;
  };
  const startedMs = performance.now();
  const report = await runOnce(
    { ...engine, store: { ...engine.store, due } },
    new FreeLock(),
    NEVER_STOP,
  );
  const tookMs = performance.now() - startedMs;
  await opened.close();
  if (report.tasksOpened !== DUE) throw new Error(`opened ${report.tasksOpened} tasks of ${DUE}`);
  return { perSecond: (DUE / tookMs) * 1_000, claimUs: claimUs / DUE };
}
