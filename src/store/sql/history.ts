/** What happened. */
import type { Activity } from '../../core/activity.ts';
import type { Hold } from '../../core/enrollment.ts';
import type { HeldBy } from '../../core/held.ts';
import type {
  HistoryStore,
  LaneLoad,
  Parked,
  PersonImport,
  TouchSummary,
} from '../../ports/history-store.ts';
import { all, insert, insertion, one, sql, type Command, type SqlValue } from './statement.ts';
import {
  enrollmentId,
  importId,
  prospectId,
  rowId,
  TOUCH_COLUMNS,
  touchOf,
  type TouchRow,
} from './rows.ts';

type TimelineLine = Awaited<ReturnType<HistoryStore['timeline']>>[number];

const TIMELINE =
  sql(`SELECT a.at_ms, a.enrollment_id, a.type, a.channel, a.sequence, a.step, a.touch_id, a.summary, m.message_id
  FROM activity a LEFT JOIN message m ON m.touch_id = a.touch_id WHERE a.prospect_id = ? ORDER BY a.at_ms, a.id`);

interface ActivityRow {
  readonly at_ms: number;
  readonly enrollment_id: number | null;
  readonly type: string;
  readonly channel: Activity['channel'];
  readonly sequence: string | null;
  readonly step: string | null;
  readonly touch_id: string | null;
  readonly summary: string;
  readonly message_id: string | null;
}

export function* timeline(person: string): Command<readonly TimelineLine[]> {
  const rows = yield* all<ActivityRow>(TIMELINE, rowId(person));
  return rows.map((row) => ({
    atMs: row.at_ms,
    prospectId: person,
    enrollmentId: row.enrollment_id === null ? null : enrollmentId(row.enrollment_id),
    type: row.type,
    channel: row.channel,
    sequence: row.sequence,
    step: row.step,
    touchId: row.touch_id,
    summary: row.summary,
    messageId: row.message_id,
  }));
}

// Imports are few: each is asked whether it knows the person.
const IMPORTS_OF = sql(`SELECT * FROM (
    SELECT id, file, list, at_ms, CASE WHEN first_prospect_id <= ? AND last_prospect_id >= ? THEN 1 ELSE 0 END AS is_first
    FROM import WHERE undone_at_ms IS NULL) AS n
  WHERE is_first = 1 OR EXISTS (SELECT 1 FROM import_change c WHERE c.import_id = n.id AND c.prospect_id = ?) ORDER BY id`);

interface PersonImportRow {
  readonly id: number;
  readonly file: string;
  readonly list: string | null;
  readonly at_ms: number;
  readonly is_first: number;
}

const ABSORBED = sql(
  `SELECT absorbed_id FROM merge WHERE survivor_id = ? AND undone_at_ms IS NULL ORDER BY id`,
);

/** Of whom they were before they were known to be one person, too. */
export function* importsOf(person: string): Command<readonly PersonImport[]> {
  const people = [rowId(person)];
  for (const row of people)
    for (const { absorbed_id: absorbed } of yield* all<{ absorbed_id: number }>(ABSORBED, row))
      people.push(absorbed);
  const found = new Map<number, PersonImportRow>();
  for (const row of people)
    for (const each of yield* all<PersonImportRow>(IMPORTS_OF, row, row, row))
      if (each.is_first === 1 || !found.has(each.id)) found.set(each.id, each);
  return [...found.values()]
    .toSorted((a, b) => a.id - b.id)
    .map((each) => ({
      id: importId(each.id),
      file: each.file,
      list: each.list,
      atMs: each.at_ms,
      isFirst: each.is_first === 1,
    }));
}

const SUMMARY_COLUMNS = `${TOUCH_COLUMNS}, t.prospect_id, t.first_attempt_at_ms, e.sequence`;
const TOUCH =
  sql(`SELECT ${SUMMARY_COLUMNS} FROM touch t JOIN enrollment e ON e.id = t.enrollment_id
  LEFT JOIN message m ON m.touch_id = t.id WHERE t.id = ?`);
// Both states, because the index is of both: without them every touch is read.
const IS_UNCERTAIN = `t.status IN ('sending', 'uncertain') AND t.status = 'uncertain'`;
const UNCERTAIN =
  sql(`SELECT ${SUMMARY_COLUMNS} FROM touch t JOIN enrollment e ON e.id = t.enrollment_id
  LEFT JOIN message m ON m.touch_id = t.id WHERE ${IS_UNCERTAIN} ORDER BY t.attempt_at_ms, t.id`);

type SummaryRow = TouchRow & {
  readonly prospect_id: number;
  readonly sequence: string;
  readonly first_attempt_at_ms: number | null;
};

export function* touch(
  id: string,
): Command<(TouchSummary & { firstAttemptAtMs: number | null }) | null> {
  const row = yield* one<SummaryRow>(TOUCH, id);
  return row === null ? null : { ...summaryOf(row), firstAttemptAtMs: row.first_attempt_at_ms };
}

const BYTES = sql(`SELECT bytes FROM message WHERE touch_id = ?`);

export function* bytesOf(touchId: string): Command<Uint8Array | null> {
  return (yield* one<{ bytes: Uint8Array | null }>(BYTES, touchId))?.bytes ?? null;
}

export function* uncertain(): Command<readonly TouchSummary[]> {
  return (yield* all<SummaryRow>(UNCERTAIN)).map(summaryOf);
}

function summaryOf(row: SummaryRow): TouchSummary {
  return { ...touchOf(row), prospectId: prospectId(row.prospect_id), sequence: row.sequence };
}

const PARKED = sql(
  `SELECT sequence, prospect_id, holds FROM enrollment WHERE held_by = 'failed' ORDER BY prospect_id`,
);

