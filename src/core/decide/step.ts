/** A step's wait is over: what becomes of it? */
import { evaluate } from '../condition.ts';
import { DAY_MS } from '../time/duration.ts';
import { wantsApproval, wasDoneEarlier } from '../enrollment.ts';
import { unitInterval } from '../jitter.ts';
import { addressOn } from '../person/prospect.ts';
import {
  addressFor,
  isManual,
  isTouch,
  type EmailStep,
  type ManualStep,
  type Sequence,
  type Step,
  type TouchStep,
} from '../sequence.ts';
import { touchIdOf } from '../touch.ts';
import { pickVariant } from '../variant.ts';
import { leavingEnds, nextLeaving } from '../leaving-hours.ts';
import type { DecideContext, Draft } from './context.ts';
import { runControl } from './control.ts';
import { currentStep, type DraftDecision } from './draft.ts';
import { deferTo, finish, hold, holdBack, skip, undecided } from './transitions.ts';
import { openMendTask, openMissingTask, openReviewTask, openTask, type Lack } from './open-task.ts';

/** The wait is over: do the step, skip it with a reason, or say when it may be done. */
export function runStep(draft: DraftDecision): boolean {
  const step = currentStep(draft);
  if (step === null) {
    finish(draft, 'failed', `step ${draft.next.cursor} is not in version ${draft.next.version}`);
    return true;
  }
  if (draft.context.suppressedBy !== null) {
    finish(draft, 'suppressed', draft.context.suppressedBy);
    return true;
  }
  if (wasDoneEarlier(draft.next, step.id)) {
    skip(draft, step, 'it was done in an earlier version');
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
  if (!isTouch(step)) return runControl(draft, step);
  return step.kind === 'email' ? runEmail(draft, step) : runManual(draft, step);
}

function runEmail(draft: DraftDecision, step: EmailStep): boolean {
  const { context, next } = draft;
  if (next.mailbox === null) {
    hold(draft, 'failed', null, 'no mailbox is configured for this person', {
      cause: 'no_mailbox',
    });
    return true;
  }
  if (addressOn(context.prospect, 'email') === null) return lacksAddress(draft, step, 'email');
  if (isHeldByLaw(draft)) return true;
  if (wantsApproval(step, next.waiting)) {
    if (context.draft?.ok !== true) return cannotRender(draft, step);
    openReviewTask(draft, step, context.draft.text);
    return true;
  }
  return leave(draft, step, next.mailbox, pickVariant(next.id, step));
}

/** Plans the touch for now, or says when it may leave. @param line  The mailbox, number or channel. */
function leave(
  draft: DraftDecision,
  step: TouchStep,
  line: string,
  template: string | null,
): boolean {
  const { context, next, sequence } = draft;
  const { atMs: opensMs, rule } = nextLeaving(sequence.window, context, step.kind, context.nowMs);
  if (opensMs === null) {
    hold(draft, 'failed', null, 'the send window never opens', { cause: 'window_never_opens' });
    return true;
  }
  if (opensMs > context.nowMs) return deferTo(draft, opensMs, rule);
  if (context.personBudget !== null) {
    return deferTo(draft, context.personBudget.clearsAtMs, context.personBudget.rule);
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
    mailbox: line,
    template,
    plannedAtMs: context.nowMs,
    notBeforeMs: next.waiting.for === 'time' ? next.waiting.untilMs : context.nowMs,
  };
  draft.plannedTouches.push(touch);
  draft.next = { ...next, waiting: { for: 'touch', touchId: touch.id } };
  return true;
}

function runManual(draft: DraftDecision, step: ManualStep): boolean {
  const gateway = gatewayOf(step, draft.sequence, draft.context);
  if (gateway !== null) {
    if (gateway.to === null) return lacksAddress(draft, step, addressOf(step));
    if (isHeldByLaw(draft)) return true;
    return leave(draft, step, gateway.id, step.template);
  }
  const kind = addressFor(step);
  const address = kind === null ? null : addressOn(draft.context.prospect, kind);
  if (kind !== null && address === null) return lacksAddress(draft, step, kind);
  if (isHeldByLaw(draft)) return true;
  if (draft.context.draft?.ok === false) return cannotRender(draft, step);
  openTask(draft, step, address);
  return true;
}

/** The step keeps its turn, and is asked about again a day later at the latest, or when somebody records what would let it go. */
function isHeldByLaw(draft: DraftDecision): boolean {
  const { law, nowMs } = draft.context;
  if (law?.verdict !== 'hold') return false;
  const lookMs = Math.min(nowMs + DAY_MS, law.clearsAtMs ?? Infinity);
  return holdBack(draft, Math.max(lookMs, nowMs + 1), law);
}

/**
 * By what a step leaves that a rep would do otherwise. `null`: the rep does it, as where there is no text to send, or where the window opens
 * only in quiet hours.
 */
export function gatewayOf(
  step: Step,
  { window }: Pick<Sequence, 'window'>,
  context: DecideContext,
): DecideContext['gateway'] {
  if (context.gateway === null || !isManual(step) || step.template === null) return null;
  const { atMs } = nextLeaving(window, context, step.kind, context.nowMs);
  return atMs === null ? null : context.gateway;
}

/** What a rep is asked for when a step that leaves by itself reaches nobody. */
export function addressOf(step: TouchStep): string {
  return addressFor(step) ?? 'external_id';
}

export function lacksAddress(draft: DraftDecision, step: Step, kind: string): boolean {
  if (step.missing === 'skip') {
    skip(draft, step, `no ${kind} that works`);
    return true;
  }
  openMissingTask(draft, step, { cause: 'absent', missing: [kind] });
  return true;
}

export function cannotRender(draft: DraftDecision, step: Step): boolean {
  const rendered = draft.context.draft;
  const failure = rendered === null || rendered.ok ? null : rendered;
  const lack = failure === null ? null : lackIn(failure);
  if (lack !== null) {
    openMissingTask(draft, step, lack);
    return true;
  }
  const fault = failure?.error ?? 'it is not stored';
  openMendTask(draft, step, `the template cannot be rendered: ${fault}`);
  return true;
}

/** `null`: nothing that the person could have. */
function lackIn({ missing, tooLong, error }: Extract<Draft, { ok: false }>): Lack | null {
  if (tooLong !== undefined) {
    const fields = tooLong === null ? [] : [tooLong.name];
    const characters = tooLong?.characters ?? 0;
    return { cause: 'too_long', missing: fields, characters, words: error ?? 'less' };
  }
  return missing.length === 0 ? null : { cause: 'absent', missing };
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
function spread(draft: DraftDecision, step: TouchStep): number {
  const { context, sequence, next } = draft;
  const { nowMs } = context;
  const closesMs = leavingEnds(sequence.window, context, step.kind, nowMs) ?? nowMs;
  // A window that never closes: over a day, which is as far as the daily cap reaches.
  const endMs = Math.min(closesMs, nowMs + DAY_MS);
  const share = unitInterval(`late ${touchIdOf(next.id, step.id, next.visit)}`);
  return nowMs + Math.max(1, Math.floor(share * (endMs - nowMs - 1)));
}
