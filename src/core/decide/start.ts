/** Somebody who is enrolled and has not begun: when do they? */
import type { TurnWait } from '../account-turn.ts';
import { addDuration } from '../time/calendar.ts';
import { DAY_MS } from '../time/duration.ts';
import { timeWait } from '../enrollment.ts';
import type { Prospect } from '../person/prospect.ts';
import type { Sequence, StartAnchor } from '../sequence.ts';
import { anchoredStart, type AnchoredStart } from '../start.ts';
import { note, type DraftDecision } from './draft.ts';
import { lift, startWaiting, waitBefore } from './transitions.ts';
import { openDateTask } from './open-task.ts';
import { overAtMs } from './wake.ts';

/** Whether anything changed. */
export function start(draft: DraftDecision): boolean {
  const { next, context, sequence } = draft;
  const { waiting } = next;
  if (waiting.for !== 'time') return false;
  // Whoever waits for a turn is looked at before the day when somebody of the account is through.
  if (overAtMs(waiting) > context.nowMs && waiting.rule !== 'per_account') return false;
  const { start: anchor } = sequence;
  // The date may have been moved since.
  const anchored = anchor === null ? null : anchorOf(draft, anchor, context.prospect);
  if (anchor !== null && anchored?.ok === false && !hasBegun(anchor, anchored)) {
    openDateTask(draft, anchor, anchored.because);
    return true;
  }
  if (anchored?.ok === true && anchored.atMs > context.nowMs)
    return startAt(draft, anchored.atMs, 'start');
  const freeAtMs = untouchedAtMs(draft);
  if (freeAtMs > context.nowMs) return startAt(draft, freeAtMs, 'untouched_for');
  if (context.turn !== null) return waitForTurn(draft, context.turn);
  const first = sequence.steps[0]!;
  const settledAtMs = context.nowMs;
  draft.next = { ...next, status: 'active', cursor: first.id, settledAtMs, failures: 0 };
  draft.next = { ...draft.next, waiting: waitBefore(draft, first, context.nowMs) };
  note(draft, 'started', `starts with ${first.id}`, { step: first.id });
  return true;
}

/** Until that of those before them ends, which wakes them; and a look a day, should somebody have left the account. */
function waitForTurn(draft: DraftDecision, wait: TurnWait): boolean {
  const { next, context } = draft;
  const { waiting } = next;
  if (waiting.for !== 'time') return false;
  const clearsAtMs = wait.because === 'paced' ? wait.clearsAtMs : null;
  const untilMs = clearsAtMs ?? context.nowMs + DAY_MS;
  if (waiting.rule !== 'per_account') note(draft, 'deferred', 'per_account');
  draft.next = {
    ...next,
    waiting: { ...waiting, untilMs, notBeforeMs: null, rule: 'per_account' },
  };
  return true;
}

/** Whether anything changed: only where the date did, for `per_day` may have put the start off. */
export function onPersonChanged(draft: DraftDecision, before: Prospect['fields']): boolean {
  const { next, context, sequence } = draft;
  const { start: anchor } = sequence;
  if (next.status !== 'pending' || anchor === null) return false;
  const was = anchorOf(draft, anchor, { ...context.prospect, fields: before });
  const is = anchorOf(draft, anchor, context.prospect);
  if (JSON.stringify(was) === JSON.stringify(is)) return false;
  if (is.ok) return startAt(draft, is.atMs, 'start');
  openDateTask(draft, anchor, is.because);
  return true;
}

/**
 * They go on in this version and have not begun: does it begin by another date? One that names none is no reason to begin early, but asks
 * for none either.
 *
 * @returns `no_date`: they are held until it is there.
 */
export function startInstead(draft: DraftDecision, from: Sequence): 'same' | 'changed' | 'no_date' {
  const { sequence, context, next } = draft;
  const { start: anchor } = sequence;
  const isHeld = next.holds.some((each) => each.reason === 'missing_field');
  const isSame = JSON.stringify(anchor) === JSON.stringify(from.start);
  // What a rep was asked names the first step, and is answered by that name.
  const isAsked = sequence.steps[0]!.id === from.steps[0]!.id;
  if (isSame ? !isHeld || isAsked : anchor === null && !isHeld) return 'same';
  if (isHeld) draft.cancelledTaskKinds.push('missing');
  if (anchor !== null) {
    const anchored = anchorOf(draft, anchor, context.prospect);
    if (!anchored.ok && !hasBegun(anchor, anchored)) {
      openDateTask(draft, anchor, anchored.because);
      return 'no_date';
    }
    const atMs = anchored.ok ? anchored.atMs : context.nowMs;
    startWaiting(draft, { ...timeWait(atMs), rule: 'start' });
  }
  lift(draft, (each) => each.reason === 'missing_field', 'it begins by another date');
  return 'changed';
}

/** Their sequence waits for a date of theirs, and what they have is none that it could begin by. */
export function lacksDate(draft: DraftDecision): boolean {
  const { next, context, sequence } = draft;
  if (next.cursor !== null || sequence.start === null) return false;
  const anchored = anchorOf(draft, sequence.start, context.prospect);
  return !anchored.ok && !hasBegun(sequence.start, anchored);
}

/** When nobody has touched them for as long as the sequence asks; asked when they were enrolled, and may be another since. */
function untouchedAtMs({ sequence, context }: DraftDecision): number {
  const { untouchedFor } = sequence.enroll;
  const { lastTouchedAtMs, zone, calendar } = context;
  if (untouchedFor === null || lastTouchedAtMs === null) return -Infinity;
  return addDuration(lastTouchedAtMs, untouchedFor, zone, calendar);
}

function startAt(draft: DraftDecision, atMs: number, rule: 'start' | 'untouched_for'): boolean {
  const { waiting } = draft.next;
  if (waiting.for !== 'time' || waiting.untilMs === atMs) return false;
  draft.next = { ...draft.next, waiting: { ...waiting, untilMs: atMs, rule } };
  note(draft, 'deferred', rule);
  return true;
}

function anchorOf(
  { context }: DraftDecision,
  anchor: StartAnchor,
  prospect: Prospect,
): AnchoredStart {
  const { zone, calendar, nowMs } = context;
  return anchoredStart(anchor, prospect, zone, calendar, nowMs);
}

/** Behind a date there is always time to begin; before one there is none once it has passed. */
function hasBegun(
  { side }: StartAnchor,
  { because }: Extract<AnchoredStart, { readonly ok: false }>,
): boolean {
  return side === 'after' && because === 'start_date_passed';
}
