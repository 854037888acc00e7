import { UserError } from '../../core/user-error.ts';
import { DISPOSITIONS } from '../../core/task.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import { absenceWords } from '../../policy/cover.ts';
import type { Task } from '../../ports/task-store.ts';
import { approveDraft, assertDraft } from '../../usecases/tasks/approve-draft.ts';
import { hindrances } from '../../usecases/tasks/list-tasks.ts';
import {
  assertAnswers,
  settleTask,
  taskOf,
  type SettledTask,
  type TaskAnswer,
} from '../../usecases/tasks/settle-task.ts';
import { defineCommand, type CommandFamily, type Context, type Result } from '../command.ts';
import { withDesk, type Desk } from '../workspace/desk.ts';
import { callEnd } from '../input/call-outcome.ts';
import { editText } from '../input/edit-text.ts';
import { personName } from '../documents/person-name.ts';
import { taskDocument, taskKind, taskText } from '../documents/task.ts';
import { futureInstantIn } from '../input/future-instant.ts';
import { formatTime } from '../output/time.ts';
import { textOf } from '../input/stdin-text.ts';
import type { WrittenInstant } from '../../core/time/written-instant.ts';
import { listOptions, showOpenTasks } from './task-list.ts';

const ids = {
  id: { count: 'many', placeholder: 'ID', summary: 'as touchline tasks shows it' },
} as const;
const note = {
  kind: 'text',
  placeholder: 'TEXT',
  summary: 'what is to be remembered',
} as const;

const list = defineCommand({
  description: 'Open tasks, what matters most first. Snoozed ones are left out until their time.',
  arguments: {},
  options: listOptions,
  examples: [{ line: 'touchline tasks --channel call', says: 'the calls to make' }],
  writes: false,
  run: (context, _args, filter) => showOpenTasks(context, filter),
});

const show = defineCommand({
  description: 'Everything about tasks: what to say, where, and why.',
  arguments: ids,
  options: {},
  examples: [{ line: 'touchline tasks show e12.ring.1', says: 'the script of a call' }],
  writes: false,
  run: (context, { id }) =>
    withDesk(context, 'read', async (desk) => {
      const tasks: Task[] = [];
      for (const each of id) tasks.push(await taskOf(desk.to, each));
      return shown(desk, tasks, null);
    }),
});

const done = defineCommand({
  description:
    'Ends tasks that were done; their sequences go on at once. A call needs its outcome, and the outcome decides: somebody who was ' +
    'reached has answered. A task that its sequence no longer waits for is kept as a touch made by hand.',
  arguments: ids,
  options: {
    outcome: {
      kind: 'text',
      placeholder: 'WORD',
      summary: `calls: ${DISPOSITIONS.join(', ')}, or a word of yours`,
    },
    note,
    until: {
      kind: 'instant',
      placeholder: 'ISO',
      summary: 'callback: when they want to be called',
    },
  },
  examples: [
    { line: 'touchline tasks done e12.connect.1', says: 'the request was sent' },
    {
      line: 'touchline tasks done e12.ring.1 --outcome callback --until 2026-03-05T14:00',
      says: 'the call is due again then',
    },
  ],
  writes: true,
  run: (context, { id }, { outcome, note: words, until }) =>
    settle(context, id, { end: 'done', outcome, note: words, until }),
});

const skip = defineCommand({
  description: 'Ends tasks that will not be done; their sequences go on with the next step.',
  arguments: ids,
  options: { note },
  examples: [
    {
      line: 'touchline tasks skip e12.connect.1 --note "we know each other"',
      says: 'on to the next step',
    },
  ],
  writes: true,
  run: (context, { id }, { note: words }) =>
    settle(context, id, { end: 'skipped', outcome: null, note: words, until: null }),
});

const snooze = defineCommand({
  description: 'Hides open tasks until a time. The deadline of a task stays what it is.',
  arguments: ids,
  options: {
    until: { kind: 'instant', placeholder: 'ISO', summary: 'when it comes back', required: true },
    note,
  },
  examples: [
    {
      line: 'touchline tasks snooze e12.ring.1 --until 2026-03-03T15:00',
      says: 'tomorrow at three',
    },
  ],
  writes: true,
  run: (context, { id }, { until, note: words }) =>
    withDesk(context, 'write', async (desk) => {
      const untilMs = futureInstantIn(until, desk.zone, desk.moment.nowMs);
      const when = formatTime(untilMs, desk.zone, desk.moment.nowMs);
      return change(desk, id, `snoozed until ${when}`, (task) =>
        desk.to.tasks.snooze(task.id, untilMs, words, desk.moment.nowMs),
      );
    }),
});

