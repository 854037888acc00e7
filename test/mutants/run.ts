/** `npm run test:mutants`: breaks a copy of the program on purpose, one fault at a time. A fault that no suite finds is a gap in the tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = [
  'src',
  'test',
  'sequences',
  'templates',
  'docs/schema',
  'package.json',
  'tsconfig.json',
];
/** Some faults need a rare life to be seen. */
const ENV = { ...process.env, SEEDS: '120' };

/** So many are tried side by side, each in a copy of its own: a suite of one file keeps one core busy. */
const SIDE_BY_SIDE = 2;

class Copy {
  readonly #folder = mkdtempSync(join(tmpdir(), 'touchline-mutants-'));

  constructor() {
    process.on('exit', () => rmSync(this.#folder, { recursive: true, force: true }));
    for (const name of COPIED)
      cpSync(join(ROOT, name), join(this.#folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.#folder, 'node_modules'));
  }

  /** Whether one of its suites finds the fault. */
  async finds({ name, changes, suites }: Mutant): Promise<boolean> {
    const heal = this.#infect(name, changes);
    try {
      for (const suite of suites) if (!(await this.passes(suite))) return true;
      return false;
    } finally {
      heal();
    }
  }

  async passes(suite: string): Promise<boolean> {
    const vitest = join(this.#folder, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'run', '--config', 'test/vitest.config.ts', '--bail', '1', suite];
    const child = spawn(process.execPath, args, { cwd: this.#folder, env: ENV });
    child.stderr.resume();
    const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    if (stdout.includes('No test files found')) throw new Error(`${suite}: no such suite`);
    return code === 0;
  }

  /** Puts the faults in and answers with what puts the files back. Throws when the program has moved on from the fault. */
  #infect(name: string, changes: Mutant['changes']): () => void {
    const originals = new Map<string, string>();
    for (const change of changes) {
      const path = join(this.#folder, change.file);
      const source = readFileSync(path, 'utf8');
      const found = source.split(change.old).length - 1;
      if (found !== 1) throw new Error(`"${name}": ${change.file} has its old text ${found} times`);
      if (!originals.has(path)) originals.set(path, source);
      writeFileSync(
        path,
        source.replace(change.old, () => change.new),
      );
    }
    return () => {
      for (const [path, source] of originals) writeFileSync(path, source);
    };
  }
}

const copies = Array.from({ length: SIDE_BY_SIDE }, () => new Copy());

/** Each in the next copy that is free. */
async function eachIn<One>(
  all: readonly One[],
  work: (copy: Copy, one: One) => Promise<void>,
): Promise<void> {
  const left = all.values();
  await Promise.all(
    copies.map(async (copy) => {
      for (const one of left) await work(copy, one);
    }),
  );
}

const wanted = process.argv.slice(2);
const chosen = MUTANTS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
// A suite that fails of itself would seem to find everything.
await eachIn([...new Set(chosen.flatMap(({ suites }) => suites))], async (copy, suite) => {
  if (!(await copy.passes(suite))) throw new Error(`${suite} fails without any fault`);
});
const survivors: string[] = [];
await eachIn(chosen, async (copy, mutant) => {
  const isFound = await copy.finds(mutant);
  if (!isFound) survivors.push(mutant.name);
  process.stdout.write(`${isFound ? 'killed  ' : 'SURVIVED'} ${mutant.name}\n`);
});
process.stdout.write(`\n${chosen.length - survivors.length} of ${chosen.length} killed\n`);
process.exitCode = survivors.length === 0 ? 0 : 1;
