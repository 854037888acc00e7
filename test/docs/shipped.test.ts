import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { openEditor } from '../support/editor/editor.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const all = ['sequences', 'templates'].flatMap((folder) =>
  readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
);
const shipped = all.filter((name) => !name.endsWith('.test.yaml'));

test('every shipped sequence and template lints clean, together, in a fresh workspace', () =>
  inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    for (const path of shipped) cpSync(join(ROOT, path), join(cwd, path));
    const { stdout } = await runCli(['lint', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      files: shipped.length + 1,
      errors: 0,
      warnings: 0,
      diagnostics: [],
    });
  }));

test.each(all.filter((path) => path.endsWith('.yaml')))(
  'an editor finds the schema of %s by its first line, and no fault',
  async (path) => {
    const file = join(ROOT, path);
    const text = readFileSync(file, 'utf8');
    const editor = openEditor(null);
    const url = pathToFileURL(file).href;
    expect(await editor.problems(text, url)).toEqual([]);
    const stranger = path.endsWith('.test.yaml') ? '- foo: 1' : 'foo: 1';
    expect(await editor.problems(`${text}\n${stranger}\n`, url)).toContainEqual(
      expect.stringContaining('Property foo is not allowed.'),
    );
  },
);
