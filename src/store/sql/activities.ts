/** History is append-only. */
import type { Activity } from '../../core/activity.ts';
import { rowId } from './rows.ts';
import { run, sql, type Command } from './statement.ts';

const ADD_ACTIVITY =
  sql(`INSERT INTO activity (at_ms, prospect_id, enrollment_id, type, channel, sequence, step, touch_id, summary)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);

export function* addActivity(activity: Activity): Command<void> {
  yield* run(
    ADD_ACTIVITY,
    activity.atMs,
    rowId(activity.prospectId),
    activity.enrollmentId === null ? null : rowId(activity.enrollmentId),
    activity.type,
    activity.channel,
    activity.sequence,
    activity.step,
    activity.touchId,
    activity.summary,
  );
}
