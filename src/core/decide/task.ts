/** A rep has done a task, or skipped it. */
import { addDuration } from '../calendar.ts';
import type { Waiting } from '../enrollment.ts';
import { stepOf, type ManualStep } from '../sequence.ts';
import { dispositionOf } from '../task.ts';
import { note, type DraftDecision } from './draft.ts';
import { advance, revisit, skip } from './moves.ts';
import { applyExit } from './signals.ts';

export interface TaskEnd {
  readonly taskId: string;
  readonly end: 'done' | 'skipped';
  /** Calls: the disposition; others: the rep's word, or `null`. */
  readonly outcome: string | null;
  readonly note: string | null;
  /** `callback`: when the person asked to be called again, epoch ms. */
  readonly untilMs: number | null;
}

/** Whether anything changed: `false` when the enrollment does not wait for this task. */
export function onTaskSettled(draft: DraftDecision, event: TaskEnd): boolean {
  const { waiting } = draft.next;
  const step = stepOf(draft.sequence, draft.next.cursor);
  if (waiting.for !== 'task' || waiting.taskId !== event.taskId) return false;
  if (step === null || step.kind === 'email') return false;
  if (event.end === 'done' && event.outcome === 'callback') return callBack(draft, step, event);
  draft.closedTasks.push({
    taskId: event.taskId,
    status: event.end,
    outcome: event.outcome,
    note: event.note,
  });
  if (event.end === 'skipped') {
    skip(draft, step, event.note ?? 'skipped by the rep');
    return true;
  }
  record(draft, step, event);
  if (step.kind === 'call') onDisposition(draft, step, event);
  else advance(draft, step, draft.context.nowMs);
  return true;
}

function record(draft: DraftDecision, step: ManualStep, event: TaskEnd): void {
  const { next, context } = draft;
  draft.recordedTouches.push({
    id: event.taskId,
    enrollmentId: next.id,
    prospectId: next.prospectId,
    step: step.id,
    visit: next.visit,
    channel: step.kind,
    mailbox: null,
    template: step.template,
    plannedAtMs: context.nowMs,
    notBeforeMs: context.nowMs,
    action: step.action,
    outcome: event.outcome,
  });
  note(draft, 'task_done', event.outcome ?? step.action ?? step.kind, {
    step: step.id,
    touchId: event.taskId,
    channel: step.kind,
  });
}

function onDisposition(draft: DraftDecision, step: ManualStep, event: TaskEnd): void {
  const { context, next } = draft;
  const outcome = dispositionOf(event.outcome);
  const retry = step.retries[outcome];
  if (retry !== undefined && next.visit <= retry.times) {
    const untilMs = addDuration(context.nowMs, retry.every, context.zone, context.calendar);
    revisit(draft, untilMs, retry.every.unit);
    return;
  }
  switch (outcome) {
    case 'no_answer':
    case 'voicemail':
    case 'gatekeeper':
    case 'callback':
      break;
    case 'connected':
    case 'not_interested':
      applyExit(draft, draft.sequence.exits.reply, 'replied', `call: ${outcome}`);
      break;
    case 'meeting_booked':
      applyExit(draft, draft.sequence.exits.meetingBooked, 'meeting_booked', 'on a call');
      break;
    case 'wrong_number':
      for (const identity of context.prospect.identities) {
        if (identity.kind === 'phone' && identity.status === 'good') {
          draft.badAddresses.push({ kind: 'phone', value: identity.value });
          break;
        }
      }
  }
  // An exit that pauses leaves the call behind as well: the task is done, and the next wait is stored frozen.
  if (draft.next.status !== 'finished') advance(draft, step, context.nowMs);
}

/** Same task, same visit, due when they asked for it; its deadline runs again from then. */
function callBack(draft: DraftDecision, step: ManualStep, event: TaskEnd): boolean {
  const { context, next } = draft;
  if (event.untilMs === null || next.waiting.for !== 'task') return false;
  let waiting: Waiting = { ...next.waiting, calledBack: true };
  if (step.dueWithin !== null) {
    const { zone, calendar, nowMs } = context;
    const untilMs = addDuration(event.untilMs, step.dueWithin, zone, calendar);
    const held = next.status === 'paused';
    waiting = {
      ...waiting,
      deadlineMs: held ? null : untilMs,
      frozenMs: held ? untilMs - nowMs : null,
    };
  }
  draft.next = { ...next, waiting };
  draft.snoozedTasks.push({ taskId: event.taskId, untilMs: event.untilMs, note: event.note });
  note(draft, 'callback', 'asked to be called again', { step: step.id, channel: 'call' });
  return true;
}
