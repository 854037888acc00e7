/** The program as people start it: bin/touchline.js over dist/, a process of its own. `npm test` builds it first. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';

const BIN = fileURLToPath(new URL('../../bin/touchline.js', import.meta.url));
const touchline = (...argv: string[]) =>
  spawnSync(process.execPath, [BIN, ...argv], { encoding: 'utf8' });

test('--version prints the version of package.json', () => {
  const { version } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  expect(touchline('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help is answered from the build, in the same words', async () => {
  const { stdout } = await runCli(['--help']);
  expect(touchline('--help')).toMatchObject({ status: 0, stdout, stderr: '' });
  expect(readFileSync(new URL('../../dist/help.txt', import.meta.url), 'utf8')).toBe(stdout);
});

test('the exit code and both streams reach the shell', () => {
  const { status, stdout, stderr } = touchline('complition', '--json');
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'unknown_command' } });
  expect(stderr).toContain('did you mean completion?');
});

test('a reader that stops reading is no failure', async () => {
  const child = spawn(process.execPath, [BIN, 'completion', 'bash'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a reader that stops reading the talk ends no run: what is on the wire would be left there', async () => {
  const child = spawn(process.execPath, [BIN, 'complition', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.destroy();
  let stdout = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'unknown_command' } });
});

test('unbuilt, it says how to build it', () =>
  inTemporaryFolder(async (dir) => {
    mkdirSync(join(dir, 'bin'));
    cpSync(BIN, join(dir, 'bin', 'touchline.mjs'));
    const { status, stderr } = spawnSync(process.execPath, [join(dir, 'bin', 'touchline.mjs')], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toBe('touchline: not built yet\n  run: node bin/setup.js\n');
  }));
