/** What became of the visits of a step, read off its touch or its task. */
import type { TaskStatus } from '../core/task.ts';
import type { TouchStatus } from '../core/touch.ts';
import type { Visit } from '../core/visit.ts';

export interface TouchVisit {
  readonly step: string;
  readonly visit: number;
  readonly status: TouchStatus;
  readonly outcome: string | null;
}

export function visitOfTouch({ step, visit, status, outcome }: TouchVisit): Visit {
  return { step, visit, state: TOUCH_STATES[status], outcome };
}

const TOUCH_STATES: Readonly<Record<TouchStatus, Visit['state']>> = {
  planned: 'planned',
  sending: 'sending',
  sent: 'done',
  refused: 'done',
  uncertain: 'uncertain',
  cancelled: 'dropped',
};

/** Whose tasks are steps, and a draft to approve. */
export const VISIT_KINDS: readonly string[] = ['linkedin', 'call', 'sms', 'task', 'review'];

export interface TaskVisit {
  readonly id: string;
  readonly step: string;
  readonly kind: string;
  readonly status: TaskStatus;
  readonly outcome: string | null;
}

/** A draft to approve is not the step: it only uses up its visit. */
export function visitsOfTask({ id, step, kind, status, outcome }: TaskVisit): readonly Visit[] {
  const visit = Number(id.split('.')[2]);
  if (!Number.isSafeInteger(visit)) return [];
  return [{ step, visit, state: kind === 'review' ? 'dropped' : TASK_STATES[status], outcome }];
}

const TASK_STATES: Readonly<Record<TaskStatus, Visit['state']>> = {
  open: 'open',
  done: 'done',
  skipped: 'dropped',
  expired: 'dropped',
  cancelled: 'dropped',
};
