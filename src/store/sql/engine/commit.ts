/** Writes one decision, all or nothing. It contains no rule of its own: everything it does is named in the decision. */
import { countsAsTouch } from '../../../core/counts.ts';
import type { Decision, RecordedTouch, TouchChange } from '../../../core/decide/decision.ts';
import { heldBy } from '../../../core/held.ts';
import type { PlannedTouch } from '../../../core/touch.ts';
import type { CommitResult } from '../../../ports/engine-store.ts';
import { turn } from './account-turns.ts';
import { clashes, succeed } from './enrollments.ts';
import { COUNT_PERSON } from './gate.ts';
import { addActivities } from '../history.ts';
import { mayMove, move } from './moves.ts';
import { markBad, noteOn } from '../people/prospects.ts';
import { restLonger } from './runner-state.ts';
import { append } from './signals.ts';
import { one, run, sql, type Command } from '../statement.ts';
import { rowId } from '../rows.ts';
import { openTasks } from './tasks.ts';

const ADVANCE =
  sql(`UPDATE enrollment SET reason = ?, cursor = ?, visit = ?, waiting = ?, holds = ?, settled_at_ms = ?,
  sent_count = ?, failures = ?, revision = ?, held_by = ?, due_at_ms = ?, lane = ?, rank = ? WHERE id = ? AND revision = ? AND status = ?`);
// Naming the status rewrites its index, changed or not: a page more in each commit of the many that leave it alone.
const ADVANCE_TO_STATUS =
  sql(`UPDATE enrollment SET reason = ?, cursor = ?, visit = ?, waiting = ?, holds = ?, settled_at_ms = ?,
  sent_count = ?, failures = ?, revision = ?, held_by = ?, due_at_ms = ?, lane = ?, rank = ?, status = ? WHERE id = ? AND revision = ?`);
const PLAN_TOUCH =
  sql(`INSERT INTO touch (id, enrollment_id, prospect_id, step, visit, channel, status, mailbox, template, rank,
  planned_at_ms, not_before_ms) VALUES (?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?, ?)`);
const RECORD_TOUCH =
  sql(`INSERT INTO touch (id, enrollment_id, prospect_id, step, visit, channel, status, template, planned_at_ms,
  not_before_ms, attempt_at_ms, settled_at_ms, attempts, counts, outcome) VALUES (?, ?, ?, ?, ?, ?, 'sent', ?, ?, ?, ?, ?, 1, ?, ?)
  ON CONFLICT (enrollment_id, step, visit) DO NOTHING`);
const DROP_SIGNAL = sql(`DELETE FROM pending_signal WHERE enrollment_id = ? AND signal_id = ?`);
const CLOSE_TASK = sql(
  `UPDATE task SET status = ?, closed_at_ms = ?, outcome = ?, note = ?, text = coalesce(?, text) WHERE id = ? AND status = 'open'`,
);
const SNOOZE_TASK = sql(
  `UPDATE task SET snoozed_until_ms = ?, snoozed_at_ms = ?, due_at_ms = ?, note = ? WHERE id = ? AND status = 'open'`,
);
const MOVE_DEADLINE = sql(`UPDATE task SET due_at_ms = ? WHERE id = ? AND status = 'open'`);
const CANCEL_TASKS = sql(
  `UPDATE task SET status = 'cancelled', closed_at_ms = ? WHERE enrollment_id = ? AND kind = ? AND status = 'open'`,
);

export function* commit(decision: Decision): Command<CommitResult> {
  return (yield* commitAll([decision]))[0]!;
}

/** Decisions that lose against somebody else are left out. What all of them add is added together, which costs half. */
export function* commitAll(decisions: readonly Decision[]): Command<readonly CommitResult[]> {
  const results: CommitResult[] = [];
  const written: Decision[] = [];
  for (const decision of decisions) {
    const hasAdvanced = yield* advance(decision);
    results.push(hasAdvanced ? 'committed' : 'conflict');
    if (!hasAdvanced) continue;
    written.push(decision);
    if (!isPlain(decision)) yield* writeChanges(decision);
  }
  yield* openTasks(written.flatMap(({ openedTasks }) => openedTasks));
  yield* addActivities(written.flatMap(({ activities }) => activities));
  return results;
}

/** `false`: the enrollment has moved on, or the person it is handed over was enrolled there meanwhile. */
function* advance(decision: Decision): Command<boolean> {
  const { next, wake, expectedRevision, begun } = decision;
  const id = rowId(next.id);
  for (const successor of begun) if (yield* clashes(successor)) return false;
  if (!(yield* mayMove(decision))) return false;
  const columns = [
    next.reason,
    next.cursor,
    next.visit,
    JSON.stringify(next.waiting),
    next.holds.length === 0 ? '[]' : JSON.stringify(next.holds),
    next.settledAtMs,
    next.sentCount,
    next.failures,
    next.revision,
    heldBy(next),
    wake?.atMs ?? null,
    wake?.lane ?? '',
    wake?.rank ?? 1,
  ];
  if ((yield* run(ADVANCE, ...columns, id, expectedRevision, next.status)) > 0) return true;
  return (yield* run(ADVANCE_TO_STATUS, ...columns, next.status, id, expectedRevision)) > 0;
}

