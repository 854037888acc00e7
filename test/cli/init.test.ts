import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';

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

test('brings other sequences with all that they need, also into a workspace that is there', () =>
  inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    const { stdout } = await runCli(['init', '--with', 'event-follow-up', '--json'], { cwd });
    const { created, kept } = JSON.parse(stdout);
    // Who is not heard of by then is handed over.
    expect(created).toEqual(
      expect.arrayContaining([
        'sequences/event-follow-up.yaml',
        'sequences/event-follow-up.test.yaml',
        'sequences/reactivation.yaml',
        'templates/event-thanks-question.md',
        'templates/reactivation-call.md',
      ]),
    );
    expect(kept).toContain('touchline.yaml');
    const paths = ['sequences/event-follow-up.yaml', 'sequences/reactivation.yaml'];
    expect((await runCli(['lint', ...paths], { cwd })).exitCode).toBe(0);
    expect(readFileSync(join(cwd, paths[0]!), 'utf8')).toMatch(/^# .*=\.\.\/\.touchline\//);
  }));

test('a sequence that is not shipped is said, and nothing is made', () =>
  inTemporaryFolder(async (cwd) => {
    const { exitCode, stderr } = await runCli(['init', '--with', 'recruting'], { cwd });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('did you mean "recruiting"?')]);
    expect(readdirSync(cwd)).toEqual([]);
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
