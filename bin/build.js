// Bundles src/ into dist/: one small file to start from, and a chunk for each command that is loaded when it runs.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { sourceState } from './source-state.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const state = sourceState(root);

/** Modules that the bundle has in another form than their package. */
const replaced = {
  name: 'replaced',
  resolveId(id, importer) {
    // commander loads it for subcommands that are programs of their own; we have none, and every start would pay for it.
    if (id === 'node:child_process' && /node_modules.commander./.test(importer ?? ''))
      return '\0nothing';
    // Native code cannot be bundled, and an `import` of CommonJS would be parsed for its names first.
    return id === 'better-sqlite3' ? '\0native' : null;
  },
  load(id) {
    if (id === '\0nothing') return 'export default {};';
    if (id !== '\0native') return null;
    return `import { createRequire } from 'node:module';
      export default createRequire(import.meta.url)('better-sqlite3');`;
  },
};

/** Node takes most of a millisecond for each file it loads: what every command needs lies in one, and in one what all that is quick needs. */
const groups = [
  {
    name: 'version',
    test: /^(?!.*node_modules).*(src.cli.version\.ts|package\.json)$/,
    priority: 2,
  },
  { name: 'command', test: /src.(start|cli.commands.show)\.ts/, priority: 1 },
  { name: 'store', test: /src.store.sqlite.open\.ts/ },
];

rmSync(dist, { recursive: true, force: true });
await build({
  cwd: root,
  // The second is the thread that reads long lists.
  input: { main: 'src/main.ts', 'list-worker': 'src/lists/list-worker.ts' },
  platform: 'node',
  transform: { target: 'node20' },
  plugins: [replaced],
  output: {
    dir: dist,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    codeSplitting: { groups },
    minify: true,
    sourcemap: true,
    comments: false,
    sourcemapExcludeSources: true,
  },
});

// What `touchline --help` prints into a pipe is known now: main.js answers it without loading anything (half the start-up time).
const help = spawnSync(process.execPath, [join(dist, 'main.js'), '--help'], { encoding: 'utf8' });
if (help.status !== 0) throw new Error(`the build does not start: ${help.stderr}`);
writeFileSync(join(dist, 'help.txt'), help.stdout);
writeFileSync(join(dist, '.state'), state);
