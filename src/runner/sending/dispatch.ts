/** A planned touch goes through the gate and onto the wire; what the server said comes back as one more event for the core. */
import type { MailboxGuard } from '../../core/budget.ts';
import type { EngineEvent } from '../../core/decide/decide.ts';
import { freshSinceMs } from '../../core/freshness.ts';
import type { Guard } from '../../core/guard.ts';
import type { Channel } from '../../core/sequence.ts';
import { NO_HOUR, type Outcome } from '../../core/touch.ts';
import { leavingEnds, nextLeaving } from '../../core/leaving-hours.ts';
import type { Due, History, PlannedSend, StoredMessage } from '../../ports/engine-store.ts';
import { applyEvent, type Applied } from '../deciding/apply.ts';
import { bareContext, type Moment } from '../deciding/context.ts';
import type { Engine } from '../engine.ts';
import { lineOf, type LineSettings } from '../settings.ts';

/** What is to be sent, with everything it was decided upon. */
export interface Sendable {
  readonly due: Due;
  readonly touchId: string;
  readonly step: string;
  readonly channel: Channel;
  /** What it leaves from. */
  readonly line: string | null;
  readonly attemptsBefore: number;
  readonly firstAttemptAtMs: number | null;
  readonly message: StoredMessage;
  readonly history: History;
}

export type Attempted =
  | {
      readonly gate: 'open';
      readonly outcome: Outcome;
      /** When the gate opened: the next wait counts from here. */
      readonly moment: Moment;
    }
  | { readonly gate: 'shut'; readonly because: string };

/**
 * Opens the gate and hands the message over. What came of it is not yet recorded: see `settle`.
 *
 * @param signal  Aborted when the runner must end now: what is on the wire then becomes `uncertain`, or `not_sent` when its body was not begun.
 */
export async function attempt(
  engine: Engine,
  sendable: Sendable,
  budget: MailboxGuard,
  moment: Moment,
  signal: AbortSignal,
): Promise<Attempted> {
  const mailbox = lineOf(engine.settings, sendable.line);
  if (mailbox === null) return { gate: 'shut', because: 'mailbox_not_configured' };
  const { sequence } = await engine.versions.of(sendable.due.enrollment.version);
  const place = await bareContext(engine, sequence, sendable.due, moment);
  const closesMs = leavingEnds(sequence.window, place, sendable.channel, moment.nowMs);
  if (closesMs === null) return postpone(engine, sendable, moment);
  if (sendable.due.suppressedBy !== null) return { gate: 'shut', because: 'suppressed' };
  // It may have waited for a connection while a consent ran out.
  if (place.law?.verdict === 'hold') return { gate: 'shut', because: place.law.rule };
  const guard = guardOf(engine, sendable, mailbox, budget, moment, closesMs);
  const verdict = await engine.store.openGate(guard, sendable.message);
  if (!verdict.open) return { gate: 'shut', because: verdict.closed };
  const outcome = await onTheWire(engine, sendable, verdict.intent, mailbox, signal);
  return { gate: 'open', outcome, moment };
}

/** The journal is synced while the envelope is talked about; no byte of the body leaves before it. */
async function onTheWire(
  engine: Engine,
  { touchId, message }: Sendable,
  intent: number,
  mailbox: LineSettings,
  signal: AbortSignal,
): Promise<Outcome> {
  const channel = await engine.channels.of(mailbox.id);
  const { touchlineId, to, from, bytes } = message;
  const journaled = engine.journal.append(intent, touchId);
  const dataStarted = async (): Promise<void> => {
    await journaled;
    await engine.store.startData(touchId, intent);
  };
  const sent = channel.send({ touchId, touchlineId, to, from, bytes }, dataStarted, signal);
  const [written, seen] = await Promise.allSettled([journaled, sent]);
  if (written.status === 'rejected') throw written.reason;
  if (seen.status === 'rejected') throw seen.reason;
  return seen.value;
}

/**
 * Records what became of an attempt; the next wait counts from it. Decided on what was read before the attempt: the revision tells when
 * that is no longer so, and then it is read anew.
 */
export function settle(
  engine: Engine,
  sendable: Sendable,
  { outcome, moment }: Extract<Attempted, { gate: 'open' }>,
): Promise<Applied | null> {
  return applyEvent(
    engine,
    sendable.due,
    {
      kind: 'touch_settled',
      outcome,
      touchId: sendable.touchId,
      step: sendable.step,
      channel: sendable.channel,
      mailbox: sendable.line,
      to: sendable.message.to,
      attemptAtMs: moment.nowMs,
      attempts: sendable.attemptsBefore + 1,
      firstAttemptAtMs: sendable.firstAttemptAtMs ?? moment.nowMs,
      basis: 'fact',
    },
    moment,
  );
}

/** Its step is decided anew where its window and the hours that are loud have parted for good: the person lives elsewhere by now. */
async function postpone(engine: Engine, sendable: Sendable, moment: Moment): Promise<Attempted> {
  const { touchId } = sendable;
  const { sequence } = await engine.versions.of(sendable.due.enrollment.version);
  const place = await bareContext(engine, sequence, sendable.due, moment);
  const { atMs, rule } = nextLeaving(sequence.window, place, sendable.channel, moment.nowMs);
  const event: EngineEvent =
    atMs === null
      ? { kind: 'touch_withdrawn', touchId, because: NO_HOUR }
      : { kind: 'touch_postponed', touchId, notBeforeMs: atMs, rule };
  await applyEvent(engine, sendable.due, event, moment);
  return { gate: 'shut', because: atMs === null ? 'withdrawn' : 'window_shut' };
}

function guardOf(
  engine: Engine,
  { due, touchId, history }: Sendable,
  mailbox: LineSettings,
  budget: MailboxGuard,
  moment: Moment,
  notAfterMs: number,
): Guard {
  const writers = [mailbox, ...history.mailboxes.map((id) => lineOf(engine.settings, id))];
  const sources = writers.flatMap((each) => each?.source ?? []);
  return {
    touchId,
    enrollmentRevision: due.enrollment.revision,
    prospectRevision: due.prospect.revision,
    suppressionEpoch: due.suppressionEpoch,
    consentEpoch: due.ledger.epoch,
    personOpened: history.personOpened,
    accountOpened: history.account.opened,
    nowMs: moment.nowMs,
    notAfterMs,
    sources: [...new Set(sources)],
    sourcesHeardSinceMs: freshSinceMs(moment.nowMs, engine.settings.maxInboxAgeMs),
    mailbox: mailbox.id,
    mailboxDay: budget.localDay,
    openedBelow: budget.openedBelow,
    lastOpenedNotAfterMs: mailbox.limits.gapMs[1] === 0 ? null : budget.lastOpenedNotAfterMs,
  };
}

/** A touch that was planned in an earlier tick, with the bytes of its earlier attempt or fresh ones. */
export function resendable(
  planned: PlannedSend,
  message: StoredMessage,
  history: History,
): Sendable {
  return {
    due: planned,
    touchId: planned.touch.id,
    step: planned.touch.step,
    channel: planned.touch.channel,
    line: planned.touch.mailbox,
    attemptsBefore: planned.touch.attempts,
    firstAttemptAtMs: planned.firstAttemptAtMs,
    message,
    history,
  };
}
