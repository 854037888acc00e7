/** What has reached people, or may have: what the budgets of a person and of an account count. */
import type { CountedTouch } from '../../../core/budget.ts';
import { rings } from '../../../core/counts.ts';
import type { Channel } from '../../../core/sequence.ts';
import type { SignalDetails, SignalKind } from '../../../core/signal.ts';
import type { TouchStatus } from '../../../core/touch.ts';
import { mayHaveReached, reachedByHand } from '../../reached.ts';
import { all, sql, type Command } from '../statement.ts';
import { prospectId, type SignalRow } from '../rows.ts';
import { erasedTouches } from './erased-touches.ts';

const PERSON_TOUCHES =
  sql(`SELECT id, prospect_id, step, mailbox, channel, attempt_at_ms, counts, status, outcome FROM touch
  WHERE prospect_id = ? AND attempt_at_ms IS NOT NULL`);
const PERSON_SIGNALS = sql(
  `SELECT prospect_id, kind, at_ms, channel, details FROM signal WHERE prospect_id = ?`,
);
const ACCOUNT_TOUCHES =
  sql(`SELECT id, prospect_id, mailbox, channel, attempt_at_ms, counts, status FROM touch
  WHERE prospect_id IN (SELECT id FROM prospect WHERE account = ?) AND attempt_at_ms >= ?`);
const ACCOUNT_BY_HAND = sql(`SELECT prospect_id, kind, at_ms, channel, details FROM signal
  WHERE prospect_id IN (SELECT id FROM prospect WHERE account = ?) AND kind = 'manual_touch' AND at_ms >= ?`);

interface PersonTouchRow {
  readonly id: string;
  readonly prospect_id: number;
  readonly mailbox: string | null;
  readonly channel: Channel;
  readonly attempt_at_ms: number;
  readonly counts: number;
  readonly status: TouchStatus;
}

interface AttemptRow extends PersonTouchRow {
  readonly step: string;
  readonly outcome: string | null;
}

type HeardRow = Pick<SignalRow, 'channel' | 'details' | 'prospect_id'> & {
  readonly kind: SignalKind;
  readonly at_ms: number;
};

interface Past {
  readonly attempts: readonly AttemptRow[];
  readonly signals: readonly Heard[];
}

type Heard = ReturnType<typeof heardOf>;

/** @param row  The person's. */
export function* pastOf(row: number): Command<Past> {
  const attempts = yield* all<AttemptRow>(PERSON_TOUCHES, row);
  const signals = (yield* all<HeardRow>(PERSON_SIGNALS, row)).map(heardOf);
  return { attempts, signals };
}

/** What counts against the budget of an account, of all its people, and of those who were. */
export function* countedThere(account: string, sinceMs: number): Command<readonly CountedTouch[]> {
  const touches = yield* all<PersonTouchRow>(ACCOUNT_TOUCHES, account, sinceMs);
  const byHand = yield* all<HeardRow>(ACCOUNT_BY_HAND, account, sinceMs);
  const counted = countedAmong(touches, byHand.map(heardOf));
  return [...counted, ...(yield* erasedTouches(account, sinceMs))];
}

function heardOf({ prospect_id: person, kind, at_ms: atMs, channel, details }: HeardRow) {
  return { person, kind, atMs, channel, details: JSON.parse(details) as SignalDetails };
}

/** Of one person. */
export const countedOf = ({ attempts, signals }: Past): readonly CountedTouch[] =>
  countedAmong(attempts, signals);

function countedAmong(
  touches: readonly PersonTouchRow[],
  signals: readonly Heard[],
): readonly CountedTouch[] {
  const counted = touches.filter((each) => each.counts === 1 && mayHaveReached(each.status));
  const byHand = signals.filter(reachedByHand);
  return [
    ...counted.map(({ id: touchId, prospect_id: person, channel, attempt_at_ms: atMs }) => ({
      prospectId: prospectId(person),
      channel,
      atMs,
      touchId,
    })),
    ...byHand.map(({ person, channel, atMs }) => ({
      prospectId: prospectId(person),
      channel,
      atMs,
      touchId: null,
    })),
  ];
}

/** A call that nobody took rang as well. */
export function rangOf({ attempts, signals }: Past): readonly number[] {
  const rang = attempts.filter(({ channel, status }) => rings(channel) && mayHaveReached(status));
  const byHand = signals.filter(({ kind, channel }) => kind === 'manual_touch' && rings(channel));
  return [...rang.map((each) => each.attempt_at_ms), ...byHand.map((each) => each.atMs)];
}
