/** What the runner remembers between ticks. */
import type { MailboxRecord, SourceRecord, TickRecord } from '../../../ports/runner-state.ts';
import { BREAKER_LEAST_SENT } from '../../../core/budget.ts';
import { DAY_MS } from '../../../core/time/duration.ts';
import { rowId } from '../rows.ts';
import { all, one, run, sql, type Command } from '../statement.ts';

const META = sql(`SELECT value FROM meta WHERE name = ?`);
const SET_META = sql(
  `INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
);

export function* meta(name: string): Command<string | null> {
  return (yield* one<{ value: string }>(META, name))?.value ?? null;
}

export function* setMeta(name: string, value: string): Command<void> {
  yield* run(SET_META, name, value);
}

/** @param asleepMs  A gap between ticks longer than this was a sleep. */
export function* beginTick(nowMs: number, asleepMs: number): Command<TickRecord> {
  const last = yield* meta('last_tick_ms');
  const lastMs = last === null ? null : Number(last);
  if (lastMs !== null && nowMs - lastMs > asleepMs) {
    yield* setMeta('slept', JSON.stringify({ fromMs: lastMs, untilMs: nowMs }));
  }
  if (lastMs === null || nowMs > lastMs) yield* setMeta('last_tick_ms', String(nowMs));
  return { lastMs, slept: (yield* lastTick()).slept };
}

export function* lastTick(): Command<TickRecord> {
  const last = yield* meta('last_tick_ms');
  const slept = yield* meta('slept');
  return {
    lastMs: last === null ? null : Number(last),
    slept: slept === null ? null : (JSON.parse(slept) as NonNullable<TickRecord['slept']>),
  };
}

const MAILBOX = sql(
  `SELECT last_opened_at_ms, rest_reason, rest_until_ms FROM mailbox WHERE id = ?`,
);
const OPENED_ON = sql(`SELECT opened FROM mailbox_day WHERE mailbox = ? AND day = ?`);
const SEND_DAYS = sql(
  `SELECT count(*) AS days FROM mailbox_day WHERE mailbox = ? AND day < ? AND opened > 0`,
);
const WEEK_SENT = sql(
  `SELECT count(*) AS sent FROM touch WHERE mailbox = ? AND attempt_at_ms >= ? AND status IN ('sent', 'refused')`,
);
// A message comes back once, however many reports of it there are; what names none is about any that this mailbox sent them.
const WEEK_SIGNALS =
  sql(`SELECT s.kind AS kind, count(DISTINCT coalesce(s.details ->> 'touchId', s.id)) AS number FROM signal s
  JOIN touch t ON t.prospect_id = s.prospect_id AND t.id = coalesce(s.details ->> 'touchId', t.id)
  WHERE t.mailbox = ? AND t.attempt_at_ms >= ? AND s.at_ms >= ? AND s.kind IN ('bounce', 'complaint') GROUP BY s.kind`);

export function* mailbox(id: string, day: number): Command<MailboxRecord> {
  const row = yield* one<{
    last_opened_at_ms: number | null;
    rest_reason: string | null;
    rest_until_ms: number | null;
  }>(MAILBOX, id);
  const opened = yield* one<{ opened: number }>(OPENED_ON, id, day);
  const days = yield* one<{ days: number }>(SEND_DAYS, id, day);
  return {
    openedToday: opened?.opened ?? 0,
    lastOpenedAtMs: row?.last_opened_at_ms ?? null,
    sendDays: days?.days ?? 0,
    restReason: row?.rest_reason ?? null,
    restUntilMs: row?.rest_until_ms ?? null,
    week: yield* weekOf(id, (day - 6) * DAY_MS),
  };
}

function* weekOf(id: string, sinceMs: number): Command<MailboxRecord['week']> {
  const sent = (yield* one<{ sent: number }>(WEEK_SENT, id, sinceMs))?.sent ?? 0;
  // No breaker judges them, so nobody asks for their bounces.
  if (sent < BREAKER_LEAST_SENT) return { sent, bounced: 0, complained: 0 };
  const rows = yield* all<{ kind: string; number: number }>(WEEK_SIGNALS, id, sinceMs, sinceMs);
  const count = (kind: string): number => rows.find((row) => row.kind === kind)?.number ?? 0;
  return { sent, bounced: count('bounce'), complained: count('complaint') };
}

const REST =
  sql(`INSERT INTO mailbox (id, rest_reason, rest_until_ms, rested_at_ms) VALUES (?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET rest_reason = excluded.rest_reason, rest_until_ms = excluded.rest_until_ms,
  rested_at_ms = excluded.rested_at_ms`);

const REST_LONGER =
  sql(`INSERT INTO mailbox (id, rest_reason, rest_until_ms, rested_at_ms) VALUES (?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET rest_reason = excluded.rest_reason, rest_until_ms = excluded.rest_until_ms,
  rested_at_ms = excluded.rested_at_ms
  WHERE mailbox.rest_reason IS NULL OR excluded.rest_until_ms IS NULL OR excluded.rest_until_ms > mailbox.rest_until_ms`);

/** Of two rests that stand at once the longer one counts: a passing trouble does not wake a mailbox that waits for a person. */
export function* restLonger(
  id: string,
  untilMs: number | null,
  reason: string,
  nowMs: number,
): Command<void> {
  yield* run(REST_LONGER, id, reason, untilMs, nowMs);
}

export function* restMailbox(
  id: string,
  untilMs: number | null,
  reason: string | null,
  nowMs: number,
): Command<void> {
  yield* run(REST, id, reason, untilMs, nowMs);
}

const SOURCES = sql(`SELECT id, heard_at_ms, failure FROM source`);

const LOOKED = sql(`SELECT source, heard_at_ms FROM person_heard WHERE prospect_id = ?`);

export function* heard(person?: string): Command<ReadonlyMap<string, SourceRecord>> {
  const rows = yield* all<{ id: string; heard_at_ms: number | null; failure: string | null }>(
    SOURCES,
  );
  const records = new Map(
    rows.map((row) => [row.id, { heardAtMs: row.heard_at_ms, failure: row.failure }] as const),
  );
  if (person === undefined) return records;
  const looks = yield* all<{ source: string; heard_at_ms: number }>(LOOKED, rowId(person));
  for (const { source, heard_at_ms: lookedAtMs } of looks) {
    const { heardAtMs, failure } = records.get(source) ?? { heardAtMs: null, failure: null };
    records.set(source, { heardAtMs: Math.max(heardAtMs ?? lookedAtMs, lookedAtMs), failure });
  }
  return records;
}

const INTENT = sql(`SELECT value FROM counter WHERE name = 'intent'`);
const INTENTS_AFTER = sql(`SELECT intent, id FROM touch WHERE intent > ? ORDER BY intent`);

export function* identity(): Command<{ storeId: string; instanceKey: string }> {
  return {
    storeId: (yield* meta('store_id')) ?? '',
    instanceKey: (yield* meta('instance_key')) ?? '',
  };
}

export function* lastIntent(): Command<number> {
  return (yield* one<{ value: number }>(INTENT))?.value ?? 0;
}

export function* intentsAfter(
  number: number,
): Command<readonly { intent: number; touchId: string }[]> {
  const rows = yield* all<{ intent: number; id: string }>(INTENTS_AFTER, number);
  return rows.map((row) => ({ intent: row.intent, touchId: row.id }));
}
