/** A rep has done a task, or skipped it. */
import { addDuration } from '../time/calendar.ts';
import { afterCall, answerOf, dispositionOf } from '../call-outcome.ts';
import type { HoldReason, Waiting } from '../enrollment.ts';
import { addressOn } from '../person/prospect.ts';
import { isManual, stepOf, type EmailStep, type ManualStep, type Step } from '../sequence.ts';
import { note, type DraftDecision } from './draft.ts';
import {
  advance,
  cancelPlanned,
  finish,
  goTo,
  lift,
  revisit,
  skip,
  waitApproved,
} from './transitions.ts';
import { missingTaskId } from './open-task.ts';
import { onAnswer, onMeeting } from './signals.ts';

const HELD_FOR_A_STEP: readonly HoldReason[] = ['missing_field', 'failed'];

export interface TaskEnd {
  readonly taskId: string;
  readonly end: 'done' | 'skipped';
  /** Calls: the disposition; others: the rep's word, or `null`. */
  readonly outcome: string | null;
  readonly note: string | null;
  /** `callback`: when the person asked to be called again, epoch ms. */
  readonly untilMs: number | null;
  /** Reviews: the draft as the rep left it; absent: as it was drafted. */
  readonly text?: string;
}

/** Whether anything changed: `false` when the enrollment does not wait for this task. */
export function onTaskSettled(draft: DraftDecision, event: TaskEnd): boolean {
  const { waiting } = draft.next;
  const step = stepOf(draft.sequence, draft.next.cursor);
  // Without the date by which they start nobody begins.
  const first = draft.sequence.steps[0]!;
  if (draft.next.cursor === null && event.taskId === missingTaskId(draft.next, first)) {
    finish(draft, 'removed', event.note ?? 'without a date to start by');
    return true;
  }
  if (step !== null && event.taskId === missingTaskId(draft.next, step))
    return goWithout(draft, step, event);
  if (waiting.for !== 'task' || waiting.taskId !== event.taskId) return false;
  if (step?.kind === 'email') return onReviewed(draft, step, event);
  if (step === null || !isManual(step)) return false;
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

/** Nobody fills in or mends what the step needs: it is left out, and what was held for it goes on. */
function goWithout(draft: DraftDecision, step: Step, event: TaskEnd): boolean {
  const { status, holds, waiting } = draft.next;
  const asked = holds.some((each) => HELD_FOR_A_STEP.includes(each.reason));
  if (status !== 'paused' || !asked || event.end !== 'skipped') return false;
  draft.closedTasks.push({
    taskId: event.taskId,
    status: 'skipped',
    outcome: event.outcome,
    note: event.note,
  });
  if (waiting.for === 'touch') cancelPlanned(draft, waiting.touchId, 'skipped by the rep');
  skip(draft, step, event.note ?? 'skipped by the rep');
  lift(draft, (each) => HELD_FOR_A_STEP.includes(each.reason), 'goes on without the step');
  return true;
}

/** The stop rules, the window and the budgets are asked again now: a draft may have lain for days. */
function onReviewed(draft: DraftDecision, step: EmailStep, event: TaskEnd): boolean {
  draft.closedTasks.push({
    taskId: event.taskId,
    status: event.end,
    outcome: event.outcome,
    note: event.note,
    ...(event.text === undefined ? {} : { text: event.text }),
  });
  if (event.end === 'skipped') {
    skip(draft, step, event.note ?? 'the draft was not approved');
    return true;
  }
  note(draft, 'task_done', 'the draft was approved', { step: step.id, channel: 'email' });
  waitApproved(draft, event.taskId);
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
  const after = afterCall(step, outcome, next.visit);
  if (after.does === 'retries') {
    const untilMs = addDuration(context.nowMs, after.every, context.zone, context.calendar);
    revisit(draft, untilMs, after.every.unit);
    return;
  }
  if (outcome === 'wrong_number') phoneIsBad(draft);
  if (after.does === 'jumps') {
    goTo(draft, after.to, context.nowMs);
    return;
  }
  switch (answerOf(outcome)) {
    case null:
      break;
    case 'reply':
      onAnswer(draft, undefined, `call: ${outcome}`, `the goal is reached: ${outcome}`);
      break;
    case 'meeting_booked':
      onMeeting(draft, 'on a call');
      break;
  }
  // An exit that pauses leaves the call behind as well: the task is done, and the next wait is stored frozen.
  if (draft.next.status !== 'finished') advance(draft, step, context.nowMs);
}

function phoneIsBad(draft: DraftDecision): void {
  const value = addressOn(draft.context.prospect, 'phone');
  if (value !== null) draft.badAddresses.push({ kind: 'phone', value });
}

/** Same task, same visit, due when they asked for it; its deadline runs again from then. */
function callBack(draft: DraftDecision, step: ManualStep, event: TaskEnd): boolean {
  const { context, next } = draft;
  if (event.untilMs === null || next.waiting.for !== 'task') return false;
  let waiting: Waiting = { ...next.waiting, calledBack: true, calledBackAtMs: context.nowMs };
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
