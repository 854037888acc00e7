/** The rows that a task step writes, written by better-sqlite3 and nothing else: no reading of facts, no decision. */
import { openStores } from './engine.ts';

/** As many steps share a commit as in the runner's portions. */
const PORTION = 500;

/** @returns Steps per second. */
export function writeBare({ path, dueAtMs }: { path: string; dueAtMs: number }): number {
  const stores = openStores(path);
  const { db } = stores;
  const ids = db
    .prepare(
      `SELECT id FROM enrollment WHERE lane = '' AND rank = 1 AND due_at_ms <= ? ORDER BY due_at_ms, id`,
    )
    .pluck()
    .all(dueAtMs) as number[];
  const advance = db.prepare(
    `UPDATE enrollment SET reason = ?, cursor = ?, visit = ?, waiting = ?, holds = ?, settled_at_ms = ?, sent_count = ?,
     failures = ?, revision = ?, held_by = ?, due_at_ms = ?, lane = ?, rank = ? WHERE id = ? AND revision = ?`,
  );
  const openTask = db.prepare(
    `INSERT INTO task (id, kind, status, prospect_id, enrollment_id, sequence, step, touch_id, channel, action, rep, text, url, priority,
     opened_at_ms, due_at_ms, reasons) VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addActivity = db.prepare(
    `INSERT INTO activity (at_ms, prospect_id, enrollment_id, type, channel, sequence, step, touch_id, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const startedMs = performance.now();
  for (let first = 0; first < ids.length; first += PORTION) {
    db.exec('BEGIN IMMEDIATE');
    for (const id of ids.slice(first, first + PORTION)) {
      const taskId = `e${id}.letter.1`;
      const waiting = `{"for":"task","taskId":"${taskId}","deadlineMs":null,"frozenMs":null}`;
      advance.run(null, 'letter', 1, waiting, '[]', dueAtMs, 0, 0, 2, null, null, '', 1, id, 1);
      openTask.run(
        taskId,
        'task',
        id,
        id,
        'outreach',
        'letter',
        null,
        'task',
        null,
        'anna',
        'do letter',
        null,
        0,
        dueAtMs,
        null,
        '[]',
      );
      addActivity.run(
        dueAtMs,
        id,
        id,
        'task_opened',
        'task',
        'outreach',
        'letter',
        taskId,
        'do letter',
      );
    }
    db.exec('COMMIT');
  }
  const perSecond = (ids.length / (performance.now() - startedMs)) * 1_000;
  stores.close();
  return perSecond;
}
