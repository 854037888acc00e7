/** Pairs that look like one person and are two, says a rep. */
import { prospectId, rowId } from './rows.ts';
import { all, run, sql, type Command } from './statement.ts';

const DISMISSED = sql(
  `SELECT first_id, second_id FROM dismissed_duplicate ORDER BY first_id, second_id`,
);
const DISMISS = sql(`INSERT INTO dismissed_duplicate (first_id, second_id, at_ms) VALUES (?, ?, ?)
  ON CONFLICT (first_id, second_id) DO NOTHING`);

export function* dismissed(): Command<readonly (readonly [string, string])[]> {
  const rows = yield* all<{ first_id: number; second_id: number }>(DISMISSED);
  return rows.map((row) => [prospectId(row.first_id), prospectId(row.second_id)] as const);
}

export function* dismiss(one: string, other: string, nowMs: number): Command<boolean> {
  const [first, second] = [rowId(one), rowId(other)].toSorted((a, b) => a - b);
  return (yield* run(DISMISS, first!, second!, nowMs)) > 0;
}
