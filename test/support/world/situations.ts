/** What `decide` is asked about: an enrollment, a moment, an event. Only what matters to a test is written. */
import { WORK_WEEK } from '../../../src/core/time/calendar.ts';
import type { DecideContext } from '../../../src/core/decide/context.ts';
import { decide, type EngineEvent } from '../../../src/core/decide/decide.ts';
import type { Decision } from '../../../src/core/decide/decision.ts';
import type { Enrollment, Waiting } from '../../../src/core/enrollment.ts';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import type { Signal, SignalDetails, SignalKind } from '../../../src/core/signal.ts';
import type { Outcome } from '../../../src/core/touch.ts';
import { at, person } from './builders.ts';

/** A Monday, 11:00 in Berlin. */
export const NOW = at('2026-03-02T10:00');

export const ada = (options: Partial<Prospect> = {}): Prospect => ({
  ...person('ada'),
  id: 'p1',
  revision: 1,
  ...options,
});

export const timeUntil = (untilMs: number, more: Partial<Waiting> = {}): Waiting =>
  ({ for: 'time', untilMs, unit: 'second', notBeforeMs: null, rule: null, ...more }) as Waiting;

export const taskOpen = (step: string, deadlineMs: number | null = null, visit = 1): Waiting => ({
  for: 'task',
  taskId: `e1.${step}.${visit}`,
  deadlineMs,
  frozenMs: null,
});

export const touchPlanned = (step: string, visit = 1): Waiting => ({
  for: 'touch',
  touchId: `e1.${step}.${visit}`,
});

/** Active at the first step, whose wait is over now. */
export function enrollmentIn(of: Sequence, options: Partial<Enrollment> = {}): Enrollment {
  return {
    id: 'e1',
    prospectId: 'p1',
    sequence: of.name,
    version: of.version,
    status: 'active',
    reason: null,
    cursor: of.steps[0]!.id,
    visit: 1,
    waiting: timeUntil(NOW),
    holds: [],
    mailbox: 'anna',
    rep: null,
    enrolledAtMs: at('2026-03-01'),
    settledAtMs: at('2026-03-01'),
    sentCount: 0,
    failures: 0,
    continuedFrom: null,
    revision: 7,
    ...options,
  };
}

export function contextOf(options: Partial<DecideContext> = {}): DecideContext {
  return {
    nowMs: NOW,
    prospect: ada(),
    zone: 'Europe/Berlin',
    calendar: WORK_WEEK,
    windowZone: 'Europe/Berlin',
    rep: 'anna',
    awayRep: null,
    gateway: null,
    suppressedBy: null,
    loud: null,
    law: null,
    personBudget: null,
    facts: {},
    draft: { ok: true, text: 'Hello' },
    past: null,
    reach: null,
    handover: null,
    slept: null,
    maxLatenessMs: 86_400_000,
    lastTouchedAtMs: null,
    turn: null,
    accountBusy: false,
    ...options,
  };
}

let signals = 0;
export function signal(
  kind: SignalKind,
  details: SignalDetails = {},
  options: Partial<Signal> = {},
): Signal {
  signals += 1;
  return {
    id: `s${signals}`,
    prospectId: 'p1',
    kind,
    atMs: NOW,
    source: 'rep',
    externalId: `x${signals}`,
    channel: null,
    details,
    ...options,
  };
}

export const signalled = (...kinds: SignalKind[]): EngineEvent => ({
  kind: 'signals',
  signals: kinds.map((kind) => signal(kind)),
});

/** Without details: signed for and answered 250. */
export function settled(
  step: string,
  outcome: Partial<Outcome> & Pick<Outcome, 'kind'>,
  more: Partial<Extract<EngineEvent, { kind: 'touch_settled' }>> = {},
): EngineEvent {
  return {
    kind: 'touch_settled',
    touchId: `e1.${step}.1`,
    step,
    channel: 'email',
    mailbox: 'anna',
    to: 'ada@ada.example',
    attemptAtMs: NOW,
    attempts: 1,
    firstAttemptAtMs: NOW,
    basis: 'fact',
    ...more,
    outcome: OUTCOMES[outcome.kind](outcome as never),
  };
}

const OUTCOMES: {
  [Kind in Outcome['kind']]: (of: Partial<Extract<Outcome, { kind: Kind }>>) => Outcome;
} = {
  sent: (of) => ({ detail: '250 ok', serverMessageId: null, ...of, kind: 'sent' }),
  refused: (of) => ({ detail: '550 no', blame: 'address', code: 550, ...of, kind: 'refused' }),
  deferred: (of) => ({
    detail: '450 later',
    blame: 'address',
    code: 450,
    retryAfterMs: 0,
    ...of,
    kind: 'deferred',
  }),
  not_sent: (of) => ({ detail: 'no connection', ...of, kind: 'not_sent' }),
  uncertain: (of) => ({ detail: 'no answer', ...of, kind: 'uncertain' }),
};

export const done = (
  step: string,
  outcome: string | null = null,
  more: { untilMs?: number; end?: 'done' | 'skipped'; visit?: number; note?: string } = {},
): EngineEvent => ({
  kind: 'task_settled',
  taskId: `e1.${step}.${more.visit ?? 1}`,
  end: more.end ?? 'done',
  outcome,
  note: more.note ?? null,
  untilMs: more.untilMs ?? null,
});

/** Decides and insists that something changed. */
export function decided(
  of: Sequence,
  enrollment: Enrollment,
  event: EngineEvent,
  context: Partial<DecideContext> = {},
): Decision {
  const decision = decide(of, enrollment, event, contextOf(context));
  if (decision === null) throw new Error('nothing changed');
  return decision;
}

/** `active at bump`, `paused: suspect at intro`, `finished: replied`. */
export function stateOf({ next }: Decision): string {
  const state = next.reason === null ? next.status : `${next.status}: ${next.reason}`;
  return next.status === 'finished' ? state : `${state} at ${next.cursor}`;
}

/** The instant a time wait is over, as `2026-03-05T10:00`. */
export function untilOf({ next }: Decision): string | null {
  return next.waiting.for === 'time' ? minuteOf(next.waiting.untilMs) : null;
}

export const minuteOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16);
