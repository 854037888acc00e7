import type { Activity } from '../core/activity.ts';
import type { NewSignal, SignalDetails } from '../core/signal.ts';

/** The line in a person's history that says what was heard. */
export function signalActivity({ prospectId, kind, atMs, channel, details }: NewSignal): Activity {
  return {
    atMs,
    prospectId,
    enrollmentId: null,
    type: details.moved === true ? 'signal_meeting_moved' : `signal_${kind}`,
    channel,
    sequence: null,
    step: null,
    touchId: details.touchId ?? null,
    summary: summaryOf(
      [eventWords(details), wordsOf(details)].filter((each) => each !== '').join(': '),
    ),
  };
}

/** `event attended`; nothing for other signals. */
function eventWords({ event = '' }: SignalDetails): string {
  return event.replaceAll('_', ' ');
}

function wordsOf({ text, outcome, failedAddress }: SignalDetails): string {
  return text ?? outcome ?? failedAddress ?? '';
}

function summaryOf(words: string): string {
  return words.replace(/\s+/g, ' ').trim().slice(0, 200);
}
