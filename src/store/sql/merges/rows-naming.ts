/** Which rows of somebody name a touch of certain enrollments, or take back one of certain signals, without belonging to them? */
import type { SignalDetails } from '../../../core/signal.ts';
import { enrollmentOfTouch } from '../../../core/touch.ts';
import { rowId } from '../rows.ts';
import { all, sql, type Command } from '../statement.ts';

export interface NamingRow {
  readonly table: string;
  readonly id: number | string;
}

const SIGNALS = sql(`SELECT id, details FROM signal WHERE prospect_id = ? ORDER BY id`);
const OTHERS: readonly (readonly [table: string, statement: string])[] = [
  [
    'inbound',
    sql(`SELECT id, touch_id FROM inbound WHERE prospect_id = ? AND touch_id IS NOT NULL`),
  ],
  ...['activity', 'task'].map((table): readonly [string, string] => [
    table,
    sql(
      `SELECT id, touch_id FROM ${table} WHERE prospect_id = ? AND enrollment_id IS NULL AND touch_id IS NOT NULL`,
    ),
  ]),
];

export function* rowsNaming(
  person: number,
  enrollments: ReadonlySet<number>,
  signals: ReadonlySet<string>,
): Command<readonly NamingRow[]> {
  if (enrollments.size === 0 && signals.size === 0) return [];
  const isNamed = (touchId: string | undefined): boolean =>
    touchId !== undefined && enrollments.has(rowId(enrollmentOfTouch(touchId)));
  const found: NamingRow[] = [];
  for (const { id, details } of yield* all<{ id: number; details: string }>(SIGNALS, person)) {
    const { touchId, takesBack } = JSON.parse(details) as SignalDetails;
    const isUndo = takesBack !== undefined && signals.has(takesBack);
    if (isNamed(touchId) || isUndo) found.push({ table: 'signal', id });
  }
  for (const [table, statement] of OTHERS) {
    const rows = yield* all<{ id: number | string; touch_id: string }>(statement, person);
    for (const { id, touch_id: touchId } of rows) if (isNamed(touchId)) found.push({ table, id });
  }
  return found;
}
