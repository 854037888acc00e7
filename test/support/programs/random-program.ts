/**
 * Sequence files that nobody would write: every kind of step and every option of the language, paths in paths, and nothing that lint
 * refuses. Drawn from a seed for simulations, and from what fast-check draws for laws.
 */
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Sequence } from '../../../src/core/sequence.ts';
import { compileSequence } from '../../../src/definition/sequence/sequence-file.ts';
import { anyChance, type Chance } from '../chance.ts';
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

/** What `programOf` compiled, to see whether it may be: nobody compiles that again. */
const compiledBefore = new WeakMap<WrittenProgram, Compiled>();

/** Compiles it, and throws with the diagnostics when lint refuses what should be right. */
export function compiledProgram(program: WrittenProgram, mailboxes: readonly string[]): Sequence {
  const before = compiledBefore.get(program);
  const isSame = before !== undefined && before.mailboxes.join() === mailboxes.join();
  const { compiled } = isSame ? before : compiledAs(program, mailboxes);
  if (compiled.ok) return compiled.value;
  throw new Error(`${program.text}\n${JSON.stringify(compiled.diagnostics, null, 1)}`);
}

interface Compiled {
  readonly mailboxes: readonly string[];
  readonly compiled: ReturnType<typeof compileSequence>;
}

function compiledAs({ name, text }: WrittenProgram, mailboxes: readonly string[]): Compiled {
  const compiled = compileSequence(text, `sequences/${name}.yaml`, {
    mailboxes,
    reps: PROGRAM_REPS,
    defaultWindow: null,
    sequences: null,
    assets: new Map(),
    templates: PROGRAM_TEMPLATES,
  });
  return { mailboxes, compiled };
}

/** For laws: of programs called `first`, over mailbox `anna`, that may hand people over to `second`. */
export const anyProgram: fc.Arbitrary<WrittenProgram> = anyChance.map((chance) =>
  programOf(chance, { name: 'first', mailboxes: ['anna'], successors: ['second'] }),
);

/** Drawn anew while a condition in it can never be true: that is an error of its author, whom lint tells. */
export function programOf(chance: Chance, limits: ProgramLimits): WrittenProgram {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const { written, awaitable } = headOf(chance, limits);
    const file = { ...written, steps: new StepAuthor(chance, limits, awaitable).steps() };
    const program = { name: limits.name, file, text: stringify(file) };
    const result = compiledAs(program, limits.mailboxes);
    const isRefused = result.compiled.diagnostics.some(
      ({ code, severity }) => severity === 'error' && code === NEVER_TRUE,
    );
    if (isRefused) continue;
    compiledBefore.set(program, result);
    return program;
  }
  throw new Error('no program without a condition that is never true');
}

const ATTEMPTS_MAX = 50;
const NEVER_TRUE = 'branch_never_taken';
