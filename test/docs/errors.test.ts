import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SECRET_CODES } from '../../src/config/secrets.ts';
import { PROBLEM_CODES } from '../../src/definition/reading/problem.ts';

const root = new URL('../../', import.meta.url);
const documented = new Set(
  [...readFileSync(new URL('docs/errors.md', root), 'utf8').matchAll(/^\| `([a-z_]+)` +\|/gm)].map(
    (match) => match[1],
  ),
);
const source = ['src/definition', 'src/config', 'src/usecases']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => new URL(`${folder}/${file}`, root)),
  )
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

test.each([...PROBLEM_CODES, ...SECRET_CODES])(
  '%s is documented with its cure, and emitted',
  (code) => {
    expect(documented).toContain(code);
    const mentions = source.split(`'${code}'`).length - 1;
    expect(mentions, 'once in its list, and where it is emitted').toBeGreaterThanOrEqual(2);
  },
);