/** It opens tasks at most, as most of a portion do: looking at a list is cheaper than going through it. */
function isPlain(decision: Decision): boolean {
  return (
    decision.plannedTouches.length === 0 &&
    decision.recordedTouches.length === 0 &&
    decision.touchChanges.length === 0 &&
    decision.closedTasks.length === 0 &&
    decision.snoozedTasks.length === 0 &&
    decision.movedDeadlines.length === 0 &&
    decision.cancelledTaskKinds.length === 0 &&
    decision.appliedSignalIds.length === 0 &&
    decision.badAddresses.length === 0 &&
    decision.restedMailboxes.length === 0 &&
    decision.raisedSignals.length === 0 &&
    decision.noted.length === 0 &&
    decision.begun.length === 0 &&
    decision.turn === null &&
    decision.moved === null
  );
}

/** All but the tasks that it opens and the activities. */
function* writeChanges(decision: Decision): Command<void> {
  const { next } = decision;
  const id = rowId(next.id);
  const atMs = decision.activities[0]?.atMs ?? next.settledAtMs;
  const rank = next.sentCount > 0 ? 0 : 1;
  yield* move(decision);
  yield* turn(decision, atMs);
  for (const touch of decision.plannedTouches) yield* planTouch(touch, rank);
  for (const touch of decision.recordedTouches) yield* recordTouch(touch);
  for (const each of decision.touchChanges) yield* changeTouch(each);
  for (const task of decision.closedTasks) {
    const { status, outcome, note, text = null, taskId } = task;
    yield* run(CLOSE_TASK, status, atMs, outcome, note, text, taskId);
  }
  for (const task of decision.snoozedTasks) {
    yield* run(SNOOZE_TASK, task.untilMs, atMs, task.untilMs, task.note, task.taskId);
  }
  for (const { taskId, dueAtMs } of decision.movedDeadlines)
    yield* run(MOVE_DEADLINE, dueAtMs, taskId);
  for (const kind of decision.cancelledTaskKinds) yield* run(CANCEL_TASKS, atMs, id, kind);
  for (const signal of decision.appliedSignalIds) yield* run(DROP_SIGNAL, id, rowId(signal));
  for (const raised of decision.raisedSignals) yield* append(raised);
  for (const address of decision.badAddresses)
    yield* markBad(address.kind, address.value, next.prospectId, atMs);
  for (const rest of decision.restedMailboxes)
    yield* restLonger(rest.mailbox, rest.untilMs, rest.reason, atMs);
  for (const noted of decision.noted) yield* noteOn(next.prospectId, noted, atMs);
  for (const successor of decision.begun) yield* succeed(successor, id);
}

function* planTouch(touch: PlannedTouch, rank: 0 | 1): Command<void> {
  yield* run(
    PLAN_TOUCH,
    touch.id,
    rowId(touch.enrollmentId),
    rowId(touch.prospectId),
    touch.step,
    touch.visit,
    touch.channel,
    touch.mailbox,
    touch.template,
    rank,
    touch.plannedAtMs,
    touch.notBeforeMs,
  );
}

function* recordTouch(touch: RecordedTouch): Command<void> {
  const counts = countsAsTouch(touch.channel, touch.action, touch.outcome);
  const added = yield* run(
    RECORD_TOUCH,
    touch.id,
    rowId(touch.enrollmentId),
    rowId(touch.prospectId),
    touch.step,
    touch.visit,
    touch.channel,
    touch.template,
    touch.plannedAtMs,
    touch.notBeforeMs,
    touch.plannedAtMs,
    touch.plannedAtMs,
    counts ? 1 : 0,
    touch.outcome,
  );
  // Whoever was read before it must be read again at the gate.
  if (added > 0 && counts) yield* run(COUNT_PERSON, rowId(touch.prospectId));
}

const SETTLE_TOUCH =
  sql(`UPDATE touch SET status = ?, settled_at_ms = ?, detail = ?, crossed = ? WHERE id = ?
  AND status IN (?, ?, ?)`);
const OPENED_ON = sql(`SELECT mailbox, opened_day FROM touch WHERE id = ? AND status IN (?, ?, ?)`);
const REPLAN_TOUCH =
  sql(`UPDATE touch SET status = 'planned', not_before_ms = ?, detail = ?, data_started = 0, opened_day = NULL
  WHERE id = ?`);
const SERVER_ID = sql(`UPDATE message SET server_message_id = ? WHERE touch_id = ?`);
const GIVE_BACK = sql(
  `UPDATE mailbox_day SET opened = opened - 1 WHERE mailbox = ? AND day = ? AND opened > 0`,
);

function* changeTouch(change: TouchChange): Command<void> {
  const { touchId } = change;
  // At most three, the last one repeated.
  const last = change.from.at(-1)!;
  const from = [change.from[0] ?? last, change.from[1] ?? last, last];
  if (change.to === 'planned') {
    const row = yield* one<{ mailbox: string | null; opened_day: number | null }>(
      OPENED_ON,
      touchId,
      ...from,
    );
    if (row === null) return;
    yield* run(REPLAN_TOUCH, change.notBeforeMs, change.detail, touchId);
    // Surely not accepted: the mailbox gets the day's slot back.
    if (row.opened_day !== null) yield* run(GIVE_BACK, row.mailbox, row.opened_day);
    return;
  }
  const crossed = change.crossed ? 1 : 0;
  const values = [change.to, change.settledAtMs, change.detail, crossed];
  const settled = yield* run(SETTLE_TOUCH, ...values, touchId, ...from);
  if (settled > 0 && change.serverMessageId !== null) {
    yield* run(SERVER_ID, change.serverMessageId, touchId);
  }
}
