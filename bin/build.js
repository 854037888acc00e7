// Bundles src/ into dist/: one small file to start from, and a chunk for each command that is loaded when it runs.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { sourceState } from './source-state.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const state = sourceState(root);

/** commander loads it for subcommands that are programs of their own; we have none, and every start would pay for it. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /node_modules.commander./.test(importer) ? { path: 'none', namespace: 'none' } : null,
    );
    onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  entryNames: '[name]',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  // Native code cannot be bundled.
  external: ['better-sqlite3'],
  plugins: [withoutChildProcess],
  // CommonJS packages call `require` for Node's own modules, which an ES module does not have.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});

// What `touchline --help` prints into a pipe is known now: main.js answers it without loading anything (half the start-up time).
const help = spawnSync(process.execPath, [join(dist, 'main.js'), '--help'], { encoding: 'utf8' });
if (help.status !== 0) throw new Error(`the build does not start: ${help.stderr}`);
writeFileSync(join(dist, 'help.txt'), help.stdout);
writeFileSync(join(dist, '.state'), state);
