import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { demoWorkspace } from '../../src/demo/workspace.ts';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { openEditor } from '../support/editor/editor.ts';

const editor = openEditor(null);
const problemsOf = (dir: string, path: string, more = '') =>
  editor.problems(
    readFileSync(join(dir, path), 'utf8') + more,
    pathToFileURL(join(dir, path)).href,
  );

test('and of the tests of a sequence that comes with them', () =>
  inTemporaryFolder(async (dir) => {
    await runCli(['init', '--with', 'renewal'], { cwd: dir });
    const path = 'sequences/renewal.test.yaml';
    expect(await problemsOf(dir, path)).toEqual([]);
    expect(await problemsOf(dir, path, '- foo: 1\n')).toContainEqual(
      expect.stringContaining('Property foo is not allowed.'),
    );
  }));

test.each(['touchline.yaml', 'sequences/classic.yaml'])(
  'in a new workspace an editor finds the schema of %s by its first line, and no fault',
  (path) =>
    inTemporaryFolder(async (dir) => {
      await runCli(['init'], { cwd: dir });
      expect(await problemsOf(dir, path)).toEqual([]);
      expect(await problemsOf(dir, path, '\nfoo: 1\n')).toEqual([
        expect.stringContaining('Property foo is not allowed.'),
      ]);
    }),
);

test('so it does in the workspace of the demo', () =>
  inTemporaryFolder(async (dir) => {
    await runCli(['init'], { cwd: dir });
    writeFileSync(join(dir, 'touchline.yaml'), demoWorkspace(2525));
    expect(await problemsOf(dir, 'touchline.yaml')).toEqual([]);
    expect(await problemsOf(dir, 'touchline.yaml', '\nfoo: 1\n')).toHaveLength(1);
  }));

test('a folder that has none gets them; what is current stays', () =>
  inTemporaryFolder(async (cwd) => {
    writeFileSync(join(cwd, 'touchline.yaml'), 'workspace: mine\nzone: UTC\n');
    const all = ['sequence', 'style', 'test', 'workspace'].map(
      (name) => `.touchline/${name}.schema.json`,
    );
    const first = await runCli(['schema', '--json'], { cwd });
    expect(JSON.parse(first.stdout)).toEqual({ dir: cwd, written: all, unchanged: [] });
    writeFileSync(join(cwd, all[0]!), '{}');
    const second = await runCli(['schema', '--json'], { cwd });
    expect(JSON.parse(second.stdout)).toMatchObject({ written: [all[0]], unchanged: all.slice(1) });
  }));

test('lint says nothing of schemas that nobody wanted', () =>
  inTemporaryFolder(async (cwd) => {
    writeFileSync(join(cwd, 'touchline.yaml'), 'workspace: mine\nzone: UTC\n');
    expect((await runCli(['lint'], { cwd })).stderr).toBe('');
  }));

test('a folder that may not be written to is said', () =>
  inTemporaryFolder(async (cwd) => {
    writeFileSync(join(cwd, 'touchline.yaml'), 'workspace: mine\nzone: UTC\n');
    writeFileSync(join(cwd, '.touchline'), 'in the way');
    expect((await runCli(['lint'], { cwd })).exitCode).toBe(0);
    const { exitCode, stdout } = await runCli(['schema', '--json'], { cwd });
    expect([exitCode, JSON.parse(stdout).error.code]).toEqual([1, 'file_not_writable']);
  }));

test('a link in the place of a schema is replaced: what it leads to stays', () =>
  inTemporaryFolder(async (cwd) => {
    writeFileSync(join(cwd, 'touchline.yaml'), 'workspace: mine\nzone: UTC\n');
    writeFileSync(join(cwd, 'precious'), 'mine');
    mkdirSync(join(cwd, '.touchline'));
    symlinkSync('../precious', join(cwd, '.touchline/sequence.schema.json'));
    expect((await runCli(['schema'], { cwd })).exitCode).toBe(0);
    expect(readFileSync(join(cwd, 'precious'), 'utf8')).toBe('mine');
    expect(lstatSync(join(cwd, '.touchline/sequence.schema.json')).isSymbolicLink()).toBe(false);
  }));
