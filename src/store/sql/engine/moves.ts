/** Versions that people are moved to: what a move writes beside its decision, what it must know, and which plans were applied. */
import type { Decision } from '../../../core/decide/decision.ts';
import type { Visit } from '../../../core/visit.ts';
import type { AppliedPlan } from '../../../ports/enrollment-store.ts';
import { visitOfTouch, visitsOfTask, type TaskVisit, type TouchVisit } from '../../visits.ts';
import { all, one, run, sql, type Command } from '../statement.ts';
import { rowId } from '../rows.ts';

const STILL_PLANNED = sql(`SELECT 1 AS hit FROM touch WHERE id = ? AND status = 'planned'`);
const MOVE = sql(`UPDATE enrollment SET version = ?, mailbox = ?, earlier = ?,
  moved_after_signal = (SELECT coalesce(max(id), 0) FROM signal) WHERE id = ?`);

/** `false`: what the move takes back has gone on its way since. Asked before anything is written. */
export function* mayMove({ moved }: Decision): Command<boolean> {
  if (moved === null || moved.withdraws === null) return true;
  return (yield* one(STILL_PLANNED, moved.withdraws)) !== null;
}

export function* move({ moved, next }: Decision): Command<void> {
  if (moved === null) return;
  const earlier = next.earlier === undefined ? null : JSON.stringify(next.earlier);
  yield* run(MOVE, next.version, next.mailbox, earlier, rowId(next.id));
}

const CHAIN = sql(`SELECT prospect_id, continued_from FROM enrollment WHERE id = ?`);
const TOUCHES = sql(`SELECT step, visit, status, outcome FROM touch WHERE enrollment_id = ?`);
const TASKS =
  sql(`SELECT id, step, kind, status, outcome FROM task WHERE prospect_id = ? AND enrollment_id = ?
  AND kind IN ('linkedin', 'call', 'sms', 'task', 'review')`);

/** Of the enrollment and of those it continues, in any order; a visit with a task and a touch is there twice. */
export function* visits(id: string): Command<readonly Visit[]> {
  const found: Visit[] = [];
  for (let at: number | null = rowId(id); at !== null;) {
    const link: { prospect_id: number; continued_from: number | null } | null = yield* one(
      CHAIN,
      at,
    );
    if (link === null) break;
    const touches = yield* all<TouchVisit>(TOUCHES, at);
    const tasks = yield* all<TaskVisit>(TASKS, link.prospect_id, at);
    found.push(...touches.map(visitOfTouch), ...tasks.flatMap(visitsOfTask));
    at = link.continued_from;
  }
  return found;
}

const PINNED = sql(`SELECT version AS hash, count(*) AS people FROM enrollment
  WHERE sequence = ? AND status <> 'finished' GROUP BY version ORDER BY version`);

export function* pinned(
  sequence: string,
): Command<readonly { readonly hash: string; readonly people: number }[]> {
  return yield* all<{ hash: string; people: number }>(PINNED, sequence);
}

const KEEP_PLAN =
  sql(`INSERT INTO applied_plan (hash, sequence, version, policy, revisions, at_ms) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (hash) DO NOTHING`);
const PLAN = sql(
  `SELECT hash, sequence, version, policy, revisions FROM applied_plan WHERE hash = ?`,
);

export function* keepPlan(plan: AppliedPlan, nowMs: number): Command<void> {
  const { hash, sequence, version, policy, revisions } = plan;
  yield* run(KEEP_PLAN, hash, sequence, version, policy, JSON.stringify(revisions), nowMs);
}

export function* appliedPlan(hash: string): Command<AppliedPlan | null> {
  const row = yield* one<Omit<AppliedPlan, 'revisions'> & { revisions: string }>(PLAN, hash);
  return row === null
    ? null
    : { ...row, revisions: JSON.parse(row.revisions) as AppliedPlan['revisions'] };
}
