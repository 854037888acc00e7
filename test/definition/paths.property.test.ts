/** Laws of the flat program that paths compile to. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reachableFrom, waysOf } from '../../src/core/flow.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { compileSequence } from '../../src/definition/sequence/sequence-file.ts';
import {
  PROGRAM_REPS,
  PROGRAM_TEMPLATES,
  type Written,
} from '../support/programs/program-words.ts';
import { anyProgram, compiledProgram } from '../support/programs/random-program.ts';

function lostIn(sequence: Sequence): readonly string[] {
  const [first] = sequence.steps;
  const reached = reachableFrom(sequence, first!);
  return sequence.steps.slice(1).flatMap(({ id }) => (reached.has(id) ? [] : [id]));
}

test('somebody can come to every step, every way leads to a step, and none leads back', () => {
  fc.assert(
    fc.property(anyProgram, (program) => {
      const sequence = compiledProgram(program, ['anna']);
      expect(lostIn(sequence)).toEqual([]);
      const ids = sequence.steps.map(({ id }) => id);
      for (const step of sequence.steps) {
        for (const { to } of waysOf(step)) {
          if (to !== null) expect(ids.indexOf(to)).toBeGreaterThan(ids.indexOf(step.id));
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('an end that is put anywhere leaves every step in reach, or lint names one that is not', () => {
  fc.assert(
    fc.property(anyProgram, fc.nat(), ({ file, name }, place) => {
      const steps = file['steps'] as readonly Written[];
      const at = place % (steps.length + 1);
      const ended = { ...file, steps: steps.toSpliced(at, 0, { id: 'stop', end: 'enough' }) };
      const result = compileSequence(JSON.stringify(ended), `${name}.yaml`, {
        mailboxes: ['anna'],
        reps: PROGRAM_REPS,
        defaultWindow: null,
        sequences: null,
        assets: new Map(),
        templates: PROGRAM_TEMPLATES,
      });
      if (result.ok) expect(lostIn(result.value)).toEqual([]);
      else {
        const errors = result.diagnostics.filter((each) => each.severity === 'error');
        expect(errors.map((each) => each.code)).toEqual(['unreachable_step']);
      }
      if (at < steps.length) expect(result.ok).toBe(false);
    }),
    { numRuns: 150 },
  );
});
