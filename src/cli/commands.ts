/** Every command, in the order of `touchline --help`. A command's file is loaded when it is run. */
import type { CommandEntry } from './command.ts';

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'run',
    group: 'Work:',
    summary: 'Carry every enrolled person forward',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  {
    name: 'show',
    group: 'Look:',
    summary: 'Show one person: where they stand, what happened',
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    name: 'timeline',
    group: 'Look:',
    summary: 'Show everything that happened with one person',
    load: async () => (await import('./commands/show.ts')).timeline,
  },
  {
    name: 'why',
    group: 'Look:',
    summary: 'Say what decides the next touch of one person',
    load: async () => (await import('./commands/why.ts')).why,
  },
  {
    name: 'status',
    group: 'Health:',
    summary: 'Say how things stand now and what to do',
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'verify',
    group: 'Health:',
    summary: 'Check that every promise of the store holds',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'completion',
    group: 'Shell:',
    summary: 'Print a completion script for your shell',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
];
