/** `bin/setup.js` in a copy of this project that borrows its installed packages. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inTemporaryFolder } from '../support/cli/cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOTHING_TO_SAY = { status: 0, stdout: '', stderr: '' };

/** Says of dist/ that it is of these sources, as a build does at its end: when one is due is asked here, and a real one takes seconds. */
const BUILD_IN_NAME = `
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sourceState } from './source-state.js';
const root = fileURLToPath(new URL('..', import.meta.url));
writeFileSync(root + '/dist/.state', sourceState(root));
`;

function copyProject(dir: string): void {
  for (const path of ['bin', 'src', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(ROOT, path), join(dir, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
}

function setup(dir: string, nodeOptions: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeOptions, join(dir, 'bin', 'setup.js')],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test(
  'builds once, says so on stderr, and is silent until a source changes: then it builds again',
  { timeout: 60_000 },
  () =>
    inTemporaryFolder(async (dir) => {
      copyProject(dir);
      expect(setup(dir)).toEqual({ status: 0, stdout: '', stderr: 'touchline: building\n' });
      expect(setup(dir)).toEqual(NOTHING_TO_SAY);
      const { stdout } = spawnSync(process.execPath, [
        join(dir, 'bin', 'touchline.js'),
        '--version',
      ]);
      expect(stdout.toString()).toMatch(/^\d+\.\d+\.\d+\n$/);
      writeFileSync(join(dir, 'bin', 'build.js'), BUILD_IN_NAME);
      expect(setup(dir).stderr).toBe('touchline: building\n');
      expect(setup(dir)).toEqual(NOTHING_TO_SAY);
      appendFileSync(join(dir, 'src', 'main.ts'), '// changed\n');
      expect(setup(dir).stderr).toBe('touchline: building\n');
      expect(setup(dir)).toEqual(NOTHING_TO_SAY);
    }),
);

test('notices a package that is not installed in the version of the lock file, and leaves a linked node_modules alone', () =>
  inTemporaryFolder(async (dir) => {
    copyProject(dir);
    const file = join(dir, 'package-lock.json');
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    lock.packages['node_modules/yaml'].version = '0.0.1';
    writeFileSync(file, JSON.stringify(lock));
    const { status, stderr } = setup(dir);
    expect(status).toBe(1);
    expect(stderr).toContain('node_modules is a link and does not fit package-lock.json');
  }));

test.each(['18.20.4', '20.18.9'])('refuses Node %s in words', (version) =>
  inTemporaryFolder(async (dir) => {
    copyProject(dir);
    const preload = join(dir, 'pretend.cjs');
    const versions = `{ value: { ...process.versions, node: '${version}' } }`;
    writeFileSync(preload, `Object.defineProperty(process, 'versions', ${versions});`);
    const { status, stderr } = setup(dir, ['--require', preload]);
    expect(status).toBe(1);
    expect(stderr).toContain('touchline: needs Node >= 20.19');
  }),
);
