/** What answers, bounces and facts from outside do: the strongest wins, whatever order they came in. */
import { addDuration, remainingOf, resume } from '../time/calendar.ts';
import type { FinishReason, Hold } from '../enrollment.ts';
import { successorText } from '../inbound-message.ts';
import { askedOfPerson, stillLacking } from '../lack.ts';
import type { ExitAction, Step } from '../sequence.ts';
import { addressOn, hasAddress, type Prospect } from '../person/prospect.ts';
import { WHO_IS_WHO, type Signal, type SignalKind } from '../signal.ts';
import { meets } from './awaited.ts';
import { endAwaiting } from './control.ts';
import { currentStep, type DraftDecision } from './draft.ts';
import { lacksDate } from './start.ts';
import { gatewayOf } from './step.ts';
import { atItsMinute, cancelPlanned, finish, hold, lift, skip } from './transitions.ts';

/** Strongest first: once one has ended the enrollment, the others are only noted. */
const STRENGTH: readonly SignalKind[] = [
  'erased',
  'complaint',
  'opt_out',
  'suppressed',
  'meeting_booked',
  'reply',
  'meeting_cancelled',
  'bounce',
  'out_of_office',
  'suspect',
  'colleague_reply',
  'callback',
  'callback_done',
  'field_set',
  'manual_touch',
  'connection_accepted',
  'auto_reply',
  'note',
  'engagement',
  'engagement_taken_back',
];

const FINISH: ExitAction = { do: 'finish' };

/** Whether anything changed: an empty list changes nothing. */
export function onSignals(draft: DraftDecision, signals: readonly Signal[]): boolean {
  if (signals.length === 0) return false;
  const ordered = signals.toSorted(
    (a, b) =>
      STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind) || a.atMs - b.atMs || order(a.id, b.id),
  );
  for (const signal of ordered) {
    draft.appliedSignalIds.push(signal.id);
    draft.heardOn = signal.channel;
    onSignal(draft, signal);
    onAwaited(draft, signal);
  }
  draft.heardOn = null;
  // The address that they were heard from may be on the list.
  const { suppressedBy } = draft.context;
  if (suppressedBy !== null) finish(draft, 'suppressed', suppressedBy);
  return true;
}

/** What an exit has not finished may be what the sequence waits for. */
function onAwaited(draft: DraftDecision, signal: Signal): void {
  const { waiting } = draft.next;
  const step = currentStep(draft);
  if (waiting.for !== 'signal' || step?.kind !== 'await') return;
  if (meets(draft, step, signal, waiting.sinceMs)) endAwaiting(draft, step, true);
}

function onSignal(draft: DraftDecision, signal: Signal): void {
  if (isOfOwnCall(draft, signal)) return;
  switch (signal.kind) {
    case 'erased':
      finish(draft, 'erased');
      return;
    case 'complaint':
    case 'opt_out':
      finish(draft, signal.kind === 'complaint' ? 'complained' : 'opted_out');
      return;
    case 'suppressed':
      finish(draft, 'suppressed', signal.details.text ?? 'suppressed');
      return;
    case 'meeting_booked':
      onMeeting(draft, `on ${signal.channel ?? 'a channel'}`);
      return;
    case 'reply': {
      const where = `on ${signal.channel ?? 'a channel'}`;
      onAnswer(draft, signal.details.intent, where, `the goal is reached ${where}`);
      return;
    }
    case 'meeting_cancelled':
      applyExit(draft, draft.sequence.exits.reply, 'replied', 'the meeting was called off');
      return;
    case 'bounce':
      onBounce(draft, signal);
      return;
    case 'out_of_office':
      onOutOfOffice(draft, signal);
      return;
    case 'colleague_reply':
      onColleagueReply(draft, signal);
      return;
    case 'suspect':
      onSuspect(draft, signal);
      return;
    case 'callback':
      hold(draft, 'callback', null, 'a call in another sequence is to be repeated', {
        calls: [...otherCalls(draft, signal), ...callOf(signal)],
      });
      return;
    case 'callback_done':
      onCallbackDone(draft, signal);
      return;
    case 'field_set':
      if (lacksDate(draft)) return;
      lift(draft, (each) => isFilledIn(each, draft.context.prospect), 'a field was filled in');
      return;
    case 'manual_touch':
      onManualTouch(draft, signal);
      return;
    case 'connection_accepted':
    case 'auto_reply':
    case 'note':
    case 'engagement':
    case 'engagement_taken_back':
      return;
  }
}

