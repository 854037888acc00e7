/** What should a rep do first? */
import { LEVELS, standingWords, type Standing } from '../core/engagement.ts';
import { toLocal } from '../core/time/local-time.ts';
import type { TaskKind } from '../core/task.ts';

export interface Rankable {
  readonly id: string;
  readonly prospectId: string;
  readonly kind: TaskKind;
  readonly priority: number;
  readonly openedAtMs: number;
  readonly dueAtMs: number | null;
  readonly snoozedUntilMs: number | null;
}

export interface Ranked<T extends Rankable> {
  readonly task: T;
  /** Why it stands where it stands, strongest first; empty for what is neither urgent nor important. */
  readonly urgencies: readonly string[];
}

/**
 * Answers first, then what is overdue, due today, by priority, by how engaged the person is, oldest first. A snoozed task is left out until
 * its time.
 *
 * @param zone       Whose "today" it is.
 * @param standings  By person; who is not there is cold.
 */
export function rankTasks<T extends Rankable>(
  tasks: readonly T[],
  nowMs: number,
  zone: string,
  standings: ReadonlyMap<string, Standing>,
): readonly Ranked<T>[] {
  const today = toLocal(zone, nowMs).day;
  const awake = tasks.filter(
    (task) => task.snoozedUntilMs === null || task.snoozedUntilMs <= nowMs,
  );
  const judged = awake.map((task) => ({
    task,
    standing: standings.get(task.prospectId) ?? COLD,
    isReply: task.kind === 'reply',
    isOverdue: task.dueAtMs !== null && task.dueAtMs < nowMs,
    isDueToday: task.dueAtMs !== null && toLocal(zone, task.dueAtMs).day === today,
  }));
  const ordered = judged.toSorted(
    (a, b) =>
      Number(b.isReply) - Number(a.isReply) ||
      Number(b.isOverdue) - Number(a.isOverdue) ||
      Number(b.isDueToday) - Number(a.isDueToday) ||
      b.task.priority - a.task.priority ||
      LEVELS.indexOf(b.standing.level) - LEVELS.indexOf(a.standing.level) ||
      a.task.openedAtMs - b.task.openedAtMs ||
      (a.task.id < b.task.id ? -1 : 1),
  );
  return ordered.map(({ task, standing, isOverdue, isDueToday }) => {
    const due = isOverdue ? 'overdue' : isDueToday ? 'due today' : null;
    // Only that of a step was written by somebody.
    const isOfStep = task.kind !== 'reply' && task.kind !== 'settle';
    const priority = isOfStep && task.priority > 0 ? `priority ${task.priority}` : null;
    const engaged = standing.level === 'cold' ? null : standingWords(standing);
    return { task, urgencies: [due, priority, engaged].filter((each) => each !== null) };
  });
}

const COLD: Standing = { tenths: 0, level: 'cold' };
