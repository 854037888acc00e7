/** A rep lets a draft leave, as it was drafted or as they edited it. What is approved leaves word for word, if all the rules still allow it. */
import { readDraft } from '../../content/approved.ts';
import { UserError } from '../../core/user-error.ts';
import type { Task } from '../../ports/task-store.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { settleTask, type SettledTask, type TaskKeeper } from './settle-task.ts';

/**
 * Whether the task can be approved with this text: asked of every task before the first one is.
 *
 * @param text  `null`: as it was drafted.
 * @throws {UserError} `not_a_draft`, `bad_draft`.
 */
export function assertDraft(task: Task, text: string | null): void {
  if (task.kind !== 'review') {
    throw new UserError(
      'not_a_draft',
      `task ${task.id} is no draft but a ${task.kind} task`,
      `end it with: touchline tasks done ${task.id}`,
      2,
    );
  }
  if (text === null || readDraft(text) !== null) return;
  throw new UserError(
    'bad_draft',
    'the draft must begin with its subject, and say something',
    'Subject: Torque checks\n\nHi Ada, ...',
    2,
  );
}

/** `unchanged`: it had ended before, because the person answered, or somebody was quicker. */
export async function approveDraft(
  to: TaskKeeper,
  task: Task,
  text: string | null,
  moment: Moment,
): Promise<SettledTask | null> {
  if (task.status !== 'open') return null;
  const answer = { end: 'done', outcome: null, note: null, untilMs: null } as const;
  return settleTask(to, task, text === null ? answer : { ...answer, text }, moment);
}
