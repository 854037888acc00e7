/** What a person orders for one enrollment: pause, resume, stop. */
import type { HoldReason } from '../enrollment.ts';
import type { DraftDecision } from './draft.ts';
import { onNoAnswer } from './signals.ts';
import { finish, hold, lift } from './transitions.ts';

export type EnrollmentCommand =
  | { readonly command: 'pause'; readonly untilMs: number | null; readonly because: string | null }
  | { readonly command: 'resume' }
  | { readonly command: 'stop'; readonly because: string | null }
  /** A rep has looked: what was held for this reason may go on. */
  | { readonly command: 'lift'; readonly reason: HoldReason }
  /** A message of a colleague is no answer, whatever it was taken for; by its id. */
  | { readonly command: 'no_answer'; readonly answer: string };

/** Not `suspect`, but for a doubt about who they are: that needs a look at the message; not `missing_field`: the field is still missing. */
const RESUMABLE: readonly HoldReason[] = [
  'by_rep',
  'by_exit',
  'colleague',
  'out_of_office',
  'callback',
  'failed',
];

/** Whether anything changed: a repeat changes nothing. */
export function onCommand(draft: DraftDecision, order: EnrollmentCommand): boolean {
  const { next } = draft;
  if (next.status === 'finished') return false;
  switch (order.command) {
    case 'pause': {
      const stands = next.holds.find((each) => each.reason === 'by_rep');
      if (stands !== undefined && (stands.untilMs === null || stands.untilMs === order.untilMs))
        return false;
      hold(draft, 'by_rep', order.untilMs, order.because);
      return true;
    }
    case 'resume':
      return lift(
        draft,
        (each) => RESUMABLE.includes(each.reason) || each.cause === 'person',
        'by a rep',
      );
    case 'stop':
      finish(draft, 'removed', order.because ?? 'by a rep');
      return true;
    case 'no_answer':
      return onNoAnswer(draft, order.answer);
    case 'lift':
      return lift(draft, (each) => each.reason === order.reason, 'by a rep');
  }
}
