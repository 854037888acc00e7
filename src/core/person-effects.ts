/**
 * What does a signal do to the person, whatever they are enrolled in? Written in the same commit as the signal;
 * what it does to enrollments is decided later, by `decide`.
 */
import { MINUTE_MS } from './time/duration.ts';
import { successorText } from './inbound-message.ts';
import type { Identity, Prospect } from './person/prospect.ts';
import type { NewSignal, SignalKind } from './signal.ts';
import type { NewTask } from './task.ts';
import { enrollmentOfTouch } from './touch.ts';

export interface NewSuppression {
  /** A domain binds its subdomains as well; the domain `*` binds everybody. A pattern is an address with `*` in front of the `@`. */
  readonly kind: 'address' | 'domain' | 'pattern' | 'phone' | 'linkedin';
  /** Normalised. */
  readonly value: string;
  readonly reason: string;
  /** Only this channel may not be used, and the person goes on by the others; absent: every one, and their sequences end. */
  readonly channel?: string;
}

/** Which enrollments a signal binds: those that existed when it came; what came before one is history to it. */
export interface Binding {
  readonly enrolledNotAfterMs: number;
  /** Bound whatever the clocks say, because the signal refers to one of its touches. */
  readonly enrollmentId: string | null;
}

export interface PersonEffects {
  readonly binds: Binding;
  readonly suppressions: readonly NewSuppression[];
  readonly badAddresses: readonly Pick<Identity, 'kind' | 'value'>[];
  /** An answer that a machine heard wants an answer from a rep. */
  readonly replyTask: Omit<NewTask, 'id'> | null;
}

/** A mail server's clock may be behind ours by so much, and ours may be set back: an answer must not pass for history because of that. */
const CLOCK_SKEW_MS = 10 * MINUTE_MS;
/** A wish to be left alone is never history: it binds what began after it, too. */
const FINAL: readonly SignalKind[] = ['opt_out', 'complaint', 'suppressed', 'erased'];

/** A rep answers these by hand. */
const WANTS_ANSWER: readonly SignalKind[] = ['reply', 'meeting_cancelled'];

/** @param rep  Who would answer; `null`: nobody is configured. */
export function personEffects(
  signal: NewSignal,
  prospect: Prospect,
  rep: string | null,
): PersonEffects {
  return {
    ...effectsOnNobody(signal),
    suppressions: suppressionsOf(signal, prospect),
    badAddresses: badAddressesOf(signal, prospect),
    replyTask:
      wantsRep(signal) && signal.details.inboundId !== undefined
        ? replyTask(signal, prospect, rep)
        : null,
  };
}

/** An answer; or they left, and somebody has to decide to whom to write instead. */
function wantsRep({ kind, details }: NewSignal): boolean {
  return (
    WANTS_ANSWER.includes(kind) || (kind === 'out_of_office' && details.departed !== undefined)
  );
}

/** A signal that only moves enrollments. */
export function effectsOnNobody(signal: NewSignal): PersonEffects {
  const { touchId } = signal.details;
  const binds = {
    enrolledNotAfterMs: boundUntilMs(signal),
    enrollmentId: touchId === undefined ? null : enrollmentOfTouch(touchId),
  };
  return { binds, suppressions: [], badAddresses: [], replyTask: null };
}

function boundUntilMs({ kind, atMs }: NewSignal): number {
  return FINAL.includes(kind) ? Number.MAX_SAFE_INTEGER : atMs + CLOCK_SKEW_MS;
}

/** Opt-outs and complaints bind the person on every channel, for ever. */
function suppressionsOf(signal: NewSignal, prospect: Prospect): NewSuppression[] {
  if (signal.kind !== 'opt_out' && signal.kind !== 'complaint') return [];
  return prospect.identities.flatMap(({ kind, value }): NewSuppression[] => {
    if (kind === 'email') return [{ kind: 'address', value, reason: signal.kind }];
    if (kind === 'phone' || kind === 'linkedin') return [{ kind, value, reason: signal.kind }];
    return [];
  });
}

function badAddressesOf(signal: NewSignal, prospect: Prospect): Pick<Identity, 'kind' | 'value'>[] {
  if (signal.kind !== 'bounce' || signal.details.bounce !== 'hard') return [];
  const failed = signal.details.failedAddress;
  const failing = signal.channel === 'sms' ? 'phone' : 'email';
  // A report may name a forwarding address; only an address that we hold can be marked.
  return prospect.identities
    .filter((each) => each.kind === failing && each.value === failed)
    .map(({ kind, value }) => ({ kind, value }));
}

function replyTask(signal: NewSignal, prospect: Prospect, rep: string | null): Omit<NewTask, 'id'> {
  return {
    kind: 'reply',
    prospectId: prospect.id,
    enrollmentId: null,
    sequence: null,
    step: null,
    touchId: signal.details.touchId ?? null,
    channel: signal.channel,
    action: null,
    rep,
    text: signal.details.text ?? null,
    url: null,
    priority: 20,
    openedAtMs: signal.atMs,
    dueAtMs: null,
    reasons: [replyReason(signal)],
  };
}

function replyReason({ details: { departed, intent } }: NewSignal): string {
  if (departed !== undefined) {
    const successor = successorText(departed);
    return successor === null
      ? 'they left: find out who has their work'
      : `they left: their automatic answer names ${successor}`;
  }
  return intent === undefined ? 'they answered' : `they answered: ${intent.replaceAll('_', ' ')}`;
}
