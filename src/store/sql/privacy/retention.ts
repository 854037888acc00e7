/** Who and what is old? */
import type { Aged } from '../../../ports/retention-store.ts';
import { prospectId, prospectOf, rowId } from '../rows.ts';
import { all, one, run, sql, type Command } from '../statement.ts';
import { boundOf } from '../people/suppressions.ts';

const DAY = sql(`SELECT value FROM counter WHERE name = 'retention_day'`);
const BEGIN_DAY = sql(`UPDATE counter SET value = ? WHERE name = 'retention_day'`);

export function* beginDay(day: number): Command<number> {
  const before = (yield* one<{ value: number }>(DAY))?.value ?? 0;
  if (before !== day) yield* run(BEGIN_DAY, day);
  return before;
}

/** Of the person `p`; takes the instant eight times. */
const IS_AGED = `p.created_at_ms < ?
  AND NOT EXISTS (SELECT 1 FROM enrollment e WHERE e.prospect_id = p.id AND (e.status <> 'finished' OR e.settled_at_ms >= ? OR e.enrolled_at_ms >= ?))
  AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.prospect_id = p.id AND (t.attempt_at_ms >= ? OR t.settled_at_ms >= ?))
  AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.prospect_id = p.id AND s.at_ms >= ?)
  AND NOT EXISTS (SELECT 1 FROM inbound i WHERE i.prospect_id = p.id AND i.received_at_ms >= ?)
  AND NOT EXISTS (SELECT 1 FROM task k WHERE k.prospect_id = p.id AND (k.status = 'open' OR k.closed_at_ms >= ?))`;
const agedParams = (beforeMs: number): readonly number[] => Array<number>(8).fill(beforeMs);

const AGED = sql(
  `SELECT p.id, p.profile, p.revision FROM prospect p WHERE p.id > ? AND ${IS_AGED} ORDER BY p.id LIMIT ?`,
);
const SAID_NO =
  sql(`SELECT 1 AS hit FROM signal WHERE prospect_id = ? AND kind IN ('opt_out', 'complaint')
  UNION ALL SELECT 1 FROM consent WHERE prospect_id = ? AND kind = 'withdrawn' LIMIT 1`);

export function* aged(
  beforeMs: number,
  after: string | null,
  limit: number,
): Command<readonly Aged[]> {
  const from = after === null ? 0 : rowId(after);
  const rows = yield* all<{ id: number; profile: string; revision: number }>(
    AGED,
    from,
    ...agedParams(beforeMs),
    limit,
  );
  const found: Aged[] = [];
  for (const { id, profile, revision } of rows) {
    const bound = yield* boundOf(prospectOf(id, profile, revision));
    const saidNo = bound.by !== null || bound.on.length > 0;
    const isSuppressed = saidNo || (yield* one(SAID_NO, id, id)) !== null;
    found.push({ prospectId: prospectId(id), isSuppressed });
  }
  return found;
}

const OLD_SENT = `FROM message WHERE length(bytes) > 0 AND touch_id IN
  (SELECT x.id FROM touch x JOIN prospect p ON p.id = x.prospect_id WHERE ${IS_AGED})`;
const OLD_HEARD = `FROM inbound WHERE length(bytes) > 0 AND (version IS NOT NULL OR quarantined IS NOT NULL) AND
  ((prospect_id IS NULL AND received_at_ms < ?) OR prospect_id IN (SELECT p.id FROM prospect p WHERE ${IS_AGED}))`;
const COUNT_SENT = sql(`SELECT count(*) AS messages ${OLD_SENT}`);
const COUNT_HEARD = sql(`SELECT count(*) AS messages ${OLD_HEARD}`);
const SENT_IDS = sql(`SELECT touch_id AS id ${OLD_SENT} LIMIT 1000`);
const HEARD_IDS = sql(`SELECT id ${OLD_HEARD} LIMIT 1000`);
const DROP_SENT = sql(`UPDATE message SET bytes = ? WHERE touch_id = ?`);
const DROP_HEARD = sql(`UPDATE inbound SET bytes = ?, text = NULL WHERE id = ?`);
const TO_CLEAN = sql(`UPDATE counter SET value = 1 WHERE name = 'store_to_clean'`);

export function* countBodies(beforeMs: number): Command<number> {
  const params = agedParams(beforeMs);
  const sent = yield* one<{ messages: number }>(COUNT_SENT, ...params);
  const heard = yield* one<{ messages: number }>(COUNT_HEARD, beforeMs, ...params);
  return (sent?.messages ?? 0) + (heard?.messages ?? 0);
}

/** The row stays: that it was, when, and what came of it. */
export function* dropBodies(beforeMs: number): Command<number> {
  const params = agedParams(beforeMs);
  let count = 0;
  for (const [ids, drop, given] of [
    [SENT_IDS, DROP_SENT, params],
    [HEARD_IDS, DROP_HEARD, [beforeMs, ...params]],
  ] as const) {
    for (;;) {
      const rows: readonly { id: number | string }[] = yield* all<{ id: number | string }>(
        ids,
        ...given,
      );
      for (const { id } of rows) count += yield* run(drop, new Uint8Array(), id);
      if (rows.length === 0) break;
    }
  }
  if (count > 0) yield* run(TO_CLEAN);
  return count;
}
