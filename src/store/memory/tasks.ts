/** Work for reps. */
import type { NewTask, TaskKind } from '../../core/task.ts';
import type { Task, TaskStore } from '../../ports/task-store.ts';
import type { Kept, KeptEnrollment, KeptTask } from './kept.ts';

/** One that is there is opened again: what was done about it stays. */
export function openTask(kept: Kept, added: NewTask): void {
  const known = kept.tasks.get(added.id);
  if (known !== undefined) {
    const { text, reasons } = added;
    known.task = { ...known.task, status: 'open', closedAtMs: null, text, reasons };
    return;
  }
  const task: KeptTask = { task: { ...added, ...UNTOUCHED } };
  kept.tasks.set(added.id, task);
  if (added.enrollmentId !== null) kept.enrollment(added.enrollmentId)?.tasks.push(task);
  if (added.kind === 'reply') kept.person(added.prospectId).replyTasks.push(task);
}

/** Changes an open task; one that has ended stays as it is. */
export function changeTask(kept: Kept, id: string, change: Partial<Task>): boolean {
  const known = kept.tasks.get(id);
  if (known?.task.status !== 'open') return false;
  known.task = { ...known.task, ...change };
  return true;
}

export function cancelTasks({ tasks }: KeptEnrollment, kind: TaskKind, closedAtMs: number): void {
  for (const each of tasks) {
    const { task } = each;
    if (task.kind === kind && task.status === 'open')
      each.task = { ...task, status: 'cancelled', closedAtMs };
  }
}

export function taskStoreOf(kept: Kept): TaskStore {
  return {
    task: async (id) => kept.tasks.get(id)?.task ?? null,
    open: async (rep) => {
      const tasks = [...kept.tasks.values()].map(({ task }) => task);
      return tasks
        .filter((task) => task.status === 'open' && (rep === null || task.rep === rep))
        .toSorted((a, b) => a.openedAtMs - b.openedAtMs || (a.id < b.id ? -1 : 1));
    },
    snooze: async (id, snoozedUntilMs, note) =>
      changeTask(kept, id, { snoozedUntilMs, ...(note === null ? {} : { note }) }),
    reassign: async (id, rep) => changeTask(kept, id, { rep }),
    close: async (id, status, outcome, note, closedAtMs) => {
      const known = kept.tasks.get(id);
      if (known === undefined || known.task.status === 'done') return false;
      known.task = { ...known.task, status, outcome, note, closedAtMs };
      return true;
    },
  };
}

const UNTOUCHED = {
  status: 'open',
  snoozedUntilMs: null,
  closedAtMs: null,
  outcome: null,
  note: null,
} as const;
