/** How late is a follow-up that falls due while thousands of first emails wait? */
import { join } from 'node:path';
import { runDaemon } from '../../src/runner/run.ts';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { until } from '../support/until.ts';
import { FreeLock } from '../support/world/world.ts';
import { addCrowd } from './crowd.ts';
import { openEngine, openStores } from './engine.ts';
import { LETTERS, twoEmails } from './letters.ts';
import type { Part } from './part.ts';
import { median, short } from './rounds.ts';
import { withSink } from './sink.ts';

const WAIT_MS = 5_000;
const GOAL_MS = 500;

export const followUpsPart: Part = {
  name: 'follow-ups',
  title: 'two emails, 5 seconds apart, to 10,000 people who all start now: lateness of the second',
  run: async ({ size }) => {
    const people = size ?? 10_000;
    const lateMs = await withSink((port) => latenesses(port, people));
    const sorted = lateMs.toSorted((a, b) => a - b);
    const p50Ms = median(sorted);
    return [
      { what: 'people', value: String(people), goal: null },
      {
        what: 'p50, seconds',
        value: short(p50Ms / 1_000),
        goal: { words: `at most ${GOAL_MS / 1_000}`, isMet: p50Ms <= GOAL_MS },
      },
      {
        what: 'p99, seconds',
        value: short(sorted[Math.floor(sorted.length * 0.99)]! / 1_000),
        goal: null,
      },
    ];
  },
};

function latenesses(port: number, people: number): Promise<number[]> {
  return inTemporaryFolder(async (dir) => {
    const path = join(dir, 'touchline.db');
    const seeded = openStores(path);
    const nowMs = Date.now() - 1_000;
    await addCrowd(seeded, { sequence: twoEmails('5 seconds'), templates: LETTERS, people, nowMs });
    seeded.close();
    const opened = await openEngine(path, port);
    const { engine, stores } = opened;
    const soon = new AbortController();
    const done = runDaemon(engine, new FreeLock(), {
      soon: soon.signal,
      now: new AbortController().signal,
    });
    const finished = stores.db
      .prepare(`SELECT count(*) FROM enrollment WHERE status = 'finished'`)
      .pluck();
    await until('all are through', () => finished.get() === people, 600_000);
    soon.abort();
    await done;
    const rows = stores.db
      .prepare(
        `SELECT b.attempt_at_ms - a.attempt_at_ms AS apart FROM touch a JOIN touch b ON b.enrollment_id = a.enrollment_id
         WHERE a.step = 'intro' AND b.step = 'bump'`,
      )
      .all() as { apart: number }[];
    await opened.close();
    return rows.map(({ apart }) => apart - WAIT_MS);
  });
}
