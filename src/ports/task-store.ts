import type { NewTask, TaskStatus } from '../core/task.ts';

export interface Task extends NewTask {
  readonly status: TaskStatus;
  readonly snoozedUntilMs: number | null;
  readonly closedAtMs: number | null;
  readonly outcome: string | null;
  readonly note: string | null;
}

/** Work for reps. */
export interface TaskStore {
  task(id: string): Promise<Task | null>;
  /** Open tasks, snoozed ones included, by id order; of one rep when named. */
  open(rep: string | null): Promise<readonly Task[]>;
  snooze(id: string, untilMs: number, note: string | null, nowMs: number): Promise<boolean>;
  reassign(id: string, rep: string): Promise<boolean>;
  /** Ends a task that no enrollment waits for: reply, or one that was cancelled or expired and is done all the same. `false`: it was done. */
  close(
    id: string,
    status: 'done' | 'skipped',
    outcome: string | null,
    note: string | null,
    nowMs: number,
  ): Promise<boolean>;
}
