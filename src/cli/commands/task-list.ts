/** `tasks list` and `today`: the same list under two names. */
import { CHANNELS, type Channel } from '../../core/sequence.ts';
import { requireRepWithTasks } from '../../usecases/people/known-rep.ts';
import { listTasks, type OpenTasks, type TaskWithPerson } from '../../usecases/tasks/list-tasks.ts';
import type { Task } from '../../ports/task-store.ts';
import type { Context, OptionSpecs, Result } from '../command.ts';
import { personName } from '../documents/person-name.ts';
import { taskDocument, taskKind } from '../documents/task.ts';
import { withDesk } from '../workspace/desk.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';

export const listOptions = {
  rep: { kind: 'text', placeholder: 'REP', summary: 'only those of one rep' },
  channel: {
    kind: 'choice',
    placeholder: 'CHANNEL',
    summary: 'only one channel',
    choices: CHANNELS,
  },
} as const satisfies OptionSpecs;

export function showOpenTasks(
  context: Context,
  filter: { readonly rep: string | null; readonly channel: Channel | null },
): Promise<Result> {
  return withDesk(context, 'read', async ({ to, moment, zone }) => {
    const rep =
      filter.rep === null
        ? null
        : await requireRepWithTasks(to.settings.reps, to.tasks, filter.rep);
    const open = await listTasks(to, { ...filter, rep }, moment.nowMs);
    return {
      data: open.tasks.map(({ task, prospect, reasons }) => taskDocument(task, prospect, reasons)),
      text: () => listText(open, zone, moment.nowMs),
    };
  });
}

function listText({ tasks, snoozedCount }: OpenTasks, zone: string, nowMs: number): string {
  const asleep = snoozedCount === 0 ? null : `${snoozedCount} snoozed until their time.`;
  const first = tasks.find(({ task }) => task.kind !== 'settle' && task.kind !== 'missing');
  if (tasks.length === 0)
    return ['No open tasks.', asleep].filter((line) => line !== null).join(' ');
  const table = renderTable(
    [
      { title: 'TASK' },
      { title: 'DO', maxWidth: 44 },
      { title: 'WITH', maxWidth: 36 },
      { title: 'DUE' },
      { title: 'WHERE', maxWidth: 44 },
      { title: 'WHY', maxWidth: 60 },
    ],
    tasks.map((each) => rowOf(each, zone, nowMs)),
  );
  const next = first === undefined ? null : `Next: touchline tasks show ${first.task.id}`;
  return [table, '', asleep, next].filter((line) => line !== null).join('\n');
}

function rowOf({ task, prospect, reasons }: TaskWithPerson, zone: string, nowMs: number): string[] {
  return [
    task.id,
    whatToDo(task),
    prospect === null ? task.prospectId : personName(prospect),
    task.dueAtMs === null ? '' : formatTime(task.dueAtMs, zone, nowMs),
    task.url ?? '',
    reasons.join('; '),
  ];
}

/** A task in words says what to do in its first line; below it is the text for it. An answer by email needs no word of where. */
function whatToDo(task: Task): string {
  const isElsewhere = task.channel !== null && task.channel !== 'email';
  if (task.kind === 'reply' && isElsewhere) return `reply on ${task.channel}`;
  const words = task.kind === 'task' && task.channel === 'task' ? task.text : null;
  return words?.split('\n', 1)[0] ?? taskKind(task);
}
