/** Pairs that look like one person and are two, says a rep. */
import { WHO_IS_WHO, type SignalDetails } from '../../../core/signal.ts';
import { onePerson } from '../privacy/erase.ts';
import { prospectId, rowId } from '../rows.ts';
import { all, one, run, sql, type Command } from '../statement.ts';

const DISMISSED = sql(
  `SELECT first_id, second_id FROM dismissed_duplicate ORDER BY first_id, second_id`,
);
const DISMISS = sql(`INSERT INTO dismissed_duplicate (first_id, second_id, at_ms) VALUES (?, ?, ?)
  ON CONFLICT (first_id, second_id) DO NOTHING`);

export function* dismissed(): Command<readonly (readonly [string, string])[]> {
  const rows = yield* all<{ first_id: number; second_id: number }>(DISMISSED);
  return rows.map((row) => [prospectId(row.first_id), prospectId(row.second_id)] as const);
}

export function* dismiss(oneId: string, otherId: string, nowMs: number): Command<boolean> {
  const [first, second] = [rowId(oneId), rowId(otherId)].toSorted((a, b) => a - b);
  return (yield* run(DISMISS, first!, second!, nowMs)) > 0;
}

const DOUBTS = sql(
  `SELECT prospect_id, details FROM signal WHERE kind = 'suspect' AND source = ? ORDER BY id`,
);

export function* inOneThread(): Command<readonly (readonly [string, string])[]> {
  const rows = yield* all<{ prospect_id: number; details: string }>(DOUBTS, WHO_IS_WHO);
  return rows.flatMap(({ prospect_id: person, details }) => {
    const { namesakeId } = JSON.parse(details) as SignalDetails;
    return namesakeId === undefined ? [] : [[prospectId(person), namesakeId] as const];
  });
}

const SAID_TWO =
  sql(`SELECT 1 AS hit FROM dismissed_duplicate WHERE first_id = ? AND second_id = ? UNION ALL
  SELECT 1 AS hit FROM merge m LEFT JOIN import i ON i.id = m.import_id
  WHERE m.survivor_id = ? AND m.absorbed_id = ? AND m.undone_at_ms IS NOT NULL
    AND (i.undone_at_ms IS NULL OR i.undone_at_ms <> m.undone_at_ms) LIMIT 1`);

export function* areTwo(oneId: string, otherId: string): Command<boolean> {
  const others = yield* onePerson(rowId(otherId));
  for (const mine of yield* onePerson(rowId(oneId))) {
    for (const theirs of others) {
      const pair = [Math.min(mine, theirs), Math.max(mine, theirs)];
      if ((yield* one(SAID_TWO, ...pair, ...pair)) !== null) return true;
    }
  }
  return false;
}
