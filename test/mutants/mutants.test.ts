import { readFileSync } from 'node:fs';
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
