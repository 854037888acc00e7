/** The composition root: the only file that knows every adapter. Everything is imported when it is needed, `--version` needs nothing. */
import { VERSION } from './cli/version.ts';
import { isatty } from 'node:tty';
import type { Adapters, Io } from './cli/io.ts';

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') process.stdout.write(`${VERSION}\n`);
else process.exitCode = await main();

async function main(): Promise<number> {
  const [{ run }, { systemClock }] = await Promise.all([
    import('./cli/run.ts'),
    import('./cli/system-clock.ts'),
  ]);
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const adapters: Adapters = { clock: systemClock };
  return run(argv, processIo(), adapters);
}

function processIo(): Io {
  const { stdout, stderr } = process;
  return {
    env: process.env,
    cwd: process.cwd(),
    stdout,
    stderr,
    stdin: () => process.stdin,
    isTty: { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) },
    columns: isatty(1) ? stdout.columns : null,
  };
}