/** In doubt is what a message means, or who is who; the first asks for a look at the message, whatever else is in doubt. */
function onSuspect(draft: DraftDecision, { source, details }: Signal): void {
  const isOfMessage = draft.next.holds.some((each) => each.reason === 'suspect' && !each.cause);
  const cause = source === WHO_IS_WHO && !isOfMessage ? ({ cause: 'person' } as const) : {};
  hold(draft, 'suspect', null, details.text ?? 'a message that may be an answer', cause);
}

function isFilledIn(each: Hold, person: Prospect): boolean {
  return askedOfPerson(each).length > 0 && stillLacking(each, person).length === 0;
}

/** What came of a call task tells the person's other sequences; its own has decided by the task, and by the rule of its step. */
function isOfOwnCall(draft: DraftDecision, { details }: Signal): boolean {
  const { outcome, touchId } = details;
  return outcome !== undefined && touchId?.startsWith(`${draft.next.id}.`) === true;
}

/**
 * Applies an exit rule. Returns `false` when it lets the sequence go on.
 *
 * @param reason  The reason of the finish.
 * @param as      The reason of the hold, for rules that pause.
 */
export function applyExit(
  draft: DraftDecision,
  action: ExitAction,
  reason: FinishReason,
  because: string,
  as: 'out_of_office' | 'colleague' | 'by_exit' = 'by_exit',
): boolean {
  const { nowMs, zone, calendar } = draft.context;
  const detail = as === 'by_exit' ? `${reason.replaceAll('_', ' ')} ${because}` : because;
  switch (action.do) {
    case 'finish':
      finish(draft, reason, because);
      return true;
    case 'pause':
      hold(draft, as, addDuration(nowMs, action.for, zone, calendar), detail);
      return true;
    case 'pause_until_return':
      hold(draft, as, addDuration(nowMs, action.otherwise, zone, calendar), detail);
      return true;
    case 'continue':
    case 'address_is_bad':
      return false;
  }
}

/** Heard, or told on a call. A goal that is reached ends the sequence, however soft its exit is. */
export function onMeeting(draft: DraftDecision, because: string): void {
  const { exits, goals } = draft.sequence;
  const isGoal = goals.includes('meeting_booked');
  applyExit(draft, isGoal ? FINISH : exits.meetingBooked, 'meeting_booked', because);
}

/** The same of an answer. @param reached  What is said when it is a goal. */
export function onAnswer(
  draft: DraftDecision,
  intent: string | undefined,
  because: string,
  reached: string,
): void {
  const { exits, goals } = draft.sequence;
  const isPositive = intent?.startsWith('positive_') === true;
  const isGoal = goals.includes('reply') || (goals.includes('positive_reply') && isPositive);
  if (isGoal) finish(draft, 'replied', reached);
  else applyExit(draft, exits.reply, 'replied', because);
}

function onBounce(draft: DraftDecision, signal: Signal): void {
  // A soft bounce says nothing of the address, a block is about us: both are noted and counted against the mailbox.
  if (signal.details.bounce !== 'hard') return;
  const failed = signal.details.failedAddress ?? addressOn(draft.context.prospect, 'email');
  if (applyExit(draft, draft.sequence.exits.bounce, 'bounced', failed ?? 'hard bounce')) return;
  if (draft.sequence.exits.bounce.do !== 'address_is_bad') return;
  const step = currentStep(draft);
  const { waiting } = draft.next;
  const another = hasAddress(draft.context.prospect, 'email', [failed]);
  if (
    waiting.for === 'touch' &&
    step?.kind === 'email' &&
    !another &&
    signal.details.touchId !== waiting.touchId
  ) {
    cancelPlanned(draft, waiting.touchId, 'the address is bad');
    skip(draft, step, 'the address is bad');
  }
}

