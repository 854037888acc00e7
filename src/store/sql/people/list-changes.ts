/** What a list changed of a person: what undoing it returns to. */
import { stillChanged, type ChangeBefore } from '../../../core/person/said.ts';
import type { PersonNow } from '../../../ports/stored-person.ts';
import { one, run, sql, type Command } from '../statement.ts';

// What the first row of the import found is what undoing returns to: a later row adds what that did not touch.
const BEFORE = sql(`SELECT before FROM import_change WHERE import_id = ? AND prospect_id = ?`);
const KEEP_BEFORE = sql(`INSERT INTO import_change (import_id, prospect_id, before) VALUES (?, ?, ?)
  ON CONFLICT (import_id, prospect_id) DO UPDATE SET before = excluded.before`);

export function* keepBefore(number: number, row: number, before: ChangeBefore): Command<void> {
  const earlier = yield* one<{ before: string }>(BEFORE, number, row);
  const whole = earlier === null ? before : { ...before, ...changeOf(earlier.before) };
  yield* run(KEEP_BEFORE, number, row, JSON.stringify(whole));
}

/** A merge of this import's was taken back. */
export function* keepStillChanged(
  number: number,
  row: number,
  { person, times }: PersonNow,
): Command<void> {
  const kept = yield* one<{ before: string }>(BEFORE, number, row);
  if (kept === null) return;
  const left = stillChanged(changeOf(kept.before), person, times);
  yield* run(KEEP_BEFORE, number, row, JSON.stringify(left));
}

export function changeOf(before: string): ChangeBefore {
  return JSON.parse(before) as ChangeBefore;
}
