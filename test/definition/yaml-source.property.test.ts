import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileSequence } from '../../src/definition/sequence/sequence-file.ts';
import { readTemplate } from '../../src/definition/templates/template-file.ts';
import { readYaml } from '../../src/definition/reading/yaml-source.ts';
import { readWorkspace } from '../../src/config/workspace-file.ts';
import { anyProgram } from '../support/programs/random-program.ts';
import { anything, mutated } from './arbitraries.ts';
import { SURROUNDINGS, VALID_SEQUENCE } from './samples.ts';

const mutatedProgram = anyProgram.chain(({ text }) => mutated(text));

/** Every reader of text, and the text it was made for. */
const readers = [
  ['YAML', (text: string) => readYaml(text, 'a.yaml')],
  ['a sequence', (text: string) => compileSequence(text, 'classic.yaml', SURROUNDINGS)],
  ['a template', (text: string) => readTemplate(text, 'a.md')],
  ['a workspace', (text: string) => readWorkspace(text, 'touchline.yaml', '/w')],
] as const;

test.each(readers)(
  '%s: any text gives a result or errors that lie in the file, never an exception',
  (_, read) => {
    fc.assert(
      fc.property(fc.oneof(anything, mutated(VALID_SEQUENCE), mutatedProgram), (text) => {
        const result = read(text);
        const lines = text.split('\n');
        for (const { line, column, length } of result.diagnostics) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
          expect(length).toBeGreaterThanOrEqual(1);
        }
        expect(result.ok || result.diagnostics.some((each) => each.severity === 'error')).toBe(
          true,
        );
      }),
      { numRuns: 100 },
    );
  },
);
