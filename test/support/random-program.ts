/**
 * Sequence files that nobody would write: every kind of step and every option of the language, paths in paths, and nothing that lint
 * refuses. Drawn from a seed for simulations, and from what fast-check draws for laws.
 */
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Sequence } from '../../src/core/sequence.ts';
import { compileSequence } from '../../src/definition/sequence-file.ts';
import { anyChance, type Chance } from './chance.ts';
import {
  PROGRAM_REPS,
  PROGRAM_TEMPLATES,
  type ProgramLimits,
  type Written,
} from './program-words.ts';
import { headOf } from './random-head.ts';
import { StepAuthor } from './random-steps.ts';

export interface WrittenProgram {
  readonly name: string;
  readonly file: Written;
  /** The file's text. */
  readonly text: string;
}

/** Compiles it, and throws with the diagnostics when lint refuses what should be right. */
export function compiledProgram(program: WrittenProgram, mailboxes: readonly string[]): Sequence {
  const compiled = compileSequence(program.text, `sequences/${program.name}.yaml`, {
    mailboxes,
    reps: PROGRAM_REPS,
    defaultWindow: null,
    sequences: null,
    templates: PROGRAM_TEMPLATES,
  });
  if (compiled.ok) return compiled.value;
  throw new Error(`${program.text}\n${JSON.stringify(compiled.diagnostics, null, 1)}`);
}

/** For laws: of programs called `first`, over mailbox `anna`, that may hand people over to `second`. */
export const anyProgram: fc.Arbitrary<WrittenProgram> = anyChance.map((chance) =>
  programOf(chance, { name: 'first', mailboxes: ['anna'], successors: ['second'] }),
);

export function programOf(chance: Chance, limits: ProgramLimits): WrittenProgram {
  const { written, awaitable } = headOf(chance, limits);
  const file = { ...written, steps: new StepAuthor(chance, limits, awaitable).steps() };
  return { name: limits.name, file, text: stringify(file) };
}
