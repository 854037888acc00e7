import { existsSync, statfsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './support/long-first.ts';

/** The temporary files of tests lie in memory where there is room for them: what a sync costs is no question of theirs. */
const MEMORY = '/dev/shm';
const ROOM_BYTES = 2 ** 30;

function hasRoom(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES;
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/fixed-seed.ts', 'test/support/cli/own-home.ts'],
    // better-sqlite3 is native code: a process each, not threads.
    pool: 'forks',
    // A third of the time went into loading the same modules anew for each file; none keeps what another test could see.
    isolate: false,
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    // The long suite tries each law thousands of times.
    testTimeout: process.env['LONG'] === undefined ? 20_000 : 3_600_000,
    // Far from UTC, and off the full hour: code that reads the machine's zone is seen at once.
    env: { TZ: 'Pacific/Chatham', ...(hasRoom() ? { TMPDIR: MEMORY } : {}) },
  },
});
