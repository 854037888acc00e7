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
