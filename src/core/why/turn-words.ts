/** Who is before somebody who waits for the turn of their account, in words. */
import type { Peer, TurnWait } from '../account-turn.ts';
import { dayWords } from '../time/civil-date.ts';
import { writtenDuration } from '../time/duration.ts';
import { toLocal } from '../time/local-time.ts';
import type { AccountPace } from '../sequence.ts';

/** So many are named. */
const NAMED_MOST = 3;

export function turnWords(wait: TurnWait, account: string | null, zone: string): string {
  if (wait.because === 'busy')
    return 'waits for its turn: the account has an open answer, or a meeting of the last 30 days';
  const { before } = wait;
  const named = before.slice(0, NAMED_MOST).map((each) => peerWords(each, zone));
  const more = before.length - named.length;
  const all = more > 0 ? [...named, `and ${more} more`] : named;
  return `waits for its turn, ${paceWords(wait.pace)} of ${account ?? 'their account'}: ${all.join(', ')}`;
}

/** As it is written in a sequence: `1 at a time`, `1 per 3 days`, `3 in all`. */
export function paceWords(pace: AccountPace): string {
  switch (pace.kind) {
    case 'at_a_time':
      return `${pace.most} at a time`;
    case 'paced':
      return `${pace.most} per ${writtenDuration(pace.per)}`;
    case 'in_all':
      return `${pace.most} in all`;
  }
}

function peerWords({ name, prospectId, status, cursor, startsAtMs }: Peer, zone: string): string {
  const who = `${name ?? 'somebody'} (${prospectId})`;
  if (cursor === null) return `${who} starts first`;
  if (status === 'finished') return `${who} began on ${dayWords(toLocal(zone, startsAtMs).day)}`;
  return `${who} is at ${cursor}${status === 'paused' ? ', paused' : ''}`;
}
