import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MUTANTS } from './mutants.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test.each(MUTANTS.map((mutant) => [mutant.name, mutant.changes] as const))(
  'the fault "%s" can be planted: its old text stands once',
  (_, changes) => {
    for (const change of changes) {
      const text = readFileSync(join(ROOT, change.file), 'utf8');
      expect(text.split(change.old)).toHaveLength(2);
    }
  },
);

test.each([...new Set(MUTANTS.flatMap(({ suites }) => suites))])('the suite %s exists', (suite) => {
  expect(existsSync(join(ROOT, suite))).toBe(true);
});

test('every fault has a name of its own and a suite that should find it', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  expect(MUTANTS.filter(({ suites }) => suites.length === 0)).toEqual([]);
});
