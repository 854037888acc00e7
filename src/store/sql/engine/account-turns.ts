/** People of one account who start one after the other. */
import type { Peer } from '../../../core/account-turn.ts';
import type { Decision } from '../../../core/decide/decision.ts';
import { enrollmentId, prospectId, rowId, type Profile } from '../rows.ts';
import { all, run, sql, type Command } from '../statement.ts';

// A sequence has many people and an account few: the person is looked up first.
const IN_ACCOUNT =
  sql(`SELECT e.id, e.prospect_id, e.status, e.cursor, e.waiting, e.starts_at_ms, p.profile FROM prospect p
  JOIN enrollment e ON e.prospect_id = p.id WHERE p.account = ? AND e.sequence = ? ORDER BY e.id`);

export function* inAccount(sequence: string, accountId: string): Command<readonly Peer[]> {
  const rows = yield* all<{
    id: number;
    prospect_id: number;
    status: Peer['status'];
    cursor: string | null;
    waiting: string;
    starts_at_ms: number;
    profile: string;
  }>(IN_ACCOUNT, accountId, sequence);
  return rows.map((row) => ({
    id: enrollmentId(row.id),
    prospectId: prospectId(row.prospect_id),
    name: (JSON.parse(row.profile) as Profile).name,
    status: row.status,
    cursor: row.cursor,
    waiting: JSON.parse(row.waiting) as Peer['waiting'],
    startsAtMs: row.starts_at_ms,
  }));
}

const BEGAN = sql(`UPDATE enrollment SET starts_at_ms = ? WHERE id = ?`);
// The unary plus keeps SQLite from going through everybody who is pending in the sequence.
const WAKE = sql(`UPDATE enrollment SET due_at_ms = ? WHERE prospect_id IN
  (SELECT c.id FROM prospect p JOIN prospect c ON c.account = p.account WHERE p.id = ?)
  AND sequence || '' = ? AND status = 'pending' AND due_at_ms > ? AND waiting LIKE '%"rule":"per_account"%'`);

/** What a turn that was taken or freed means to the others. */
export function* turn({ next, turn: what }: Decision, atMs: number): Command<void> {
  if (what === 'taken') yield* run(BEGAN, atMs, rowId(next.id));
  if (what === 'freed') yield* run(WAKE, atMs, rowId(next.prospectId), next.sequence, atMs);
}
