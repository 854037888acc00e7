/** The gate: compares what the guard names and writes the intent, in one transaction. No rule lives here. */
import type { ClosedGate, GateVerdict, Guard } from '../../../core/guard.ts';
import { wasHeardSince } from '../../../core/freshness.ts';
import type { StoredMessage } from '../../../ports/engine-store.ts';
import { invariant } from '../../../core/invariant.ts';
import { one, run, sql, type Command } from '../statement.ts';

const STATE =
  sql(`SELECT t.status, t.enrollment_id, t.prospect_id, t.not_before_ms, e.revision, e.status AS enrollment_status,
  p.revision AS prospect_revision, p.opened_count, x.rest_reason, x.rest_until_ms, x.last_opened_at_ms, d.opened,
  EXISTS (SELECT 1 FROM pending_signal q WHERE q.enrollment_id = t.enrollment_id) AS unapplied,
  (SELECT value FROM counter WHERE name = 'suppression_epoch') AS suppression_epoch,
  (SELECT value FROM counter WHERE name = 'consent_epoch') AS consent_epoch
  FROM touch t JOIN enrollment e ON e.id = t.enrollment_id JOIN prospect p ON p.id = t.prospect_id
  LEFT JOIN mailbox x ON x.id = ? LEFT JOIN mailbox_day d ON d.mailbox = ? AND d.day = ? WHERE t.id = ?`);
const ACCOUNT_OPENED =
  sql(`SELECT sum(c.opened_count) AS opened FROM prospect p JOIN prospect c ON c.account = p.account
  WHERE p.id = ?`);
const HEARD = sql(`SELECT heard_at_ms FROM source WHERE id = ?`);
const HEARD_OF = sql(`SELECT heard_at_ms FROM person_heard WHERE source = ? AND prospect_id = ?`);

interface StateRow {
  readonly status: string;
  readonly enrollment_id: number;
  readonly prospect_id: number;
  readonly not_before_ms: number;
  readonly revision: number;
  readonly enrollment_status: string;
  readonly prospect_revision: number;
  readonly opened_count: number;
  readonly rest_reason: string | null;
  readonly rest_until_ms: number | null;
  readonly last_opened_at_ms: number | null;
  readonly opened: number | null;
  /** A boolean in PostgreSQL. */
  readonly unapplied: number | boolean;
  readonly suppression_epoch: number;
  readonly consent_epoch: number;
}

export function* openGate(
  guard: Guard,
  message: StoredMessage,
): Command<GateVerdict & { readonly intent: number }> {
  const state = yield* one<StateRow>(
    STATE,
    guard.mailbox,
    guard.mailbox,
    guard.mailboxDay,
    guard.touchId,
  );
  invariant(state !== null, `touch ${guard.touchId} exists`);
  const closed = yield* whatShutsIt(guard, state);
  if (closed !== null) return { open: false, closed, intent: 0 };
  return { open: true, intent: yield* writeIntent(guard, message, state) };
}

