import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SECRET_CODES } from '../../src/config/secrets.ts';
import { PROBLEM_CODES } from '../../src/definition/reading/problem.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `new UserError('code', ...)` and the `code: '...'` of a diagnostic or verdict, wherever one is written. */
const WRITTEN = [
  /new UserError\(\s*'([a-z_]+)'/g,
  /\bcode: '([a-z_]+)'/g,
  // Wrong usage, as commander tells it.
  /'commander\.\w+': '([a-z_]+)'/g,
];
/** `--json` of a fault of ours; nobody can mend it. */
const OURS = ['internal'];

function codesInSources(): readonly string[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const text = files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'))
    .join('\n');
  return WRITTEN.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!));
}

test('docs/errors.md has a row for every code that a person can meet', () => {
  const page = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
  const cells = [...page.matchAll(/^\| (`[^|]+) \|/gm)].map((match) => match[1]!);
  const documented = new Set(cells.flatMap((cell) => cell.match(/[a-z_]+/g) ?? []));
  const codes = new Set([...PROBLEM_CODES, ...SECRET_CODES, ...codesInSources()]);
  const missing = [...codes].filter((code) => !documented.has(code) && !OURS.includes(code));
  expect(missing.toSorted()).toEqual([]);
});
