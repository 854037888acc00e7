/** People in a store, and what happens to them: for the tests of what every database must do. */
import { effectsOnNobody } from '../../src/core/person-effects.ts';
import type { Append } from '../../src/ports/inbound-store.ts';
import { expect } from 'vitest';
import { decide, type EngineEvent } from '../../src/core/decide/decide.ts';
import type { Decision } from '../../src/core/decide/decision.ts';
import type { Guard } from '../../src/core/guard.ts';
import type { NewSignal } from '../../src/core/signal.ts';
import type { StoredMessage } from '../../src/ports/engine-store.ts';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import { at, call, email, person, sequence } from '../support/world/builders.ts';
import { contextOf } from '../support/world/situations.ts';

export const NOW = at('2026-03-02T10:00');
export const OUTREACH = sequence([email('intro'), email('bump', { wait: '1 day' }), call('ring')]);
export const CLOCK: EngineEvent = { kind: 'clock' };

/** A store with Ada, Ben and Cleo, each in the sequence and due now. */
export async function peopled<Stores extends RehearsalStores>(open: () => Stores): Promise<Stores> {
  const store = open();
  const people = ['ada', 'ben', 'cleo'].map((name) => ({ id: null, person: person(name) }));
  const ids = await store.people.save(people, NOW, null);
  await store.enrollments.storeVersion({ sequence: OUTREACH, templates: [] }, NOW);
  for (const id of ids) await enroll(store, id);
  return store;
}

export async function enroll(
  store: RehearsalStores,
  prospectId: string,
  {
    dueAtMs = NOW,
    isFollowUp = false,
    exclusive = true,
    sequenceName = 'outreach',
    pending = null,
  }: {
    readonly dueAtMs?: number;
    readonly isFollowUp?: boolean;
    readonly exclusive?: boolean;
    readonly sequenceName?: string;
    /** Has not begun, and waits so. */
    readonly pending?: { readonly untilMs: number; readonly rule: string } | null;
  } = {},
): Promise<string | null> {
  const [id] = await store.enrollments.enroll([
    {
      enrollment: {
        prospectId,
        sequence: sequenceName,
        version: 'v1',
        status: pending === null ? 'active' : 'pending',
        reason: null,
        cursor: pending === null ? 'intro' : null,
        visit: 1,
        waiting: {
          for: 'time',
          untilMs: dueAtMs,
          unit: 'second',
          notBeforeMs: null,
          rule: null,
          ...pending,
        },
        holds: [],
        mailbox: 'anna',
        rep: null,
        enrolledAtMs: NOW,
        settledAtMs: NOW,
        sentCount: isFollowUp ? 1 : 0,
        failures: 0,
        continuedFrom: null,
      },
      exclusive,
      alongside: false,
      wake: { atMs: dueAtMs, lane: pending === null ? 'anna' : '', rank: isFollowUp ? 0 : 1 },
      activity: {
        atMs: NOW,
        prospectId,
        type: 'enrolled',
        channel: null,
        sequence: sequenceName,
        step: 'intro',
        touchId: null,
        summary: '',
      },
    },
  ]);
  return id ?? null;
}

export async function decisionOn(
  store: RehearsalStores,
  id: string,
  event: EngineEvent,
  nowMs: number = NOW,
): Promise<Decision> {
  const { enrollment, prospect } = (await store.engine.load(id))!;
  const decision = decide(OUTREACH, enrollment, event, contextOf({ nowMs, prospect }));
  if (decision === null) throw new Error('nothing changed');
  return decision;
}

export async function act(
  store: RehearsalStores,
  id: string,
  event: EngineEvent,
  nowMs = NOW,
): Promise<void> {
  const decision = await decisionOn(store, id, event, nowMs);
  expect(await store.engine.commit(decision)).toBe('committed');
}

export const messageOf = (touchId: string, text = 'Hello'): StoredMessage => ({
  messageId: `<${touchId}@northwind.example>`,
  touchlineId: `t-${touchId}`,
  references: [],
  to: 'ada@ada.example',
  from: 'anna@northwind.example',
  subject: 'About intro',
  bytes: Buffer.from(text),
});

export async function guardOf(
  store: RehearsalStores,
  id: string,
  options: Partial<Guard> = {},
): Promise<Guard> {
  const due = (await store.engine.load(id))!;
  const { personOpened } = await store.engine.history(id, 0);
  return {
    touchId: `${id}.intro.1`,
    enrollmentRevision: due.enrollment.revision,
    prospectRevision: due.prospect.revision,
    suppressionEpoch: due.suppressionEpoch,
    consentEpoch: due.ledger.epoch,
    personOpened,
    accountOpened: null,
    nowMs: NOW,
    notAfterMs: NOW + 1,
    sources: [],
    sourcesHeardSinceMs: NOW,
    mailbox: 'anna',
    mailboxDay: 7,
    openedBelow: 50,
    lastOpenedNotAfterMs: null,
    ...options,
  };
}

export async function openGate(store: RehearsalStores, id: string, options: Partial<Guard> = {}) {
  return store.engine.openGate(await guardOf(store, id, options), messageOf(`${id}.intro.1`));
}

export const settled = (
  id: string,
  outcome: 'sent' | 'not_sent' | 'uncertain',
  basis: 'fact' | 'guess' = 'fact',
): EngineEvent => ({
  kind: 'touch_settled',
  touchId: `${id}.intro.1`,
  step: 'intro',
  channel: 'email',
  mailbox: 'anna',
  to: 'ada@ada.example',
  attemptAtMs: NOW,
  attempts: 1,
  firstAttemptAtMs: NOW,
  basis,
  outcome:
    outcome === 'sent'
      ? { kind: 'sent', detail: '250 ok', serverMessageId: null }
      : { kind: outcome, detail: 'no answer' },
});

let signals = 0;
export function signalOf(prospectId: string, options: Partial<NewSignal> = {}): Append {
  const signal: NewSignal = {
    prospectId,
    kind: 'reply',
    atMs: NOW,
    source: 'rep',
    externalId: `x${(signals += 1)}`,
    channel: null,
    details: {},
    ...options,
  };
  return { signal, effects: effectsOnNobody(signal) };
}
