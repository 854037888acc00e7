import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test('makes a workspace that lints clean as it is, for our eyes only', () =>
  inTemporaryFolder(async (cwd) => {
    const { exitCode, stdout } = await runCli(['init', 'acme', '--json'], { cwd });
    expect(exitCode).toBe(0);
    const { dir, created } = JSON.parse(stdout);
    expect(dir).toBe(join(cwd, 'acme'));
    expect(created).toContain('touchline.yaml');
    for (const path of created) expect([path, modeOf(join(dir, path))]).toEqual([path, '600']);
    for (const path of ['', 'sequences', 'templates', 'mail/anna/new'])
      expect([path, modeOf(join(dir, path))]).toEqual([path, '700']);
    const linted = await runCli(['lint', '--json', '--workspace', 'acme'], { cwd });
    expect(JSON.parse(linted.stdout)).toMatchObject({ files: 8, errors: 0, warnings: 0 });
  }));

test('a run in a fresh workspace hears its mailbox and finds nothing to do', () =>
  inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    const { exitCode, stdout, stderr } = await runCli(['run', '--once', '--json'], { cwd });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout).failed).toBe(0);
  }));

test('never overwrites, and adds only what is missing', () =>
  inTemporaryFolder(async (cwd) => {
    mkdirSync(join(cwd, 'templates'));
    writeFileSync(join(cwd, 'templates/intro.md'), 'mine');
    writeFileSync(join(cwd, 'touchline.yaml'), 'workspace: mine\nzone: UTC\n');
    const { stdout } = await runCli(['init', '--json'], { cwd });
    expect(JSON.parse(stdout).kept).toEqual(['touchline.yaml', 'templates/intro.md']);
    expect(readFileSync(join(cwd, 'templates/intro.md'), 'utf8')).toBe('mine');
    expect(readFileSync(join(cwd, 'touchline.yaml'), 'utf8')).toContain('workspace: mine');
    const again = await runCli(['init', '--json'], { cwd });
    expect(again.exitCode).toBe(0);
    expect(JSON.parse(again.stdout).created).toEqual([]);
  }));

test('a file in the place of the folder is said', () =>
  inTemporaryFolder(async (cwd) => {
    writeFileSync(join(cwd, 'acme'), '');
    const { exitCode, stderr } = await runCli(['init', 'acme'], { cwd });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('a file is in the way')]);
  }));

test.each([
  ['Größe 3 & Co', 'gro-e-3-co'],
  ['2026', 'outbound'],
  ['true', 'outbound'],
])('a folder called %s becomes the workspace %s', (folder, name) =>
  inTemporaryFolder(async (cwd) => {
    await runCli(['init', folder], { cwd });
    const text = readFileSync(join(cwd, folder, 'touchline.yaml'), 'utf8');
    expect(/^workspace: (.*)$/m.exec(text)?.[1]).toBe(name);
    expect((await runCli(['lint', '--workspace', folder], { cwd })).exitCode).toBe(0);
  }),
);
