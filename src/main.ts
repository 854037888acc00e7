/** Where the process starts. Answers `--version` at once; everything else begins in `start.ts`. */
import { VERSION } from './cli/version.ts';

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') process.stdout.write(`${VERSION}\n`);
else process.exitCode = await import('./start.ts').then(({ start }) => start(argv));
