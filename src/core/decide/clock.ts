/** A wait, a deadline or a hold may be over: what now? */
import { DAY_MS } from '../duration.ts';
import type { EmailStep, ManualStep, Step } from '../sequence.ts';
import { evaluate } from '../condition.ts';
import { addressOn } from '../prospect.ts';
import { touchIdOf } from '../touch.ts';
import { pickVariant } from '../variant.ts';
import { closesAt, nextOpening } from '../window.ts';
import { unitInterval } from '../jitter.ts';
import { currentStep, note, type DraftDecision } from './draft.ts';
import { advance, cancelPlanned, finish, hold, lift, skip, waitBefore } from './moves.ts';
import { openTask, openMissingTask } from './open-task.ts';

/** Whether anything changed. */
export function onClock(draft: DraftDecision): boolean {
  const { next, context } = draft;
  switch (next.status) {
    case 'finished':
      return false;
    case 'pending':
      return start(draft);
    case 'paused':
      return liftExpired(draft);
    case 'active':
      break;
  }
  const { waiting } = next;
  if (waiting.for === 'time') {
    if (Math.max(waiting.untilMs, waiting.notBeforeMs ?? 0) > context.nowMs) return false;
    return runStep(draft);
  }
  if (waiting.for === 'task') return expireTask(draft);
  return waiting.for === 'touch' && reconsider(draft, waiting.touchId);
}

/** What is planned and not on its way yet is taken back, or held, when it may or can no longer be sent. */
function reconsider(draft: DraftDecision, touchId: string): boolean {
  const { context } = draft;
  if (context.suppressedBy !== null) {
    finish(draft, 'suppressed', context.suppressedBy);
    return true;
  }
  const step = currentStep(draft);
  if (step === null) return false;
  if (addressOn(context.prospect, 'email') === null) {
    if (step.missing === 'skip') cancelPlanned(draft, touchId, 'no email that works');
    return lacksAddress(draft, step, 'email');
  }
  return context.draft?.ok === false && cannotRender(draft, step);
}

function start(draft: DraftDecision): boolean {
  const { next, context, sequence } = draft;
  if (next.waiting.for !== 'time' || next.waiting.untilMs > context.nowMs) return false;
  const first = sequence.steps[0]!;
  draft.next = { ...next, status: 'active', cursor: first.id, settledAtMs: context.nowMs };
  draft.next = { ...draft.next, waiting: waitBefore(draft, first, context.nowMs) };
  note(draft, 'started', `starts with ${first.id}`, { step: first.id });
  return true;
}

function liftExpired(draft: DraftDecision): boolean {
  const { nowMs, accountBusy } = draft.context;
  const over = draft.next.holds.filter((each) => each.untilMs !== null && each.untilMs <= nowMs);
  if (over.length === 0) return false;
  const kept = over.some((each) => each.reason === 'colleague') && accountBusy;
  const lifted = lift(
    draft,
    (each) => over.includes(each) && !(kept && each.reason === 'colleague'),
    'the hold ended',
  );
  if (kept) hold(draft, 'colleague', nowMs + DAY_MS, 'the account has an open answer or a meeting');
  return lifted || kept;
}

/** The wait is over: do the step, skip it with a reason, or say when it may be done. */
function runStep(draft: DraftDecision): boolean {
  const step = currentStep(draft);
  if (step === null) {
    finish(draft, 'failed', `step ${draft.next.cursor} is not in version ${draft.next.version}`);
    return true;
  }
  if (draft.context.suppressedBy !== null) {
    finish(draft, 'suppressed', draft.context.suppressedBy);
    return true;
  }
  if (!step.enabled) {
    skip(draft, step, 'disabled');
    return true;
  }
  if (step.condition !== null) {
    const verdict = evaluate(step.condition, draft.context.facts);
    if (verdict.value === null) return undecided(draft, verdict.untilMs);
    if (!verdict.value) {
      skip(draft, step, 'condition is false');
      return true;
    }
  }
  return step.kind === 'email' ? runEmail(draft, step) : runManual(draft, step);
}

function undecided(draft: DraftDecision, untilMs: number | null): boolean {
  // A fact that nobody can date is looked at again tomorrow: better late than decided on a guess.
  return deferTo(draft, untilMs ?? draft.context.nowMs + DAY_MS, 'condition');
}

