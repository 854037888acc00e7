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
    name: 'enroll',
    group: 'Work:',
    summary: 'Put people into a sequence',
    load: async () => (await import('./commands/enroll.ts')).enrollCommand,
  },
  {
    name: 'today',
    group: 'Work:',
    summary: 'Show the work of the day',
    load: async () => (await import('./commands/today.ts')).todayCommand,
  },
  {
    name: 'tasks',
    group: 'Work:',
    summary: 'Show, end, snooze and pass on tasks',
    load: async () => (await import('./commands/tasks.ts')).tasksCommand,
  },
  {
    name: 'log',
    group: 'Work:',
    summary: 'Record what happened elsewhere, and stop where it says so',
    load: async () => (await import('./commands/log.ts')).logCommand,
  },
  {
    name: 'inbox',
    group: 'Work:',
    summary: 'Look at what was heard, and correct it',
    load: async () => (await import('./commands/inbox.ts')).inboxCommand,
  },
  {
    name: 'pause',
    group: 'Work:',
    summary: 'Hold people, or a mailbox',
    load: async () => (await import('./commands/pause.ts')).pauseCommand,
  },
  {
    name: 'resume',
    group: 'Work:',
    summary: 'Let people go on, or a mailbox',
    load: async () => (await import('./commands/resume.ts')).resumeCommand,
  },
  {
    name: 'stop',
    group: 'Work:',
    summary: 'End sequences for people',
    load: async () => (await import('./commands/stop.ts')).stopCommand,
  },
  {
    name: 'settle',
    group: 'Work:',
    summary: 'Say what became of an uncertain message',
    load: async () => (await import('./commands/settle.ts')).settleCommand,
  },
  {
    name: 'completion',
    group: 'Shell:',
    summary: 'Print a completion script for your shell',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
];
