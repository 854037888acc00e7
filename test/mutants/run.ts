/** `npm run test:mutants`: breaks a copy of the program on purpose, one fault at a time. A fault that no suite finds is a gap in the tests. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = ['src', 'test', 'sequences', 'templates', 'package.json', 'tsconfig.json'];
/** Some faults need a rare life to be seen. */
const ENV = { ...process.env, SEEDS: '120' };

const folder = mkdtempSync(join(tmpdir(), 'touchline-mutants-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));

/** Puts the faults in and answers with what puts the files back. Throws when the program has moved on from the fault. */
function infect({ name, changes }: Mutant): () => void {
  const originals = new Map<string, string>();
  for (const change of changes) {
    const path = join(folder, change.file);
    const text = readFileSync(path, 'utf8');
    const found = text.split(change.old).length - 1;
    if (found !== 1) throw new Error(`"${name}": ${change.file} has its old text ${found} times`);
    if (!originals.has(path)) originals.set(path, text);
    writeFileSync(
      path,
      text.replace(change.old, () => change.new),
    );
  }
  return () => {
    for (const [path, text] of originals) writeFileSync(path, text);
  };
}

function passes(suite: string): boolean {
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--config', 'test/vitest.config.ts', '--bail', '1', suite];
  const ran = spawnSync(process.execPath, args, { cwd: folder, env: ENV, encoding: 'utf8' });
  if (ran.stdout.includes('No test files found')) throw new Error(`${suite}: no such suite`);
  return ran.status === 0;
}

const wanted = process.argv.slice(2);
const chosen = MUTANTS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
// A suite that fails of itself would seem to find everything.
for (const suite of new Set(chosen.flatMap(({ suites }) => suites))) {
  if (!passes(suite)) throw new Error(`${suite} fails without any fault`);
}
const survivors: string[] = [];
for (const mutant of chosen) {
  const heal = infect(mutant);
  const killer = mutant.suites.find((suite) => !passes(suite));
  heal();
  if (killer === undefined) survivors.push(mutant.name);
  process.stdout.write(`${killer === undefined ? 'SURVIVED' : 'killed  '} ${mutant.name}\n`);
}
process.stdout.write(`\n${chosen.length - survivors.length} of ${chosen.length} killed\n`);
process.exitCode = survivors.length === 0 ? 0 : 1;