function runEmail(draft: DraftDecision, step: EmailStep): boolean {
  const { context, next, sequence } = draft;
  if (next.mailbox === null) {
    hold(draft, 'failed', null, 'no mailbox is configured for this person');
    return true;
  }
  if (addressOn(context.prospect, 'email') === null) return lacksAddress(draft, step, 'email');
  const opensMs = nextOpening(sequence.window, context.windowZone, context.calendar, context.nowMs);
  if (opensMs === null) {
    hold(draft, 'failed', null, 'the send window never opens');
    return true;
  }
  if (opensMs > context.nowMs) return deferTo(draft, opensMs, 'window');
  if (context.personBudget !== null) {
    return deferTo(draft, context.personBudget.clearsAtMs, 'max_touches');
  }
  if (isLate(draft)) return deferTo(draft, spread(draft, step), 'late');
  if (context.draft?.ok !== true) return cannotRender(draft, step);
  const touch = {
    id: touchIdOf(next.id, step.id, next.visit),
    enrollmentId: next.id,
    prospectId: next.prospectId,
    step: step.id,
    visit: next.visit,
    channel: step.kind,
    mailbox: next.mailbox,
    template: pickVariant(next.id, step),
    plannedAtMs: context.nowMs,
    notBeforeMs: context.nowMs,
  };
  draft.plannedTouches.push(touch);
  draft.next = { ...next, waiting: { for: 'touch', touchId: touch.id } };
  return true;
}

function runManual(draft: DraftDecision, step: ManualStep): boolean {
  const kind = step.kind === 'linkedin' ? 'linkedin' : 'phone';
  const address = step.kind === 'task' ? null : addressOn(draft.context.prospect, kind);
  if (step.kind !== 'task' && address === null) return lacksAddress(draft, step, kind);
  if (draft.context.draft?.ok === false) return cannotRender(draft, step);
  openTask(draft, step, address);
  return true;
}

function lacksAddress(draft: DraftDecision, step: Step, kind: string): boolean {
  if (step.missing === 'skip') {
    skip(draft, step, `no ${kind} that works`);
    return true;
  }
  openMissingTask(draft, step, [kind]);
  return true;
}

function cannotRender(draft: DraftDecision, step: Step): boolean {
  const rendered = draft.context.draft;
  if (rendered !== null && !rendered.ok && rendered.missing.length > 0) {
    openMissingTask(draft, step, rendered.missing);
    return true;
  }
  const error = rendered !== null && !rendered.ok ? rendered.error : null;
  hold(draft, 'failed', null, `the template cannot be rendered: ${error ?? 'it is not stored'}`);
  return true;
}

/** Later than `max_lateness` because nobody was running, not because a rule held it back. */
function isLate(draft: DraftDecision): boolean {
  const { slept, maxLatenessMs } = draft.context;
  const { waiting } = draft.next;
  if (slept === null || waiting.for !== 'time') return false;
  const dueMs = Math.max(waiting.untilMs, waiting.notBeforeMs ?? 0);
  return dueMs < slept.untilMs - maxLatenessMs;
}

/** An instant in what is left of the window, within a day, the same for the same touch (no burst after sleep). */
function spread(draft: DraftDecision, step: Step): number {
  const { context, sequence, next } = draft;
  const { nowMs, windowZone, calendar } = context;
  const closesMs = closesAt(sequence.window, windowZone, calendar, nowMs) ?? nowMs;
  // A window that never closes: over a day, which is as far as the daily cap reaches.
  const endMs = Math.min(closesMs, nowMs + DAY_MS);
  const share = unitInterval(`late ${touchIdOf(next.id, step.id, next.visit)}`);
  return nowMs + Math.max(1, Math.floor(share * (endMs - nowMs - 1)));
}

/** Moves the step to a later instant, once; the wait itself stays as it was. */
export function deferTo(draft: DraftDecision, notBeforeMs: number, rule: string): boolean {
  const { waiting } = draft.next;
  if (waiting.for !== 'time') return false;
  draft.next = { ...draft.next, waiting: { ...waiting, notBeforeMs, rule } };
  note(draft, 'deferred', rule, { step: draft.next.cursor });
  return true;
}

function expireTask(draft: DraftDecision): boolean {
  const { waiting } = draft.next;
  const step = currentStep(draft);
  if (waiting.for !== 'task' || step === null || step.kind === 'email') return false;
  if (waiting.deadlineMs === null || waiting.deadlineMs > draft.context.nowMs) return false;
  switch (step.onOverdue) {
    case 'wait':
      draft.next = { ...draft.next, waiting: { ...waiting, deadlineMs: null } };
      note(draft, 'task_overdue', 'waits all the same', { step: step.id, channel: step.kind });
      return true;
    case 'continue':
      note(draft, 'task_overdue', 'goes on without it', { step: step.id, channel: step.kind });
      advance(draft, step, draft.context.nowMs);
      return true;
    case 'skip':
      draft.closedTasks.push({
        taskId: waiting.taskId,
        status: 'expired',
        outcome: null,
        note: null,
      });
      skip(draft, step, 'task was overdue');
      return true;
  }
}
