/** Who has not begun, and whose person was written anew: marked in the commit that writes, so that no kill loses it. */
import type { ChangedStart } from '../../../ports/engine-store.ts';
import { enrollmentId, prospectOf, rowId } from '../rows.ts';
import { all, run, sql, type Command } from '../statement.ts';

// The oldest of several writes is what the enrollment was last looked at with.
const MARK = sql(`INSERT INTO changed_start (enrollment_id, profile, writes)
  SELECT e.id, p.profile, 1 FROM enrollment e JOIN prospect p ON p.id = e.prospect_id WHERE p.id = ? AND e.status = 'pending'
  ON CONFLICT (enrollment_id) DO UPDATE SET writes = changed_start.writes + 1`);
const MARKED = sql(
  `SELECT enrollment_id, profile, writes FROM changed_start ORDER BY enrollment_id LIMIT ?`,
);
const SEEN = sql(`DELETE FROM changed_start WHERE enrollment_id = ? AND writes = ?`);

/** Before the person is written. */
export function* markStarts(prospect: number): Command<void> {
  yield* run(MARK, prospect);
}

export function* changedStarts(limit: number): Command<readonly ChangedStart[]> {
  const rows = yield* all<{ enrollment_id: number; profile: string; writes: number }>(
    MARKED,
    limit,
  );
  return rows.map(({ enrollment_id: row, profile, writes }) => ({
    enrollmentId: enrollmentId(row),
    before: prospectOf(0, profile, 0).fields,
    writes,
  }));
}

export function* startsSeen(seen: readonly ChangedStart[]): Command<void> {
  for (const each of seen) yield* run(SEEN, rowId(each.enrollmentId), each.writes);
}
