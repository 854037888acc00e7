/** Which event of a score is a signal? What a rep corrected counts as it was corrected. */
import type { HeardSignal } from '../core/engagement.ts';

/** `null`: nothing that the person did to be nearer to us. */
export function eventOf(signal: HeardSignal): string | null {
  const { kind, channel, details, correction } = signal;
  if (correction !== null && !(correction.isTheirs && correction.class === CLASSES[kind]))
    return null;
  switch (kind) {
    case 'reply':
      return answerOn(channel, details.outcome, correction?.intent ?? details.intent);
    case 'meeting_booked':
      // Moved: it was booked before.
      return details.moved === true ? null : 'meeting_booked';
    case 'connection_accepted':
      return 'connection_accepted';
    case 'engagement':
      return details.event ?? null;
    case 'engagement_taken_back':
    case 'colleague_reply':
    case 'out_of_office':
    case 'auto_reply':
    case 'bounce':
    case 'complaint':
    case 'opt_out':
    case 'meeting_cancelled':
    case 'suspect':
    case 'manual_touch':
    case 'note':
    case 'field_set':
    case 'suppressed':
    case 'callback':
    case 'callback_done':
    case 'erased':
      return null;
  }
}

/** What a message must still be called for its signal to stand. */
const CLASSES: Readonly<Partial<Record<HeardSignal['kind'], string>>> = {
  reply: 'human_reply',
  meeting_booked: 'meeting',
};

function answerOn(
  channel: HeardSignal['channel'],
  outcome: string | undefined,
  intent: string | undefined,
): string {
  if (intent?.startsWith('positive_') === true) return 'positive_reply';
  if (outcome === 'not_interested' || intent?.startsWith('objection_') === true) return 'objection';
  switch (channel) {
    case 'call':
      return 'call_answered';
    case 'linkedin':
    case 'sms':
    case 'message':
      return `${channel}_reply`;
    case 'email':
    case 'task':
    case null:
      return 'reply';
  }
}
