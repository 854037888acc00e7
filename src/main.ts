/** Where the process starts. Answers `--version` and a plain `--help` at once; everything else begins in `start.ts`. */
import { readFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import { VERSION } from './cli/version.ts';

const argv = process.argv.slice(2);
const answer = answerAtOnce();
if (answer !== null) process.stdout.write(answer);
else process.exitCode = await import('./start.ts').then(({ start }) => start(argv));

function answerAtOnce(): string | null {
  if (argv.length !== 1) return null;
  if (argv[0] === '--version') return `${VERSION}\n`;
  return argv[0] === '--help' && !isatty(1) ? builtHelp() : null;
}

/** The help as the build wrote it beside this file; `null` when run from source. */
function builtHelp(): string | null {
  try {
    return readFileSync(new URL('help.txt', import.meta.url), 'utf8');
  } catch {
    return null;
  }
}
