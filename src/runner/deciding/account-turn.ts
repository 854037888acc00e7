/** Is it the turn of somebody who is to start? */
import { turnOf, type TurnWait } from '../../core/account-turn.ts';
import type { DecideContext } from '../../core/decide/context.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import type { Sequence } from '../../core/sequence.ts';
import type { Due, History } from '../../ports/engine-store.ts';
import type { Deciding } from '../engine.ts';

/** A meeting is held within weeks of its booking, and then a rep knows more than a sequence; a booking of last year binds nobody. */
const MEETING_HOLDS_MS = 30 * DAY_MS;

/** `null`: it is, or the sequence does not ask. */
export async function turnAt(
  { enrollments, store }: Pick<Deciding, 'enrollments' | 'store'>,
  { name, enroll: { perAccount }, exits }: Sequence,
  { enrollment, prospect: { accountId } }: Pick<Due, 'enrollment' | 'prospect'>,
  place: Pick<DecideContext, 'nowMs' | 'zone' | 'calendar'>,
): Promise<TurnWait | null> {
  if (perAccount === undefined || accountId === null) return null;
  if (exits.colleagueReply.do !== 'continue') {
    const { account } = await store.history(enrollment.id, place.nowMs);
    if (isBusy(account, place.nowMs)) return { because: 'busy' };
  }
  const peers = await enrollments.inAccount(name, accountId);
  return turnOf(perAccount, enrollment.id, peers, place);
}

/** Whether a colleague's hold goes on. */
export function isBusy(
  { hasOpenAnswer, lastMeetingAtMs }: History['account'],
  nowMs: number,
): boolean {
  return hasOpenAnswer || (lastMeetingAtMs ?? -Infinity) > nowMs - MEETING_HOLDS_MS;
}
