/**
 * What reached an account through people who are erased: the budget of their colleagues counts it. Instants and nothing else, and only while
 * somebody of the account is known.
 */
import type { CountedTouch } from '../../../core/budget.ts';
import { all, one, run, sql, type Command } from '../statement.ts';

/** Kept under the name that the account had then. */
const OF_ACCOUNT = `(account = ? OR account IN (SELECT alias FROM account_alias WHERE account = ?))`;
const SINCE = sql(`SELECT at_ms FROM erased_touch WHERE ${OF_ACCOUNT} AND at_ms >= ?`);
const KEEP = sql(`INSERT INTO erased_touch (account, at_ms) VALUES (?, ?)`);
const IS_ANYBODY_THERE = sql(`SELECT 1 AS hit FROM prospect WHERE account = ? LIMIT 1`);
const FORGET = sql(`DELETE FROM erased_touch WHERE ${OF_ACCOUNT}`);

export function* erasedTouches(account: string, sinceMs: number): Command<readonly CountedTouch[]> {
  const rows = yield* all<{ at_ms: number }>(SINCE, account, account, sinceMs);
  return rows.map(({ at_ms: atMs }) => ({ prospectId: null, channel: null, atMs, touchId: null }));
}

/** The person's row is gone already. @param touches  Those of theirs that count. */
export function* leaveTouches(account: string, touches: readonly CountedTouch[]): Command<void> {
  if ((yield* one(IS_ANYBODY_THERE, account)) === null) {
    yield* run(FORGET, account, account);
    return;
  }
  for (const { atMs } of touches) yield* run(KEEP, account, atMs);
}
