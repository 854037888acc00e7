import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const shipped = ['sequences', 'templates'].flatMap((folder) =>
  readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
);

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
