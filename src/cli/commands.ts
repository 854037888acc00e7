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
    name: 'import',
    group: 'People:',
    summary: 'Import a list of leads',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'imports',
    group: 'People:',
    summary: 'Show what was imported',
    load: async () => (await import('./commands/imports.ts')).importsFamily,
  },
  {
    name: 'add',
    group: 'People:',
    summary: 'Add one person by hand',
    load: async () => (await import('./commands/add.ts')).add,
  },
  {
    name: 'set',
    group: 'People:',
    summary: 'Change one person by hand',
    load: async () => (await import('./commands/set.ts')).set,
  },
  {
    name: 'find',
    group: 'People:',
    summary: 'Find people by words or a condition',
    load: async () => (await import('./commands/find.ts')).find,
  },
  {
    name: 'suppress',
    group: 'People:',
    summary: 'Say who must not be touched',
    load: async () => (await import('./commands/suppress.ts')).suppressFamily,
  },
  {
    name: 'completion',
    group: 'Shell:',
    summary: 'Print a completion script for your shell',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
];
