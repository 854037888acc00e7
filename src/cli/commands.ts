/** Every command, in the order of `touchline --help`. A command's file is loaded when it is run. */
import type { CommandEntry } from './command.ts';

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    group: 'Start:',
    summary: 'Make a folder a workspace',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'demo',
    group: 'Start:',
    summary: 'Play three weeks of selling on a virtual clock, writing to nobody',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'lint',
    group: 'Start:',
    summary: 'Check the workspace file, sequences and templates',
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  {
    name: 'trust',
    group: 'Start:',
    summary: 'Allow the commands that the workspace runs for its secrets',
    load: async () => (await import('./commands/trust.ts')).trust,
  },
  {
    name: 'run',
    group: 'Work:',
    summary: 'Carry every enrolled person forward',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  {
    name: 'completion',
    group: 'Shell:',
    summary: 'Print a completion script for your shell',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
];