const reassign = defineCommand({
  description: 'Gives open tasks to another rep.',
  arguments: ids,
  options: { to: { kind: 'text', placeholder: 'REP', summary: 'who does it', required: true } },
  examples: [{ line: 'touchline tasks reassign e12.ring.1 --to ben', says: 'Ben does it' }],
  writes: true,
  run: (context, { id }, { to: rep }) =>
    withDesk(context, 'write', (desk) => {
      assertRep(desk, rep);
      return change(desk, id, `is ${rep}'s`, (task) => desk.to.tasks.reassign(task.id, rep));
    }),
});

const approve = defineCommand({
  description:
    'Lets drafts leave that a rep has read, word for word. Whether each may leave is asked again now: nothing goes to somebody who answered.',
  arguments: ids,
  options: {
    text: {
      kind: 'text',
      placeholder: 'TEXT',
      summary: 'the draft as it shall leave, "Subject: ..." first; - reads stdin',
    },
    edit: { kind: 'flag', summary: 'change it first in $VISUAL or $EDITOR' },
  },
  examples: [
    { line: 'touchline tasks approve e12.intro.1.review', says: 'as it was drafted' },
    { line: 'touchline tasks approve e12.intro.1.review --edit', says: 'after a change' },
  ],
  writes: true,
  run: (context, { id }, { text, edit }) =>
    withDesk(context, 'write', async (desk) => {
      const given = await textOf(context.io, text);
      const tasks: Task[] = [];
      for (const each of id) tasks.push(await taskOf(desk.to, each));
      assertOneText(tasks, given, edit);
      for (const task of tasks) assertDraft(task, given);
      const lines: string[] = [];
      for (const task of tasks) lines.push(await approved(context, desk, task, given, edit));
      const after = await Promise.all(tasks.map((task) => taskOf(desk.to, task.id)));
      return shown(desk, after, [...lines, 'Next: touchline run'].join('\n'));
    }),
});

function assertOneText(tasks: readonly Task[], text: string | null, edit: boolean): void {
  if (text === null || (tasks.length === 1 && !edit)) return;
  throw new UserError(
    'one_draft_at_a_time',
    edit ? '--text and --edit say two things' : 'one text cannot stand for several drafts',
    'approve them one by one, or each as it was drafted',
    2,
  );
}

async function approved(
  context: Context,
  { to, moment }: Desk,
  task: Task,
  given: string | null,
  edit: boolean,
): Promise<string> {
  const isOpen = task.status === 'open';
  const text = edit && isOpen ? editText(task.text ?? '', context.io) : given;
  assertDraft(task, text);
  const settled = await approveDraft(to, task, text, moment);
  if (settled === null) return `${task.id} is ${task.status} already: nothing changed.`;
  const { enrollment, prospect } = settled;
  if (enrollment === null)
    return `${task.id}: no sequence waits for it any more; nothing leaves for ${personName(prospect)}.`;
  return `${task.id} approved: it leaves for ${personName(prospect)} as soon as window, mailbox and limits allow.`;
}

export const tasksCommand: CommandFamily = {
  description:
    'The work of the reps: calls, LinkedIn, texts, answers, and what the engine cannot decide.',
  members: [
    { name: 'list', summary: 'Show open tasks, ranked', isDefault: true, definition: list },
    { name: 'show', summary: 'Show all of a task', definition: show },
    { name: 'done', summary: 'End tasks that were done', definition: done },
    { name: 'skip', summary: 'End tasks that will not be done', definition: skip },
    { name: 'snooze', summary: 'Hide tasks until a time', definition: snooze },
    { name: 'approve', summary: 'Let reviewed drafts leave', definition: approve },
    { name: 'reassign', summary: 'Give tasks to another rep', definition: reassign },
  ],
};

interface Answer {
  readonly end: 'done' | 'skipped';
  readonly outcome: string | null;
  readonly note: string | null;
  readonly until: WrittenInstant | null;
}