function* whatShutsIt(guard: Guard, state: StateRow): Command<ClosedGate | null> {
  if (state.status !== 'planned' || state.not_before_ms > guard.nowMs) return 'touch_moved_on';
  if (state.unapplied) return 'signal_unapplied';
  if (state.enrollment_status !== 'active' || state.revision !== guard.enrollmentRevision)
    return 'enrollment_moved_on';
  if (state.prospect_revision !== guard.prospectRevision) return 'person_moved_on';
  if (state.opened_count !== guard.personOpened) return 'person_moved_on';
  if (guard.accountOpened !== null) {
    const account = yield* one<{ opened: number }>(ACCOUNT_OPENED, state.prospect_id);
    if (account?.opened !== guard.accountOpened) return 'person_moved_on';
  }
  if (state.suppression_epoch !== guard.suppressionEpoch) return 'suppression_changed';
  if (state.consent_epoch !== guard.consentEpoch) return 'consent_changed';
  if (guard.nowMs >= guard.notAfterMs) return 'window_shut';
  for (const source of guard.sources) {
    const sinceMs = guard.sourcesHeardSinceMs;
    const heard = yield* one<{ heard_at_ms: number | null }>(HEARD, source);
    if (wasHeardSince(heard?.heard_at_ms, sinceMs)) continue;
    const looked = yield* one<{ heard_at_ms: number }>(HEARD_OF, source, state.prospect_id);
    if (!wasHeardSince(looked?.heard_at_ms, sinceMs)) return 'source_stale';
  }
  if (state.rest_reason !== null && (state.rest_until_ms ?? Infinity) > guard.nowMs)
    return 'mailbox_at_rest';
  if ((state.opened ?? 0) >= guard.openedBelow) return 'cap_reached';
  const { lastOpenedNotAfterMs } = guard;
  if (
    lastOpenedNotAfterMs !== null &&
    (state.last_opened_at_ms ?? -Infinity) > lastOpenedNotAfterMs
  )
    return 'gap_not_over';
  return null;
}

const NEXT_INTENT = sql(`UPDATE counter SET value = value + 1 WHERE name = 'intent'`);
// After the update, which holds the row: faster than RETURNING.
const INTENT = sql(`SELECT value FROM counter WHERE name = 'intent'`);
const SENDING =
  sql(`UPDATE touch SET status = 'sending', attempts = attempts + 1, attempt_at_ms = ?,
  first_attempt_at_ms = coalesce(first_attempt_at_ms, ?), data_started = 0, opened_day = ?, intent = ?,
  window_ends_at_ms = ?, opened_below = ? WHERE id = ?`);
const STORE_MESSAGE =
  sql(`INSERT INTO message (touch_id, message_id, touchline_id, thread, recipient, sender, subject, bytes)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (touch_id) DO NOTHING`);
const COUNT_MAILBOX = sql(`INSERT INTO mailbox (id, last_opened_at_ms) VALUES (?, ?)
  ON CONFLICT (id) DO UPDATE SET last_opened_at_ms = excluded.last_opened_at_ms, rest_reason = NULL, rest_until_ms = NULL`);
const COUNT_DAY = sql(`INSERT INTO mailbox_day (mailbox, day, opened) VALUES (?, ?, 1)
  ON CONFLICT (mailbox, day) DO UPDATE SET opened = mailbox_day.opened + 1`);
export const COUNT_PERSON = sql(`UPDATE prospect SET opened_count = opened_count + 1 WHERE id = ?`);

function* writeIntent(guard: Guard, message: StoredMessage, state: StateRow): Command<number> {
  yield* run(NEXT_INTENT);
  const intent = yield* one<{ value: number }>(INTENT);
  invariant(intent !== null, 'the intent counter exists');
  yield* run(
    SENDING,
    guard.nowMs,
    guard.nowMs,
    guard.mailboxDay,
    intent.value,
    guard.notAfterMs,
    guard.openedBelow,
    guard.touchId,
  );
  yield* run(
    STORE_MESSAGE,
    guard.touchId,
    message.messageId,
    message.touchlineId,
    JSON.stringify(message.references),
    message.to,
    message.from,
    message.subject,
    message.bytes,
  );
  yield* run(COUNT_MAILBOX, guard.mailbox, guard.nowMs);
  yield* run(COUNT_DAY, guard.mailbox, guard.mailboxDay);
  yield* run(COUNT_PERSON, state.prospect_id);
  return intent.value;
}

const START_DATA = sql(
  `UPDATE touch SET data_started = 1 WHERE id = ? AND intent = ? AND status = 'sending'`,
);

export function* startData(touchId: string, intent: number): Command<void> {
  const changed = yield* run(START_DATA, touchId, intent);
  invariant(changed === 1, `touch ${touchId} is sending when its body starts`);
}
