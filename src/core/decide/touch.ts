/** An attempt to send has ended, was proven, or may not be made yet. */
import { DAY_MS, MINUTE_MS } from '../time/duration.ts';
import { channelOf, stepOf, type Channel } from '../sequence.ts';
import type { Outcome, WithdrawnBecause } from '../touch.ts';
import { unitInterval } from '../jitter.ts';
import { personEffects } from '../person-effects.ts';
import type { NewSignal } from '../signal.ts';
import type { RaisedSignal, TouchChange } from './decision.ts';
import { currentStep, note, type DraftDecision } from './draft.ts';
import { advance, cancelPlanned, finish, hold, revisit, skip } from './transitions.ts';
import { openSettleTask } from './open-task.ts';
import { applyExit } from './signals.ts';
import { backToPlanned, settledAs } from './touch-change.ts';

export interface TouchEnd {
  readonly touchId: string;
  readonly step: string;
  readonly channel: Channel;
  readonly mailbox: string | null;
  /** The address it was for. */
  readonly to: string | null;
  /** When the attempt was made: the next wait counts from here. */
  readonly attemptAtMs: number;
  /** Attempts made so far, this one included. */
  readonly attempts: number;
  readonly firstAttemptAtMs: number;
  /**
   * `fact`: the server or the Sent folder said so; `rep`: a person looked. Both beat what is not known: `guess`, a dead runner left it;
   * `rule`, the workspace says what is to be assumed. Only a fact tells of the mailbox's health.
   */
  readonly basis: 'fact' | 'rep' | 'guess' | 'rule';
}

/** Waits before the next attempt, in minutes; the last one repeats. Source: research on SMTP retry practice (Postfix, Exim). */
const BACKOFF_MINUTES = [0.5, 2, 8, 30, 120] as const;
/** A sales message that is a day late is worse than none. */
const GIVE_UP_AFTER_MS = DAY_MS;

/** Whether anything changed. */
export function onTouchSettled(draft: DraftDecision, end: TouchEnd, outcome: Outcome): boolean {
  const waits = draft.next.waiting;
  const awaited = waits.for === 'touch' && waits.touchId === end.touchId;
  note(draft, `touch_${outcome.kind}`, fateOf(draft, outcome), {
    step: end.step,
    touchId: end.touchId,
    channel: end.channel,
  });
  switch (outcome.kind) {
    case 'sent':
      settle(draft, end, 'sent', outcome.detail, !awaited, outcome.serverMessageId);
      closeSettleTask(draft, end, 'sent');
      draft.next = { ...draft.next, sentCount: draft.next.sentCount + 1 };
      if (awaited) onward(draft, end, end.attemptAtMs);
      return true;
    case 'refused':
      return onRefused(draft, end, outcome, awaited);
    case 'deferred':
    case 'not_sent':
      return onNotAccepted(draft, end, outcome, awaited);
    case 'uncertain':
      settle(draft, end, 'uncertain', outcome.detail, !awaited, null);
      openSettleTask(draft, end.touchId, end, outcome.detail);
      return true;
  }
}

/** What was on its way when an answer came keeps its own fate, and whoever reads the timeline must not take it for one that was sent after. */
function fateOf({ next }: DraftDecision, { kind, detail }: Outcome): string {
  const mayHaveLeft = kind === 'sent' || kind === 'uncertain';
  if (!mayHaveLeft || next.status !== 'finished') return detail;
  const crossed = `it was on its way when the sequence ended: ${next.reason}`;
  return detail === '' ? crossed : `${detail}; ${crossed}`;
}

/** Nothing was tried: window, budget or calendar say not before. */
export function onTouchPostponed(
  draft: DraftDecision,
  touchId: string,
  notBeforeMs: number,
  rule: string,
): boolean {
  if (draft.next.waiting.for !== 'touch' || draft.next.waiting.touchId !== touchId) return false;
  draft.touchChanges.push(backToPlanned(touchId, ['planned'], notBeforeMs, rule));
  note(draft, 'deferred', rule, {
    step: draft.next.cursor,
    touchId,
    channel: awaitedChannel(draft),
  });
  return true;
}

/** It never left, so the step is decided anew; its old bytes are never used again. */
export function onTouchWithdrawn(
  draft: DraftDecision,
  touchId: string,
  because: WithdrawnBecause,
): boolean {
  const { next, context } = draft;
  if (next.waiting.for !== 'touch' || next.waiting.touchId !== touchId) return false;
  cancelPlanned(draft, touchId, because);
  note(draft, 'touch_withdrawn', because, {
    step: next.cursor,
    touchId,
    channel: awaitedChannel(draft),
  });
  revisit(draft, context.nowMs, 'second');
  return true;
}

function awaitedChannel(draft: DraftDecision): Channel | null {
  const step = currentStep(draft);
  return step === null ? null : channelOf(step);
}

