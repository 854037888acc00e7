/** Appends a fact about a person, once, with what it does to the person. */
import type { Append } from '../../../ports/inbound-store.ts';
import { signalActivity } from '../../signal-activity.ts';
import { reachedByHand } from '../../reached.ts';
import { COUNT_PERSON } from './gate.ts';
import { addActivity } from '../history.ts';
import { markBad } from '../people/prospects.ts';
import { one, run, sql, type Command } from '../statement.ts';
import { rowId, signalId } from '../rows.ts';
import { nextIdIn } from '../next-id.ts';
import { addSuppressions } from '../people/suppressions.ts';
import { openTask } from './tasks.ts';

// How many sends were intended before it: the order of commits, which no clock can tell and `verify` asks for.
const INSERT =
  sql(`INSERT INTO signal (id, prospect_id, kind, at_ms, source, external_id, channel, details, after_intent)
  VALUES (${nextIdIn('signal')}, ?, ?, ?, ?, ?, ?, ?, (SELECT value FROM counter WHERE name = 'intent')) ON CONFLICT (source, external_id) DO NOTHING RETURNING id`);
const FIND = sql(`SELECT id FROM signal WHERE source = ? AND external_id = ?`);
const BIND = sql(`INSERT INTO pending_signal (enrollment_id, signal_id)
  SELECT id, ? FROM enrollment WHERE prospect_id = ? AND status <> 'finished' AND (enrolled_at_ms <= ? OR id = ?)`);

export function* append({
  signal,
  effects,
}: Append): Command<{ signalId: string; isNew: boolean }> {
  const { prospectId, kind, atMs, source, externalId, channel, details } = signal;
  const person = rowId(prospectId);
  const row = yield* one<{ id: number }>(
    INSERT,
    person,
    kind,
    atMs,
    source,
    externalId,
    channel,
    JSON.stringify(details),
  );
  if (row === null) {
    const known = yield* one<{ id: number }>(FIND, source, externalId);
    return { signalId: signalId(known?.id ?? 0), isNew: false };
  }
  const { enrolledNotAfterMs, enrollmentId } = effects.binds;
  yield* run(
    BIND,
    row.id,
    person,
    enrolledNotAfterMs,
    enrollmentId === null ? null : rowId(enrollmentId),
  );
  // Whoever was read before a touch by hand must be read again at the gate.
  if (reachedByHand(signal)) yield* run(COUNT_PERSON, person);
  yield* addSuppressions(effects.suppressions, source, atMs);
  for (const address of effects.badAddresses)
    yield* markBad(address.kind, address.value, prospectId, atMs);
  if (effects.replyTask !== null) {
    yield* openTask({ ...effects.replyTask, id: `${prospectId}.reply.${signalId(row.id)}` });
  }
  yield* addActivity(signalActivity(signal));
  return { signalId: signalId(row.id), isNew: true };
}
