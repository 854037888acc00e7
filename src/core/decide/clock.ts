/** A wait, a deadline or a hold may be over: what now? */
import { isLawRule, type LawHold } from '../person/consent.ts';
import { DAY_MS } from '../time/duration.ts';
import { addressOn } from '../person/prospect.ts';
import { isManual, isTouch } from '../sequence.ts';
import { endAwaiting } from './control.ts';
import { currentStep, note, type DraftDecision } from './draft.ts';
import { advance, cancelPlanned, finish, lift, revisit, skip } from './transitions.ts';
import { start } from './start.ts';
import { addressOf, cannotRender, lacksAddress, runStep } from './step.ts';
import { overAtMs } from './wake.ts';

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
    if (overAtMs(waiting) > context.nowMs) return false;
    return runStep(draft);
  }
  if (waiting.for === 'task') return expireTask(draft);
  if (waiting.for === 'signal') return giveUpAwaiting(draft);
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
  if (step === null || !isTouch(step)) return false;
  const isByGateway = step.kind !== 'email';
  // Planned by a number that the workspace has no more: it waits, and `why` says so.
  if (isByGateway && context.gateway === null) return false;
  const to = isByGateway ? context.gateway?.to : addressOn(context.prospect, 'email');
  if (to === null) {
    const kind = addressOf(step);
    if (step.missing === 'skip') cancelPlanned(draft, touchId, `no ${kind} that works`);
    return lacksAddress(draft, step, kind);
  }
  if (context.law?.verdict === 'hold') return takeBack(draft, touchId, context.law);
  return context.draft?.ok === false && cannotRender(draft, step);
}

/** What was planned may not leave any more: it is withdrawn, and its step asked anew. */
function takeBack(draft: DraftDecision, touchId: string, { rule, detail }: LawHold): boolean {
  cancelPlanned(draft, touchId, rule);
  const { cursor } = draft.next;
  note(draft, 'touch_withdrawn', `${rule}: ${detail}`, { step: cursor, touchId });
  revisit(draft, draft.context.nowMs, 'second');
  return true;
}

/**
 * What is recorded of their consent, who must not be touched, or what they go by has changed: what it held is looked at now, and an open
 * task that may not be done any more is taken back, also of who is held. Whether anything changed.
 */
export function onConsentChanged(draft: DraftDecision): boolean {
  const { next, context } = draft;
  const { law, nowMs } = context;
  const { waiting } = next;
  if (next.status !== 'finished' && context.suppressedBy !== null) {
    finish(draft, 'suppressed', context.suppressedBy);
    return true;
  }
  const step = currentStep(draft);
  if (next.status === 'finished' || step === null || !isTouch(step)) return false;
  if (law?.verdict === 'hold') {
    // What is planned the runner takes back where it would have sent it: here nobody knows whether it has gone on its way.
    if (waiting.for !== 'task' || !isManual(step)) return false;
    const { taskId } = waiting;
    draft.closedTasks.push({ taskId, status: 'cancelled', outcome: null, note: law.rule });
    note(draft, 'task_withdrawn', `${law.rule}: ${law.detail}`, { step: step.id });
    revisit(draft, nowMs, 'second');
    return true;
  }
  const isHeld = waiting.for === 'time' && isLawRule(waiting.rule);
  if (!isHeld || overAtMs(waiting) <= nowMs) return false;
  draft.next = { ...next, waiting: { ...waiting, notBeforeMs: null, rule: null } };
  note(draft, 'resumed', 'what held it is cleared', { step: step.id });
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
  if (kept) outlast(draft, nowMs + DAY_MS);
  return lifted || kept;
}

/** It goes on while the account is busy, without a word in the timeline. */
function outlast(draft: DraftDecision, untilMs: number): void {
  const holds = draft.next.holds.map((each) =>
    each.reason === 'colleague' ? { ...each, untilMs, outlasted: true as const } : each,
  );
  draft.next = { ...draft.next, holds };
}

/** Its open answers are dealt with: what only they held goes on. Whether anything changed. */
export function onAccountFree(draft: DraftDecision): boolean {
  return lift(draft, (each) => each.outlasted === true, 'the account has no open answer any more');
}

function giveUpAwaiting(draft: DraftDecision): boolean {
  const { waiting } = draft.next;
  const step = currentStep(draft);
  if (waiting.for !== 'signal' || step?.kind !== 'await') return false;
  if (waiting.deadlineMs === null || waiting.deadlineMs > draft.context.nowMs) return false;
  endAwaiting(draft, step, false);
  return true;
}

function expireTask(draft: DraftDecision): boolean {
  const { waiting } = draft.next;
  const step = currentStep(draft);
  if (waiting.for !== 'task' || step === null || !isManual(step)) return false;
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