function onRefused(
  draft: DraftDecision,
  end: TouchEnd,
  outcome: Extract<Outcome, { kind: 'refused' }>,
  awaited: boolean,
): boolean {
  closeSettleTask(draft, end, 'refused');
  if (outcome.blame === 'mailbox') {
    // Policy and login refusals are not the person's fault: the mailbox rests, the touch keeps its bytes.
    restMailbox(draft, end, null, outcome.detail);
    retryOrCancel(draft, end, draft.context.nowMs, awaited, outcome.detail);
    return true;
  }
  settle(draft, end, 'refused', outcome.detail, !awaited, null);
  const kind = IDENTITY_ON[end.channel];
  if (outcome.blame === 'address' && end.to !== null && kind !== undefined) {
    draft.badAddresses.push({ kind, value: end.to });
  }
  if (outcome.blame === 'person') {
    draft.raisedSignals.push(optOut(draft, end, outcome.detail));
    finish(draft, 'opted_out', outcome.detail);
    return true;
  }
  if (!awaited) return true;
  if (outcome.blame === 'message') {
    finish(draft, 'failed', outcome.detail);
    return true;
  }
  bounced(draft, end, outcome.detail);
  return true;
}

/** A wish that the gateway heard and we did not: it stops the person everywhere. */
function optOut({ context, next }: DraftDecision, end: TouchEnd, text: string): RaisedSignal {
  const signal: NewSignal = {
    prospectId: next.prospectId,
    kind: 'opt_out',
    atMs: context.nowMs,
    source: end.mailbox ?? end.channel,
    externalId: `${end.touchId} opt_out`,
    channel: end.channel,
    details: { touchId: end.touchId, text },
  };
  return { signal, effects: personEffects(signal, context.prospect, context.rep) };
}

const IDENTITY_ON: Partial<Readonly<Record<Channel, 'email' | 'phone'>>> = {
  email: 'email',
  sms: 'phone',
};

/** The sequence's own rule for a dead address: go on over other channels, pause, or end. */
function bounced(draft: DraftDecision, end: TouchEnd, detail: string): void {
  applyExit(draft, draft.sequence.exits.bounce, 'bounced', detail);
  const step = stepOf(draft.sequence, end.step);
  if (draft.next.status !== 'finished' && step !== null) skip(draft, step, 'the address is bad');
}

function onNotAccepted(
  draft: DraftDecision,
  end: TouchEnd,
  outcome: Extract<Outcome, { kind: 'deferred' | 'not_sent' }>,
  awaited: boolean,
): boolean {
  const { nowMs } = draft.context;
  const least = outcome.kind === 'deferred' ? outcome.retryAfterMs : 0;
  const waitMs = Math.max(least, backoffMs(end));
  const mailboxTrouble = outcome.kind === 'not_sent' || outcome.blame === 'mailbox';
  if (mailboxTrouble && end.basis === 'fact') {
    restMailbox(draft, end, nowMs + waitMs, outcome.detail);
  }
  closeSettleTask(draft, end, outcome.kind);
  if (awaited && nowMs - end.firstAttemptAtMs > GIVE_UP_AFTER_MS && !mailboxTrouble) {
    settle(draft, end, 'cancelled', `gave up: ${outcome.detail}`, false, null);
    finish(draft, 'failed', `gave up after ${end.attempts} attempts: ${outcome.detail}`);
    return true;
  }
  retryOrCancel(draft, end, end.basis === 'fact' ? nowMs + waitMs : nowMs, awaited, outcome.detail);
  return true;
}

/** Surely not accepted, so the same bytes may be tried again, unless the person was stopped meanwhile. */
function retryOrCancel(
  draft: DraftDecision,
  end: TouchEnd,
  notBeforeMs: number,
  awaited: boolean,
  detail: string,
): void {
  if (!awaited) {
    settle(draft, end, 'cancelled', detail, true, null);
    return;
  }
  draft.touchChanges.push(backToPlanned(end.touchId, overwrites(end), notBeforeMs, detail));
}

function onward(draft: DraftDecision, end: TouchEnd, settledAtMs: number): void {
  const step = stepOf(draft.sequence, end.step);
  if (step === null) hold(draft, 'failed', null, `step ${end.step} is not in this version`);
  else advance(draft, step, settledAtMs);
}

function settle(
  draft: DraftDecision,
  end: TouchEnd,
  to: TouchChange['to'],
  detail: string,
  crossed: boolean,
  serverMessageId: string | null,
): void {
  const { touchId } = end;
  const from = overwrites(end);
  draft.touchChanges.push(
    settledAs({ touchId, from, to, detail, crossed, serverMessageId }, draft.context.nowMs),
  );
}

/** A late true outcome beats what was guessed or assumed; those never overwrite a fact. */
function overwrites(end: TouchEnd): TouchChange['from'] {
  switch (end.basis) {
    case 'guess':
      return ['sending'];
    case 'rule':
      return ['uncertain'];
    case 'fact':
    case 'rep':
      return ['sending', 'uncertain', 'planned'];
  }
}

function closeSettleTask(draft: DraftDecision, end: TouchEnd, outcome: string): void {
  draft.closedTasks.push({ taskId: `${end.touchId}.settle`, status: 'done', outcome, note: null });
}

function restMailbox(
  draft: DraftDecision,
  end: TouchEnd,
  untilMs: number | null,
  reason: string,
): void {
  if (end.mailbox !== null) draft.restedMailboxes.push({ mailbox: end.mailbox, untilMs, reason });
}

function backoffMs(end: TouchEnd): number {
  const minutes = BACKOFF_MINUTES[Math.min(end.attempts, BACKOFF_MINUTES.length) - 1] ?? 120;
  const spread = 0.8 + 0.4 * unitInterval(`backoff ${end.touchId} ${end.attempts}`);
  return Math.round(minutes * MINUTE_MS * spread);
}
