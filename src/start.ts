/** The composition root: the only file that knows every adapter. Heavy ones are imported by their factories, when one is called. */
import { isatty } from 'node:tty';
import type { Adapters, Io } from './cli/io.ts';
import { run } from './cli/run.ts';
import { systemClock } from './cli/system-clock.ts';

const adapters: Adapters = { clock: systemClock };

/** Runs the command line of this process and returns its exit code. */
export function start(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return run(argv, processIo(), adapters);
}

/** Node opens each stream at its first use, which takes milliseconds: stderr and stdin wait until they are needed. */
function processIo(): Io {
  return {
    env: process.env,
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: { write: (text) => process.stderr.write(text) },
    stdin: () => process.stdin,
    isTty: { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) },
    columns: isatty(1) ? process.stdout.columns : null,
  };
}
