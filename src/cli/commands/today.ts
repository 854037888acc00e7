import { defineCommand } from '../command.ts';
import { listOptions, showOpenTasks } from './task-list.ts';

export const todayCommand = defineCommand({
  description:
    'The work of the day: open tasks of all reps, what matters most first, with the reasons. Answers come first, then what is overdue.',
  arguments: {},
  options: listOptions,
  examples: [{ line: 'touchline today --rep anna', says: 'what Anna has to do' }],
  writes: false,
  run: (context, _args, filter) => showOpenTasks(context, filter),
});
