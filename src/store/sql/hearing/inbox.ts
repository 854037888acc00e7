/** What was heard, for a person to look at and correct. */
import type { InboxEntry } from '../../../ports/inbox-store.ts';
import { all, one, run, sql, type Command } from '../statement.ts';
import { inboundId, prospectId, rowId } from '../rows.ts';

const INBOX =
  sql(`SELECT id, source, received_at_ms, sender, subject, class, intent, confidence, text, rules, prospect_id, touch_id,
  matched_by, quarantined, resolved_at_ms, corrections FROM inbound
  WHERE coalesce(matched_by, '') <> 'own' ORDER BY (prospect_id IS NULL AND resolved_at_ms IS NULL) DESC, id DESC LIMIT ?`);
const INBOX_ONE =
  sql(`SELECT id, source, received_at_ms, sender, subject, class, intent, confidence, text, rules, prospect_id, touch_id,
  matched_by, quarantined, resolved_at_ms, corrections FROM inbound WHERE id = ?`);
const CORRECTED =
  sql(`SELECT id, source, received_at_ms, sender, subject, class, intent, confidence, text, rules, prospect_id, touch_id,
  matched_by, quarantined, resolved_at_ms, corrections, bytes FROM inbound WHERE corrections > 0 ORDER BY id`);
const LABEL = sql(
  `UPDATE inbound SET class = ?, intent = ?, matched_by = 'a person', corrections = corrections + 1 WHERE id = ?`,
);
const ASSIGN = sql(
  `UPDATE inbound SET prospect_id = ?, matched_by = 'a person', corrections = corrections + 1 WHERE id = ?`,
);
const RESOLVE = sql(`UPDATE inbound SET resolved_at_ms = ? WHERE id = ?`);

interface InboxRow {
  readonly id: number;
  readonly source: string;
  readonly received_at_ms: number;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly class: string | null;
  readonly intent: string | null;
  readonly confidence: number | null;
  readonly text: string | null;
  readonly rules: string | null;
  readonly prospect_id: number | null;
  readonly touch_id: string | null;
  readonly matched_by: string | null;
  readonly quarantined: string | null;
  readonly resolved_at_ms: number | null;
  readonly corrections: number;
}

export function* inbox(limit: number): Command<readonly InboxEntry[]> {
  return (yield* all<InboxRow>(INBOX, limit)).map(entryOf);
}

export function* inboxEntry(id: string): Command<InboxEntry | null> {
  const row = yield* one<InboxRow>(INBOX_ONE, rowId(id));
  return row === null ? null : entryOf(row);
}

const BYTES = sql(`SELECT bytes FROM inbound WHERE id = ?`);

export function* bytesOf(id: string): Command<Uint8Array | null> {
  return (yield* one<{ bytes: Uint8Array }>(BYTES, rowId(id)))?.bytes ?? null;
}

export function* corrected(): Command<
  readonly { readonly entry: InboxEntry; readonly bytes: Uint8Array }[]
> {
  const rows = yield* all<InboxRow & { readonly bytes: Uint8Array }>(CORRECTED);
  return rows.map((row) => ({ entry: entryOf(row), bytes: row.bytes }));
}

export function* label(id: string, newClass: string, intent: string | null): Command<boolean> {
  return (yield* run(LABEL, newClass, intent, rowId(id))) > 0;
}

export function* assign(id: string, person: string): Command<boolean> {
  return (yield* run(ASSIGN, rowId(person), rowId(id))) > 0;
}

export function* resolve(id: string, nowMs: number): Command<boolean> {
  return (yield* run(RESOLVE, nowMs, rowId(id))) > 0;
}

// Whatever read it, or said what it is: a signal names its message in its details, as JSON; quotes in a text are escaped there.
const REPLY_TASKS = sql(`SELECT t.id FROM inbound m
  JOIN signal s ON s.prospect_id = m.prospect_id AND s.kind = 'reply' AND s.details LIKE '%"inboundId":"m' || m.id || '"%'
  JOIN task t ON t.id = 'p' || s.prospect_id || '.reply.s' || s.id
  WHERE m.id = ? AND t.status = 'open' ORDER BY t.id`);

export function* replyTasksOf(id: string): Command<readonly string[]> {
  return (yield* all<{ id: string }>(REPLY_TASKS, rowId(id))).map((row) => row.id);
}

const HELD_BY = sql(`SELECT s.prospect_id, (SELECT count(*) FROM signal o JOIN inbound i
    ON o.details LIKE '%"inboundId":"m' || i.id || '"%'
    WHERE o.prospect_id = s.prospect_id AND o.kind = 'suspect' AND i.id <> m.id
    AND coalesce(i.matched_by, '') <> 'a person') AS others
  FROM inbound m JOIN signal s ON s.kind = 'suspect' AND s.details LIKE '%"inboundId":"m' || m.id || '"%'
  WHERE m.id = ? ORDER BY s.prospect_id`);

export function* heldBy(
  id: string,
): Command<readonly { readonly prospectId: string; readonly others: number }[]> {
  const rows = yield* all<{ prospect_id: number; others: number }>(HELD_BY, rowId(id));
  return rows.map((row) => ({ prospectId: prospectId(row.prospect_id), others: row.others }));
}

function entryOf(row: InboxRow): InboxEntry {
  return {
    id: inboundId(row.id),
    source: row.source,
    atMs: row.received_at_ms,
    from: row.sender,
    subject: row.subject,
    class: row.class,
    intent: row.intent,
    confidence: row.confidence,
    text: row.text,
    rules: row.rules === null ? [] : (JSON.parse(row.rules) as string[]),
    prospectId: row.prospect_id === null ? null : prospectId(row.prospect_id),
    touchId: row.touch_id,
    matchedBy: row.matched_by,
    quarantined: row.quarantined,
    resolvedAtMs: row.resolved_at_ms,
    corrections: row.corrections,
  };
}
