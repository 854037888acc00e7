/** Which touches count against a person's budget: those that reach for them, not those that only look. */
import type { Channel } from './sequence.ts';

/** @param action  LinkedIn's action; @param outcome  a call's disposition. */
export function countsAsTouch(
  channel: Channel,
  action: string | null,
  outcome: string | null,
): boolean {
  switch (channel) {
    case 'email':
    case 'sms':
    case 'message':
      return true;
    case 'linkedin':
      return action === null || ['connect', 'message', 'inmail'].includes(action);
    case 'call':
      return outcome !== 'no_answer' && outcome !== 'wrong_number';
    case 'task':
      return false;
  }
}

/** Whether a touch makes their telephone ring; of channels of the workspace's own nobody knows. */
export function rings(channel: Channel | null): boolean {
  return channel === 'call' || channel === 'sms';
}