function settle(context: Context, given: readonly string[], answer: Answer): Promise<Result> {
  return withDesk(context, 'write', async (desk) => {
    const { session, to, moment, zone } = desk;
    const untilMs =
      answer.until === null ? null : futureInstantIn(answer.until, zone, moment.nowMs);
    const { end, outcome: said, note: words } = answer;
    const own = session.config.dispositions;
    const answerTo = ({ kind }: Task): TaskAnswer => {
      const isOwn = kind === 'call' && said !== null && Object.hasOwn(own, said);
      const told = isOwn ? callEnd(said, words, own) : { outcome: said, words };
      return { end, outcome: told.outcome, note: told.words, untilMs };
    };
    const tasks: Task[] = [];
    for (const id of given) tasks.push(await taskOf(to, id));
    for (const task of tasks) assertAnswers(task, answerTo(task));
    const settled: SettledTask[] = [];
    for (const task of tasks) settled.push(await settleTask(to, task, answerTo(task), moment));
    const lines = settled.map((each) => settledLine(each, zone, moment.nowMs));
    const after = settled.map((each) => each.task);
    return shown(desk, after, [...lines, 'Next: touchline today'].join('\n'));
  });
}

/** What happened to the task, and with the person. */
function settledLine(
  { task, prospect, did, enrollment, heldForCall, alsoStopped }: SettledTask,
  zone: string,
  nowMs: number,
): string {
  const about = `${taskKind(task)} with ${personName(prospect)}`;
  const others = alsoStopped.map((each) => each.sequence).join(', ');
  const stopped = others === '' ? '' : ` Stopped as well: ${others}.`;
  switch (did) {
    case 'unchanged':
      return `${task.id} is ${task.status} already: nothing changed.`;
    case 'recorded':
      return `${task.id} done: ${about}. No sequence waited for it any more; it is kept as a touch made by hand.${stopped}`;
    case 'called_back': {
      const when = task.dueAtMs === null ? '' : ` ${formatTime(task.dueAtMs, zone, nowMs)}`;
      const waiting = heldForCall.map((each) => each.sequence).join(', ');
      const held = waiting === '' ? '' : ` Until then ${waiting} waits.`;
      return `${task.id} stays: call ${personName(prospect)} again${when}.${held}`;
    }
    case 'done':
    case 'skipped': {
      const outcome = task.outcome === null ? '' : ` (${task.outcome})`;
      const next = enrollment === null ? '' : ` ${whatNext(enrollment)}`;
      return `${task.id} ${did}: ${about}${outcome}.${next}${stopped}`;
    }
  }
}

function whatNext(enrollment: NonNullable<SettledTask['enrollment']>): string {
  const { status, sequence, reason, cursor } = enrollment;
  if (status === 'finished') return `${sequence} has ended: ${reason}.`;
  if (status === 'paused') return `${sequence} is paused: ${reason}.`;
  return `${sequence} goes on with ${cursor}.`;
}

async function change(
  desk: Desk,
  given: readonly string[],
  what: string,
  doIt: (task: Task) => Promise<boolean>,
): Promise<Result> {
  const tasks: Task[] = [];
  for (const id of given) tasks.push(await taskOf(desk.to, id));
  const lines: string[] = [];
  const after: Task[] = [];
  for (const task of tasks) {
    const isOpen = await doIt(task);
    after.push(await taskOf(desk.to, task.id));
    lines.push(isOpen ? `${task.id} ${what}.` : `${task.id} is ${task.status}: nothing changed.`);
  }
  return shown(desk, after, [...lines, 'Next: touchline today'].join('\n'));
}

/** One task is a document, several are a list. */
async function shown(
  { to, zone, moment }: Desk,
  tasks: readonly Task[],
  said: string | null,
): Promise<Result> {
  const people = await Promise.all(tasks.map((task) => to.people.byId(task.prospectId)));
  const { nowMs } = moment;
  const reasons: (readonly string[])[] = [];
  for (const [i, task] of tasks.entries()) {
    const hinders = await hindrances(to, task, people[i] ?? null, nowMs);
    const absence = absenceWords(to.settings, task.rep, nowMs) ?? [];
    reasons.push([...hinders, ...task.reasons].concat(absence));
  }
  const documents = tasks.map((task, i) => taskDocument(task, people[i] ?? null, reasons[i]!));
  const texts = tasks.map((task, i) => taskText(task, people[i] ?? null, reasons[i]!, zone, nowMs));
  return {
    data: documents.length === 1 ? documents[0]! : documents,
    text: () => said ?? texts.join('\n\n'),
  };
}

function assertRep({ session }: Desk, rep: string): void {
  const known = session.settings.reps.map((each) => each.id);
  if (known.includes(rep)) return;
  throw new UserError(
    'unknown_rep',
    `rep "${rep}" is not configured`,
    suggestion(rep, known, 'reps'),
    2,
  );
}
