/** What random programs are made of, and what they may name. */
import type { Template } from '../../../src/core/template.ts';

/** As it stands in a file. */
export type Written = { readonly [key: string]: unknown };

export interface ProgramLimits {
  readonly name: string;
  readonly mailboxes: readonly string[];
  /** Sequences that people may be handed over to; its own name is none of them. */
  readonly successors: readonly string[];
  /** Most steps, those of paths included; 12 by default. */
  readonly stepsMost?: number;
  /** One that ends at its first step proves little to a simulation: at least so many stand outside paths; 1 by default. */
  readonly stepsLeast?: number;
}

export const PROGRAM_REPS = ['anna', 'carla'];

/** With a subject; the last one asks for something that not everybody has. */
export const OPENERS = ['hello', 'question', 'idea', 'for-company'];
/** Without: only a thread that was begun carries them. */
export const NUDGES = ['nudge', 'bump'];
export const SCRIPTS = ['script', 'note'];

export const PROGRAM_TEMPLATES: ReadonlyMap<string, Template> = new Map(
  [...OPENERS, ...NUDGES, ...SCRIPTS].map((name): [string, Template] => [
    name,
    {
      name,
      subject: OPENERS.includes(name) ? `About ${name}` : null,
      body:
        name === 'for-company'
          ? 'How is {{ prospect.company }}?'
          : `Hello {{ prospect.first_name | default: "there" }}, this is ${name}.`,
    },
  ]),
);
