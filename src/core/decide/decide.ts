/**
 * What does one event do to one enrollment? The one place where it is decided: preview, simulation, `why` and the runner call this.
 */
import type { Enrollment } from '../enrollment.ts';
import type { Prospect } from '../person/prospect.ts';
import type { Sequence } from '../sequence.ts';
import type { Signal } from '../signal.ts';
import type { Outcome, WithdrawnBecause } from '../touch.ts';
import { onAccountFree, onClock, onConsentChanged } from './clock.ts';
import { onCommand, type EnrollmentCommand } from './command.ts';
import type { DecideContext } from './context.ts';
import type { Decision } from './decision.ts';
import { draftOf, decisionOf, type DraftDecision } from './draft.ts';
import { onFailed } from './failure.ts';
import { onClockSetBack } from './set-back.ts';
import { onSignals } from './signals.ts';
import { onPersonChanged } from './start.ts';
import { onTaskSettled, type TaskEnd } from './task.ts';
import { onTouchPostponed, onTouchSettled, onTouchWithdrawn, type TouchEnd } from './touch.ts';

export type EngineEvent =
  /** A wait, a deadline or a hold may be over. */
  | { readonly kind: 'clock' }
  | { readonly kind: 'signals'; readonly signals: readonly Signal[] }
  | ({ readonly kind: 'touch_settled'; readonly outcome: Outcome } & TouchEnd)
  /** A planned touch may not leave yet: window, budget or calendar say when. No attempt was made. */
  | {
      readonly kind: 'touch_postponed';
      readonly touchId: string;
      readonly notBeforeMs: number;
      readonly rule: string;
    }
  /** Deciding or sending threw. */
  | { readonly kind: 'failed'; readonly error: string }
  /** A planned touch no longer fits the person: another address, no hour at which it may leave. It is decided anew, as a new visit. */
  | {
      readonly kind: 'touch_withdrawn';
      readonly touchId: string;
      readonly because: WithdrawnBecause;
    }
  /** Their fields are others than `before`: a start that hangs on a date of theirs may be another. */
  | { readonly kind: 'person_changed'; readonly before: Prospect['fields'] }
  /** What is recorded of their consent has changed, or a list that binds calls. */
  | { readonly kind: 'consent_changed' }
  /** The account has no open answer and no meeting any more. */
  | { readonly kind: 'account_free' }
  /** A person says that the clock is right, and what was noted later than now was noted on one that ran ahead. */
  | { readonly kind: 'clock_set_back' }
  | ({ readonly kind: 'task_settled' } & TaskEnd)
  | ({ readonly kind: 'command' } & EnrollmentCommand);

/**
 * Decides what one event does to one enrollment. Pure: the caller commits and acts.
 *
 * @returns `null` when the event changes nothing, so that an idle tick writes nothing.
 */
export function decide(
  sequence: Sequence,
  enrollment: Enrollment,
  event: EngineEvent,
  context: DecideContext,
): Decision | null {
  const draft = draftOf(sequence, enrollment, context);
  return apply(draft, event) ? decisionOf(draft) : null;
}

/** Whether anything changed. */
function apply(draft: DraftDecision, event: EngineEvent): boolean {
  switch (event.kind) {
    case 'clock':
      return onClock(draft);
    case 'signals':
      return onSignals(draft, event.signals);
    case 'touch_settled':
      return onTouchSettled(draft, event, event.outcome);
    case 'touch_postponed':
      return onTouchPostponed(draft, event.touchId, event.notBeforeMs, event.rule);
    case 'clock_set_back':
      return onClockSetBack(draft);
    case 'consent_changed':
      return onConsentChanged(draft);
    case 'account_free':
      return onAccountFree(draft);
    case 'person_changed':
      return onPersonChanged(draft, event.before);
    case 'touch_withdrawn':
      return onTouchWithdrawn(draft, event.touchId, event.because);
    case 'failed':
      return onFailed(draft, event.error);
    case 'task_settled':
      return onTaskSettled(draft, event);
    case 'command':
      return onCommand(draft, event);
  }
}
