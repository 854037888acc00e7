/** Work for reps. */
import type { NewTask } from '../../../core/task.ts';
import type { Task } from '../../../ports/task-store.ts';
import {
  all,
  insert,
  insertion,
  one,
  run,
  sql,
  type Command,
  type SqlValue,
} from '../statement.ts';
import { enrollmentId, prospectId, rowId } from '../rows.ts';

const COLUMNS = `id, kind, status, prospect_id, enrollment_id, sequence, step, touch_id, channel, action, rep, text, url, priority,
  opened_at_ms, due_at_ms, snoozed_until_ms, closed_at_ms, outcome, note, reasons`;
const TASK = sql(`SELECT ${COLUMNS} FROM task WHERE id = ?`);
const OPEN = sql(`SELECT ${COLUMNS} FROM task WHERE status = 'open' ORDER BY opened_at_ms, id`);
const OPEN_OF = sql(
  `SELECT ${COLUMNS} FROM task WHERE status = 'open' AND rep = ? ORDER BY opened_at_ms, id`,
);
const SNOOZE = sql(
  `UPDATE task SET snoozed_until_ms = ?, snoozed_at_ms = ?, note = coalesce(?, note) WHERE id = ? AND status = 'open'`,
);
const REASSIGN = sql(`UPDATE task SET rep = ? WHERE id = ? AND status = 'open'`);
const CLOSE = sql(
  `UPDATE task SET status = ?, outcome = ?, note = ?, closed_at_ms = ? WHERE id = ? AND status <> 'done'`,
);

interface TaskRow {
  readonly id: string;
  readonly kind: NewTask['kind'];
  readonly status: Task['status'];
  readonly prospect_id: number;
  readonly enrollment_id: number | null;
  readonly sequence: string | null;
  readonly step: string | null;
  readonly touch_id: string | null;
  readonly channel: NewTask['channel'];
  readonly action: string | null;
  readonly rep: string | null;
  readonly text: string | null;
  readonly url: string | null;
  readonly priority: number;
  readonly opened_at_ms: number;
  readonly due_at_ms: number | null;
  readonly snoozed_until_ms: number | null;
  readonly closed_at_ms: number | null;
  readonly outcome: string | null;
  readonly note: string | null;
  readonly reasons: string;
}

export function* task(id: string): Command<Task | null> {
  const row = yield* one<TaskRow>(TASK, id);
  return row === null ? null : taskOf(row);
}

export function* open(rep: string | null): Command<readonly Task[]> {
  const rows = rep === null ? yield* all<TaskRow>(OPEN) : yield* all<TaskRow>(OPEN_OF, rep);
  return rows.map(taskOf);
}

export function* snooze(
  id: string,
  untilMs: number,
  note: string | null,
  nowMs: number,
): Command<boolean> {
  return (yield* run(SNOOZE, untilMs, nowMs, note, id)) > 0;
}

export function* reassign(id: string, rep: string): Command<boolean> {
  return (yield* run(REASSIGN, rep, id)) > 0;
}

export function* close(
  id: string,
  status: 'done' | 'skipped',
  outcome: string | null,
  note: string | null,
  nowMs: number,
): Command<boolean> {
  return (yield* run(CLOSE, status, outcome, note, nowMs, id)) > 0;
}

function taskOf(row: TaskRow): Task {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    prospectId: prospectId(row.prospect_id),
    enrollmentId: row.enrollment_id === null ? null : enrollmentId(row.enrollment_id),
    sequence: row.sequence,
    step: row.step,
    touchId: row.touch_id,
    channel: row.channel,
    action: row.action,
    rep: row.rep,
    text: row.text,
    url: row.url,
    priority: row.priority,
    openedAtMs: row.opened_at_ms,
    dueAtMs: row.due_at_ms,
    snoozedUntilMs: row.snoozed_until_ms,
    closedAtMs: row.closed_at_ms,
    outcome: row.outcome,
    note: row.note,
    reasons: JSON.parse(row.reasons) as string[],
  };
}

const OPEN_TASK = insertion(
  `INSERT INTO task (id, kind, status, prospect_id, enrollment_id, sequence, step, touch_id, channel, action, rep, text, url, priority,
  opened_at_ms, due_at_ms, reasons)`,
  `(?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  `ON CONFLICT (id) DO UPDATE SET status = 'open', closed_at_ms = NULL, text = excluded.text, reasons = excluded.reasons`,
);

export function* openTask(added: NewTask): Command<void> {
  yield* openTasks([added]);
}

export function* openTasks(added: readonly NewTask[]): Command<void> {
  yield* insert(OPEN_TASK, added.map(rowOf));
}

function rowOf(added: NewTask): readonly SqlValue[] {
  return [
    added.id,
    added.kind,
    rowId(added.prospectId),
    added.enrollmentId === null ? null : rowId(added.enrollmentId),
    added.sequence,
    added.step,
    added.touchId,
    added.channel,
    added.action,
    added.rep,
    added.text,
    added.url,
    added.priority,
    added.openedAtMs,
    added.dueAtMs,
    JSON.stringify(added.reasons),
  ];
}