export function* parked(): Command<readonly Parked[]> {
  const rows = yield* all<{ sequence: string; prospect_id: number; holds: string }>(PARKED);
  const found = new Map<string, Parked & { people: number }>();
  for (const { sequence, prospect_id: id, holds } of rows) {
    const hold = (JSON.parse(holds) as Hold[]).find((each) => each.reason === 'failed');
    if (hold === undefined) continue;
    const fault = hold.detail ?? 'it failed';
    const key = `${sequence} ${fault}`;
    const same = found.get(key);
    if (same === undefined)
      found.set(key, { sequence, fault, people: 1, prospectId: prospectId(id) });
    else same.people += 1;
  }
  return [...found.values()].toSorted((a, b) => b.people - a.people);
}

const HELD_BY =
  sql(`SELECT held_by AS rule, count(DISTINCT prospect_id) AS people FROM enrollment WHERE held_by IS NOT NULL
  GROUP BY held_by ORDER BY people DESC, rule`);
// The sum keeps SQLite from reading each enrollment in the order of people: who is held stands in the index.
const HELD = sql(
  `SELECT count(DISTINCT prospect_id + 0) AS people FROM enrollment WHERE held_by IS NOT NULL`,
);

export function* held(): Command<Awaited<ReturnType<HistoryStore['held']>>> {
  const byRule = yield* all<{ rule: HeldBy; people: number }>(HELD_BY);
  const people = byRule.length === 0 ? 0 : ((yield* one<{ people: number }>(HELD))?.people ?? 0);
  return { people, byRule };
}

/** From one lane to the next, however many wait in each. */
const NEXT_LANE = sql(`SELECT min(lane) AS lane FROM (
    SELECT min(lane) AS lane FROM enrollment WHERE due_at_ms IS NOT NULL AND lane > ?
    UNION ALL SELECT min(mailbox) AS lane FROM touch WHERE status = 'planned' AND mailbox > ?
  ) AS work`);
const LANE =
  sql(`SELECT count(*) AS waiting, sum(CASE WHEN at_ms <= ? THEN 1 ELSE 0 END) AS due FROM (
    SELECT due_at_ms AS at_ms FROM enrollment WHERE lane = ? AND due_at_ms IS NOT NULL
    UNION ALL SELECT not_before_ms AS at_ms FROM touch WHERE status = 'planned' AND mailbox = ?
  ) AS work`);

export function* lanesBeside(
  known: readonly string[],
  nowMs: number,
): Command<readonly LaneLoad[]> {
  const found: LaneLoad[] = [];
  for (let after = ''; ;) {
    const lane = (yield* one<{ lane: string | null }>(NEXT_LANE, after, after))?.lane ?? null;
    if (lane === null) return found;
    const load = known.includes(lane)
      ? null
      : yield* one<{ waiting: number; due: number }>(LANE, nowMs, lane, lane);
    if (load !== null) found.push({ lane, ...load });
    after = lane;
  }
}

// By sequence, as the index has them; how many of each status there are is added up here.
const ENROLLED = sql(
  `SELECT sequence, status, count(*) AS number FROM enrollment GROUP BY sequence, status`,
);
const COUNTS = [
  ['people', sql(`SELECT count(*) AS number FROM prospect`)],
  ['planned', sql(`SELECT count(*) AS number FROM touch WHERE status = 'planned'`)],
  ['uncertain', sql(`SELECT count(*) AS number FROM touch t WHERE ${IS_UNCERTAIN}`)],
  ['sent', sql(`SELECT count(*) AS number FROM touch WHERE status = 'sent'`)],
  ['open_tasks', sql(`SELECT count(*) AS number FROM task WHERE status = 'open'`)],
  [
    'unmatched',
    sql(
      // Our own mail, and mail that no person wrote us an answer with, is nobody's.
      `SELECT count(*) AS number FROM inbound WHERE prospect_id IS NULL AND resolved_at_ms IS NULL AND quarantined IS NULL
        AND version IS NOT NULL AND coalesce(matched_by, '') <> 'own' AND class NOT IN ('unrelated', 'linkedin')`,
    ),
  ],
  [
    'quarantined',
    sql(
      `SELECT count(*) AS number FROM inbound WHERE quarantined IS NOT NULL AND resolved_at_ms IS NULL`,
    ),
  ],
  ['unapplied_signals', sql(`SELECT count(*) AS number FROM pending_signal`)],
  ['suppressions', sql(`SELECT count(*) AS number FROM suppression`)],
] as const;

export function* counts(): Command<Readonly<Record<string, number>>> {
  const found: Record<string, number> = { pending: 0, active: 0, paused: 0, finished: 0 };
  for (const { status, number } of yield* all<{ status: string; number: number }>(ENROLLED))
    found[status] = (found[status] ?? 0) + number;
  for (const [name, statement] of COUNTS) {
    found[name] = (yield* one<{ number: number }>(statement))?.number ?? 0;
  }
  return found;
}

const ADD_ACTIVITY = insertion(
  `INSERT INTO activity (at_ms, prospect_id, enrollment_id, type, channel, sequence, step, touch_id, summary)`,
  `(?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);

export function* addActivity(activity: Activity): Command<void> {
  yield* addActivities([activity]);
}

export function* addActivities(activities: readonly Activity[]): Command<void> {
  yield* insert(ADD_ACTIVITY, activities.map(rowOf));
}

function rowOf(activity: Activity): readonly SqlValue[] {
  return [
    activity.atMs,
    rowId(activity.prospectId),
    activity.enrollmentId === null ? null : rowId(activity.enrollmentId),
    activity.type,
    activity.channel,
    activity.sequence,
    activity.step,
    activity.touchId,
    activity.summary,
  ];
}
