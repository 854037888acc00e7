/** What happened with many people: for conditions about people, and for tables of them. */
import type { SignalDetails } from '../../../core/signal.ts';
import type { PersonPast } from '../../../core/person-past.ts';
import type { EnrollmentRow, SignalRow, TouchRow } from '../rows.ts';
import { prospectId, rowId } from '../rows.ts';
import { all, sql, type Command, type SqlRow } from '../statement.ts';

const AT_ONCE = 30;
const THESE = `IN (${Array<string>(AT_ONCE).fill('?').join(', ')})`;

const LISTS = sql(
  `SELECT prospect_id, list FROM list_member WHERE prospect_id ${THESE} ORDER BY prospect_id, list`,
);
const ENROLLMENTS = sql(
  `SELECT prospect_id, sequence, status, reason, cursor, enrolled_at_ms FROM enrollment WHERE prospect_id ${THESE} ORDER BY id`,
);
const TOUCHES = sql(
  `SELECT prospect_id, step, channel, status, outcome, attempt_at_ms FROM touch WHERE prospect_id ${THESE}
  ORDER BY coalesce(attempt_at_ms, planned_at_ms), id`,
);
// The empty text keeps SQLite from reading everybody who is held for a page of people.
const HELD = sql(
  `SELECT DISTINCT prospect_id, held_by FROM enrollment WHERE prospect_id ${THESE} AND held_by || '' <> '' ORDER BY prospect_id, held_by`,
);
const SIGNALS = sql(
  `SELECT prospect_id, kind, at_ms, channel, CASE kind WHEN 'manual_touch' THEN details ELSE '' END AS details FROM signal WHERE prospect_id ${THESE} ORDER BY at_ms, id`,
);

export function* pastOf(
  ids: readonly string[],
  parts: ReadonlySet<keyof PersonPast>,
): Command<readonly PersonPast[]> {
  const lists = yield* byPerson<{ readonly list: string }>('lists', LISTS);
  const enrollments = yield* byPerson<EnrollmentRow>('enrollments', ENROLLMENTS);
  const held = yield* byPerson<{ readonly held_by: string }>('heldBy', HELD);
  const touches = yield* byPerson<TouchRow>('touches', TOUCHES);
  const signals = yield* byPerson<SignalRow>('signals', SIGNALS);
  return ids.map((id) => ({
    lists: (lists.get(id) ?? []).map(({ list }) => list),
    enrollments: (enrollments.get(id) ?? []).map((each) => ({
      sequence: each.sequence,
      status: each.status,
      reason: each.reason,
      step: each.cursor,
      atMs: each.enrolled_at_ms,
    })),
    heldBy: (held.get(id) ?? []).map(({ held_by: rule }) => rule),
    touches: (touches.get(id) ?? []).map(({ step, channel, status, outcome, attempt_at_ms }) => ({
      step,
      channel,
      status,
      outcome,
      atMs: attempt_at_ms,
    })),
    signals: (signals.get(id) ?? []).map(({ kind, at_ms: atMs, channel, details }) => ({
      kind,
      atMs,
      channel,
      ...(details === '' ? {} : { details: JSON.parse(details) as SignalDetails }),
    })),
  }));

  function* byPerson<Row>(
    part: keyof PersonPast,
    statement: string,
  ): Command<ReadonlyMap<string, readonly Row[]>> {
    const found = new Map<string, Row[]>();
    for (let at = 0; parts.has(part) && at < ids.length; at += AT_ONCE) {
      const rows = ids.slice(at, at + AT_ONCE).map(rowId);
      while (rows.length < AT_ONCE) rows.push(rows[0]!);
      for (const row of yield* all<Row & SqlRow>(statement, ...rows)) {
        const id = prospectId(Number(row['prospect_id']));
        const known = found.get(id);
        if (known === undefined) found.set(id, [row]);
        else known.push(row);
      }
    }
    return found;
  }
}