function onColleagueReply(draft: DraftDecision, { id, details }: Signal): void {
  const earlier = draft.next.holds.find((each) => each.reason === 'colleague')?.answers ?? [];
  const { colleagueReply } = draft.sequence.exits;
  applyExit(draft, colleagueReply, 'replied', 'a colleague answered', 'colleague');
  const answers = [...new Set([...earlier, details.inboundId ?? id])];
  holdForAnswers(draft, answers);
}

/** A message that a colleague was held for is no answer after all. Whether anything changed. */
export function onNoAnswer(draft: DraftDecision, answer: string): boolean {
  const known = draft.next.holds.find((each) => each.reason === 'colleague')?.answers ?? [];
  if (!known.includes(answer)) return false;
  const left = known.filter((each) => each !== answer);
  if (left.length === 0)
    return lift(draft, (each) => each.reason === 'colleague', 'it was no answer after all');
  holdForAnswers(draft, left);
  return true;
}

function holdForAnswers(draft: DraftDecision, answers: readonly string[]): void {
  const holds = draft.next.holds.map((each) =>
    each.reason === 'colleague' ? { ...each, answers } : each,
  );
  draft.next = { ...draft.next, holds };
}

function onOutOfOffice(draft: DraftDecision, signal: Signal): void {
  const action = draft.sequence.exits.outOfOffice;
  const { nowMs, zone, calendar } = draft.context;
  if (action.do === 'pause_until_return' && signal.details.returnAtMs !== undefined) {
    const backMs = Math.max(signal.details.returnAtMs, nowMs);
    const untilMs =
      action.plus === null ? backMs : addDuration(backMs, action.plus, zone, calendar);
    hold(draft, 'out_of_office', untilMs, 'out of office');
    return;
  }
  applyExit(draft, action, 'replied', awayBecause(signal), 'out_of_office');
}

/** Who left returns on no day: only how long to pause is the sequence's to say. Their reply task asks a rep who has the work now. */
function awayBecause({ details: { departed } }: Signal): string {
  if (departed === undefined) return 'out of office';
  const successor = successorText(departed);
  return successor === null ? 'they left' : `they left; in their place: ${successor}`;
}

/** The last call that somebody waited for sets free; what was held under no call's name, any of them. */
function onCallbackDone(draft: DraftDecision, signal: Signal): void {
  const calls = otherCalls(draft, signal);
  if (calls.length === 0) {
    lift(draft, (each) => each.reason === 'callback', 'the call was made');
    return;
  }
  const holds = draft.next.holds.map((each) =>
    each.reason === 'callback' ? { ...each, calls } : each,
  );
  draft.next = { ...draft.next, holds };
}

function otherCalls({ next }: DraftDecision, signal: Signal): readonly string[] {
  const held = next.holds.find((each) => each.reason === 'callback')?.calls ?? [];
  return held.filter((each) => !callOf(signal).includes(each));
}

const callOf = ({ details }: Signal): readonly string[] =>
  details.touchId === undefined ? [] : [details.touchId];

/** We reached the person by hand: the next automatic step waits its full wait from then. */
function onManualTouch(draft: DraftDecision, signal: Signal): void {
  const { waiting } = draft.next;
  const step = currentStep(draft);
  if (step === null || step.wait === null || !leavesByItself(draft, step)) return;
  const { nowMs, zone, calendar } = draft.context;
  const overMs = addDuration(signal.atMs, step.wait, zone, calendar);
  const untilMs = atItsMinute(draft, step, overMs);
  if (waiting.for === 'frozen') {
    // A hold stands: what would be left of the full wait now is what is left when it is lifted.
    if (resume(waiting.remaining, nowMs, zone, calendar) >= untilMs) return;
    const remaining = remainingOf(untilMs, step.wait.unit, nowMs, zone, calendar);
    draft.next = { ...draft.next, waiting: { ...waiting, remaining } };
    return;
  }
  if (waiting.for !== 'time' || untilMs <= waiting.untilMs) return;
  draft.next = { ...draft.next, waiting: { ...waiting, untilMs, rule: 'manual_touch' } };
}

function leavesByItself({ sequence, context }: DraftDecision, step: Step): boolean {
  return step.kind === 'email' || gatewayOf(step, sequence, context) !== null;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
