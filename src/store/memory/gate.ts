/** The gate: compares what the guard names and writes the intent. No rule lives here. */
import { invariant } from '../../core/invariant.ts';
import type { ClosedGate, GateVerdict, Guard } from '../../core/guard.ts';
import type { StoredMessage } from '../../ports/engine-store.ts';
import type { KeptPerson, KeptTouch } from './kept.ts';
import type { Listening } from './signals.ts';
import type { Bindings } from './bindings.ts';

export interface Gatekeeping extends Listening, Bindings {
  /** When a source was heard whole, by id. */
  readonly heard: ReadonlyMap<string, number>;
}

export function openGate(
  store: Gatekeeping,
  guard: Guard,
  message: StoredMessage,
): GateVerdict & { readonly intent: number } {
  const touch = store.kept.touches.get(guard.touchId);
  invariant(touch !== undefined, `touch ${guard.touchId} exists`);
  const closed = whatShutsIt(store, guard, touch);
  if (closed !== null) return { open: false, closed, intent: 0 };
  return { open: true, intent: writeIntent(store, guard, message, touch) };
}

function whatShutsIt(store: Gatekeeping, guard: Guard, touch: KeptTouch): ClosedGate | null {
  const { record, of } = touch;
  const { nowMs, mailbox } = guard;
  if (record.status !== 'planned' || record.notBeforeMs > nowMs) return 'touch_moved_on';
  if (of.pending.length > 0) return 'signal_unapplied';
  if (of.enrollment.status !== 'active' || of.enrollment.revision !== guard.enrollmentRevision)
    return 'enrollment_moved_on';
  if (hasMovedOn(store, guard, of.person)) return 'person_moved_on';
  if (store.suppressions.epoch !== guard.suppressionEpoch) return 'suppression_changed';
  if (store.consents.epoch !== guard.consentEpoch) return 'consent_changed';
  if (nowMs >= guard.notAfterMs) return 'window_shut';
  if (isStale(store, guard, of.person)) return 'source_stale';
  if (store.mailboxes.isAtRest(mailbox, nowMs)) return 'mailbox_at_rest';
  if (store.mailboxes.openedOn(mailbox, guard.mailboxDay) >= guard.openedBelow)
    return 'cap_reached';
  const lastMs = store.mailboxes.lastOpenedAtMs(mailbox) ?? -Infinity;
  return lastMs > (guard.lastOpenedNotAfterMs ?? Infinity) ? 'gap_not_over' : null;
}

function hasMovedOn({ kept }: Gatekeeping, guard: Guard, person: KeptPerson): boolean {
  const { prospect, opened } = person;
  if (prospect.revision !== guard.prospectRevision || opened !== guard.personOpened) return true;
  if (guard.accountOpened === null) return false;
  const colleagues = kept.ofAccount(prospect.accountId);
  return colleagues.reduce((sum, each) => sum + each.opened, 0) !== guard.accountOpened;
}

function isStale({ heard }: Gatekeeping, guard: Guard, person: KeptPerson): boolean {
  return guard.sources.some((source) => {
    const atMs = Math.max(heard.get(source) ?? -Infinity, person.heard.get(source) ?? -Infinity);
    return atMs < guard.sourcesHeardSinceMs;
  });
}

function writeIntent(
  { kept, mailboxes }: Gatekeeping,
  guard: Guard,
  message: StoredMessage,
  touch: KeptTouch,
): number {
  const { nowMs, mailbox, mailboxDay } = guard;
  const { record } = touch;
  kept.intents += 1;
  kept.plannedIn(record.mailbox).delete(touch);
  // The bytes of an earlier attempt stay as they are.
  touch.message ??= message;
  const { messageId, references, subject, to } = touch.message;
  const left = { status: 'sending', atMs: nowMs, attempts: record.attempts + 1 } as const;
  touch.record = { ...record, ...left, messageId, references, subject, to };
  touch.intent = kept.intents;
  touch.dataStarted = false;
  touch.openedDay = mailboxDay;
  touch.firstAttemptAtMs ??= nowMs;
  touch.of.person.opened += 1;
  mailboxes.open(mailbox, mailboxDay, nowMs, touch.of.person);
  return kept.intents;
}
