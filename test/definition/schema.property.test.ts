import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workspaceShape } from '../../src/config/workspace-format.ts';
import type { Problem } from '../../src/definition/reading/problem.ts';
import { styleShape } from '../../src/definition/templates/style-format.ts';
import { testShape } from '../../src/definition/cases/test-format.ts';
import { sequenceShape } from '../../src/definition/sequence/sequence-format.ts';
import type { Shape } from '../../src/definition/reading/shape.ts';
import { FULL_WORKSPACE } from '../config/samples.ts';
import { openEditor } from '../support/editor/editor.ts';
import { placesIn, replaced, SPELLINGS, withOneValueChanged } from './arbitraries.ts';
import { VALID_SEQUENCE, VALID_STYLE, VALID_TESTS } from './samples.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const sequences = readdirSync(join(ROOT, 'sequences'));
const shipped = sequences
  .filter((name) => !name.includes('.test.'))
  .map((name) => readFileSync(join(ROOT, 'sequences', name), 'utf8'));
const shippedTests = sequences
  .filter((name) => name.includes('.test.'))
  .map((name) => readFileSync(join(ROOT, 'sequences', name), 'utf8'));

describe.each([
  { format: 'sequence', shape: sequenceShape, files: [VALID_SEQUENCE, ...shipped] },
  { format: 'test', shape: testShape, files: [VALID_TESTS, ...shippedTests] },
  { format: 'style', shape: styleShape, files: [VALID_STYLE] },
  { format: 'workspace', shape: workspaceShape, files: [FULL_WORKSPACE] },
])('the schema of a $format', ({ format, shape, files }) => {
  const editor = openEditor(join(ROOT, `docs/schema/${format}.schema.json`));
  const valid: readonly unknown[] = files.map((text) => parse(text));

  test('accepts each value in every spelling that the reader takes', async () => {
    for (const data of valid) {
      expect(accepts(shape, data)).toBe(true);
      for (const spelling of SPELLINGS) {
        const text = asText(respeltWhereTaken(data, spelling, shape));
        expect(await editor.problems(text)).toEqual([]);
      }
    }
  });

  test('accepts what the reader accepts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...valid).chain((data) => withOneValueChanged(data)),
        async (data) => {
          fc.pre(accepts(shape, parse(asText(data))));
          expect(await editor.problems(asText(data))).toEqual([]);
        },
      ),
      { numRuns: process.env['LONG'] === undefined ? 30 : 600, maxSkipsPerRun: 100 },
    );
  });
});

/** JSON is YAML without its surprises. */
function asText(data: unknown): string {
  return JSON.stringify(data, null, 1);
}

function respeltWhereTaken(
  data: unknown,
  spelling: (text: string) => string,
  shape: Shape<unknown>,
): unknown {
  return placesIn(data).reduce((result, { path, value }) => {
    const changed = typeof value === 'string' ? replaced(result, path, spelling(value)) : result;
    return accepts(shape, changed) ? changed : result;
  }, data);
}

function accepts(shape: Shape<unknown>, data: unknown): boolean {
  const problems: Problem[] = [];
  shape.read(data, [], (problem) => problems.push(problem));
  return problems.length === 0;
}
