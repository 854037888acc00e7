/** What a score and a preference are read from, in the words of signals and activities. */
import type { Exchange } from '../core/engagement.ts';
import type { SignalKind } from '../core/signal.ts';

/** Those in which a person does something, or did not. */
export const SCORED_KINDS = [
  'reply',
  'meeting_booked',
  'connection_accepted',
  'engagement',
  'engagement_taken_back',
] as const satisfies readonly SignalKind[];

export const isScored = (kind: SignalKind): boolean => SCORED_KINDS.some((each) => each === kind);

/** What a line of somebody's history is for a preference; a task that has no touch was a draft to approve. */
export const EXCHANGE_TYPES: Readonly<Record<string, Exchange['what']>> = {
  touch_sent: 'touch',
  task_done: 'touch',
  signal_manual_touch: 'touch',
  signal_reply: 'answer',
  signal_connection_accepted: 'answer',
  signal_meeting_booked: 'answer',
};
