/** Runs the command line in this process, in a workspace of its own, at a fixed time. */
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandEntry } from '../../../src/cli/command.ts';
import type { Adapters, Io } from '../../../src/cli/io.ts';
import { run } from '../../../src/cli/run.ts';
import { adapters as realAdapters } from '../../../src/start.ts';
import type { Almanac, PublicHoliday } from '../../../src/ports/almanac.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { emptyStore } from '../world/empty-store.ts';

/** Mon 2 Mar 2026 09:00 UTC. */
export const TEST_NOW_MS = Date.UTC(2026, 2, 2, 9);

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliSettings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
  /** Whether stdout and stderr are terminals. */
  readonly isTty?: boolean;
  readonly commands?: readonly CommandEntry[];
  readonly adapters?: Partial<Adapters>;
}

export async function runCli(argv: readonly string[], settings: CliSettings = {}): Promise<CliRun> {
  const out = { stdout: '', stderr: '' };
  const isTty = settings.isTty ?? false;
  const io: Io = {
    env: settings.env ?? {},
    cwd: settings.cwd ?? tmpdir(),
    stdout: { write: (text) => (out.stdout += text) },
    stderr: { write: (text) => (out.stderr += text) },
    stdin: () => bytesOf(settings.stdin ?? ''),
    isTty: { stdin: false, stdout: isTty, stderr: isTty },
    columns: isTty ? 80 : null,
  };
  const adapters: Adapters = {
    ...realAdapters,
    almanac,
    store,
    clock: (startMs) => stoppedClock(startMs ?? TEST_NOW_MS),
    ...settings.adapters,
  };
  const exitCode = await run(argv, io, adapters, settings.commands);
  return { exitCode, ...out };
}

/** A new one begins as a copy of an empty one, where a file can be written at all. */
const store: Adapters['store'] = (path, options) => {
  if (options.create && path !== ':memory:' && !existsSync(path) && isWritable(dirname(path))) {
    writeFileSync(path, emptyStore(), { mode: 0o600 });
  }
  return realAdapters.store(path, options);
};

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Reckons the holidays of a year by the course of the sun: once for all tests of a process. */
const almanac: Adapters['almanac'] = () => (remembering ??= rememberingAlmanac());
let remembering: Promise<Almanac> | null = null;

async function rememberingAlmanac(): Promise<Almanac> {
  const real = await realAdapters.almanac();
  const known = new Map<string, readonly PublicHoliday[] | null>();
  return {
    publicHolidays(country, year) {
      const key = `${country} ${year}`;
      if (!known.has(key)) known.set(key, real.publicHolidays(country, year));
      return known.get(key)!;
    },
  };
}

/** A clock that moves only while somebody sleeps. */
export function stoppedClock(startMs: number): Clock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    sleep: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
  };
}

/** Calls `use` with a new folder, holding a copy of `from` where that exists, and removes it. */
export async function inTemporaryFolder<T>(
  use: (dir: string) => Promise<T>,
  from: string | null = null,
): Promise<T> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'touchline-')));
  try {
    if (from !== null && existsSync(from)) cpSync(from, dir, { recursive: true });
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
