/** Notes as now what was noted at instants that have not come, because a clock ran ahead. Activities stay as they were written. */
import { run, one, sql, type Command } from '../statement.ts';
import { setMeta } from './runner-state.ts';

/** Each takes now, and what is later than now. */
const FACTS: readonly string[] = [
  sql(`UPDATE touch SET planned_at_ms = ? WHERE planned_at_ms > ?`),
  sql(`UPDATE touch SET not_before_ms = ? WHERE not_before_ms > ?`),
  sql(`UPDATE touch SET first_attempt_at_ms = ? WHERE first_attempt_at_ms > ?`),
  // Budgets count a touch of the future for as long as it lies there.
  sql(`UPDATE touch SET attempt_at_ms = ? WHERE attempt_at_ms > ?`),
  sql(`UPDATE touch SET settled_at_ms = ? WHERE settled_at_ms > ?`),
  sql(`UPDATE signal SET at_ms = ? WHERE at_ms > ?`),
  sql(`UPDATE inbound SET received_at_ms = ? WHERE received_at_ms > ?`),
  sql(`UPDATE task SET opened_at_ms = ? WHERE opened_at_ms > ?`),
  sql(`UPDATE task SET closed_at_ms = ? WHERE closed_at_ms > ?`),
  // An answer binds only enrollments that began before it.
  sql(`UPDATE enrollment SET enrolled_at_ms = ? WHERE enrolled_at_ms > ?`),
  sql(`UPDATE enrollment SET settled_at_ms = ? WHERE settled_at_ms > ?`),
  // The gap after a message that was sent ahead would last until then.
  sql(`UPDATE mailbox SET last_opened_at_ms = ? WHERE last_opened_at_ms > ?`),
];
/** Whole days, as the core moves the deadline of a call that is to be repeated (`wholeDays`): a call at two stays one at two. */
const NAMED_AHEAD = `(snoozed_at_ms - CAST(? AS BIGINT) + 43200000) / 86400000 * 86400000`;
/** A call that is to be repeated is due when it comes back. */
const CALLED_BACK = sql(
  `UPDATE task SET due_at_ms = due_at_ms - ${NAMED_AHEAD} WHERE snoozed_at_ms > ? AND due_at_ms = snoozed_until_ms`,
);
const SNOOZED = sql(
  `UPDATE task SET snoozed_until_ms = snoozed_until_ms - ${NAMED_AHEAD}, snoozed_at_ms = ? WHERE snoozed_at_ms > ? AND status = 'open'`,
);
/** What is due before it opened was moved before. */
const DEADLINES = sql(
  `UPDATE task SET due_at_ms = due_at_ms - (opened_at_ms - ?) WHERE opened_at_ms > ? AND due_at_ms >= opened_at_ms`,
);
const RESTS = sql(
  `UPDATE mailbox SET rest_until_ms = rest_until_ms - (rested_at_ms - ?), rested_at_ms = ? WHERE rested_at_ms > ?`,
);
/** What was heard in the future would pass for fresh until then. */
const UNHEARD = sql(`UPDATE source SET heard_at_ms = NULL WHERE heard_at_ms > ?`);
const UNHEARD_OF = sql(`DELETE FROM person_heard WHERE heard_at_ms > ?`);

const AHEAD = sql(`SELECT sum(opened) AS opened FROM mailbox_day WHERE mailbox = ? AND day > ?`);
const COUNT = sql(`INSERT INTO mailbox_day (mailbox, day, opened) VALUES (?, ?, ?)
  ON CONFLICT (mailbox, day) DO UPDATE SET opened = mailbox_day.opened + excluded.opened`);
const FORGET = sql(`DELETE FROM mailbox_day WHERE mailbox = ? AND day > ?`);
/** Both days had places for their own; together they may be more than the cap. */
const OPENED_TODAY = sql(
  `UPDATE touch SET opened_day = ?, opened_below = NULL WHERE mailbox = ? AND opened_day > ?`,
);

export function* setBack(
  nowMs: number,
  days: readonly { readonly mailbox: string; readonly day: number }[],
): Command<number> {
  yield* run(CALLED_BACK, nowMs, nowMs);
  const snoozed = yield* run(SNOOZED, nowMs, nowMs, nowMs);
  yield* run(DEADLINES, nowMs, nowMs);
  yield* run(RESTS, nowMs, nowMs, nowMs);
  for (const statement of FACTS) yield* run(statement, nowMs, nowMs);
  yield* run(UNHEARD, nowMs);
  yield* run(UNHEARD_OF, nowMs);
  for (const { mailbox, day } of days) {
    const ahead = (yield* one<{ opened: number | null }>(AHEAD, mailbox, day))?.opened ?? 0;
    if (ahead > 0) yield* run(COUNT, mailbox, day, ahead);
    yield* run(FORGET, mailbox, day);
    yield* run(OPENED_TODAY, day, mailbox, day);
  }
  yield* setMeta('last_tick_ms', String(nowMs));
  yield* setMeta('slept', 'null');
  return snoozed;
}
