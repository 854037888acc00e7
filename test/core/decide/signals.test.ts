import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import type { SignalKind } from '../../../src/core/signal.ts';
import { at, call, duration, email, sequence, smsText } from '../../support/world/builders.ts';
import {
  ada,
  decided,
  enrollmentIn,
  minuteOf,
  NOW,
  signal,
  signalled,
  stateOf,
  timeUntil,
  touchPlanned,
  untilOf,
} from '../../support/world/situations.ts';

const outreach = sequence([email('intro'), email('bump', { wait: '3 days' })]);
const waiting = enrollmentIn(outreach, { cursor: 'bump', waiting: timeUntil(NOW + DAY_MS) });

describe('what a signal does', () => {
  test.each<[SignalKind, string]>([
    ['erased', 'finished: erased'],
    ['complaint', 'finished: complained'],
    ['opt_out', 'finished: opted_out'],
    ['suppressed', 'finished: suppressed'],
    ['meeting_booked', 'finished: meeting_booked'],
    ['reply', 'finished: replied'],
    ['out_of_office', 'paused: out_of_office at bump'],
    ['suspect', 'paused: suspect at bump'],
    ['colleague_reply', 'paused: colleague at bump'],
    ['callback', 'paused: callback at bump'],
    ['callback_done', 'active at bump'],
    ['field_set', 'active at bump'],
    ['manual_touch', 'active at bump'],
    ['connection_accepted', 'active at bump'],
    ['auto_reply', 'active at bump'],
    ['note', 'active at bump'],
  ])('%s: %s', (kind, state) => {
    const decision = decided(outreach, waiting, signalled(kind));
    expect(stateOf(decision)).toBe(state);
    expect(decision.appliedSignalIds).toHaveLength(1);
    expect(decision.plannedTouches).toEqual([]);
  });

  test('a finished enrollment only notes them', () => {
    const over = enrollmentIn(outreach, {
      status: 'finished',
      reason: 'replied',
      waiting: { for: 'nothing' },
    });
    const decision = decided(outreach, over, signalled('opt_out', 'bounce', 'suspect'));
    expect(decision.next).toEqual({ ...over, revision: 8 });
    expect(decision.appliedSignalIds).toHaveLength(3);
  });

  test('an empty list changes nothing', () => {
    expect(() => decided(outreach, waiting, signalled())).toThrow('nothing changed');
  });
});

describe('the strongest wins, in any order', () => {
  const strongestFirst: [SignalKind, string][] = [
    ['erased', 'erased'],
    ['complaint', 'complained'],
    ['opt_out', 'opted_out'],
    ['meeting_booked', 'meeting_booked'],
    ['reply', 'replied'],
    ['out_of_office', 'out_of_office'],
  ];
  const pairs = strongestFirst.flatMap(([strong, reason], index) =>
    strongestFirst.slice(index + 1).map(([weak]) => [strong, weak, reason] as const),
  );
  test.each(pairs)('%s over %s', (strong, weak, reason) => {
    for (const kinds of [
      [strong, weak],
      [weak, strong],
    ]) {
      expect(decided(outreach, waiting, signalled(...kinds)).next.reason).toBe(reason);
    }
  });

  test('a reply that only pauses does not hide an opt-out', () => {
    const soft = { ...outreach, exits: { ...outreach.exits, reply: { do: 'continue' as const } } };
    expect(decided(soft, waiting, signalled('reply')).next.status).toBe('active');
    expect(stateOf(decided(soft, waiting, signalled('reply', 'opt_out')))).toBe(
      'finished: opted_out',
    );
  });
});

describe('exits of the sequence', () => {
  test('a pause counts from the decision and freezes the wait', () => {
    const pausing = {
      ...outreach,
      exits: { ...outreach.exits, reply: { do: 'pause' as const, for: duration('5 days') } },
    };
    const { next } = decided(pausing, waiting, signalled('reply'));
    expect(next.holds).toMatchObject([{ reason: 'by_exit', untilMs: NOW + 5 * DAY_MS }]);
    expect(next.waiting).toMatchObject({ for: 'frozen' });
  });

  test.each([
    // Friday evening, and two business days after that: Tuesday evening.
    ['with a date', at('2026-03-06T17:00'), '2026-03-10T17:00'],
    ['with a date that has passed', at('2026-02-20T17:00'), '2026-03-04T10:00'],
    ['without a date', undefined, '2026-03-09T10:00'],
  ])('out of office %s', (_, returnAtMs, until) => {
    const details = returnAtMs === undefined ? {} : { returnAtMs };
    const { next } = decided(outreach, waiting, {
      kind: 'signals',
      signals: [signal('out_of_office', details)],
    });
    expect(next.holds.map((hold) => minuteOf(hold.untilMs!))).toEqual([until]);
  });

  test('of two absences the later return counts, in any order', () => {
    const sooner = signal('out_of_office', { returnAtMs: at('2026-03-04T08:00') });
    const later = signal('out_of_office', { returnAtMs: at('2026-03-11T08:00') });
    for (const signals of [
      [sooner, later],
      [later, sooner],
    ]) {
      const { next } = decided(outreach, waiting, { kind: 'signals', signals });
      expect(next.holds.map((hold) => minuteOf(hold.untilMs!))).toEqual(['2026-03-13T08:00']);
    }
  });
});

describe('bounces', () => {
  const withCall = sequence([email('intro'), email('bump'), call('ring')]);
  const planned = enrollmentIn(withCall, { cursor: 'bump', waiting: touchPlanned('bump') });
  const bounced = ada({
    identities: [
      { kind: 'email', value: 'ada@ada.example', status: 'bad' },
      { kind: 'phone', value: '+493012345', status: 'good' },
    ],
  });
  const hard = (touchId = 'e1.intro.1') => ({
    kind: 'signals' as const,
    signals: [signal('bounce', { bounce: 'hard', failedAddress: 'ada@ada.example', touchId })],
  });

  test('a hard one takes back what is planned and goes on over other channels', () => {
    const decision = decided(withCall, planned, hard(), { prospect: bounced });
    expect(stateOf(decision)).toBe('active at ring');
    expect(decision.touchChanges).toMatchObject([{ touchId: 'e1.bump.1', to: 'cancelled' }]);
  });

  test('... also while the address that failed is not marked as bad yet', () => {
    expect(stateOf(decided(withCall, planned, hard()))).toBe('active at ring');
  });

  test('a person with another address keeps the planned touch', () => {
    const prospect = ada({
      identities: [
        { kind: 'email', value: 'ada@ada.example', status: 'bad' },
        { kind: 'email', value: 'ada@home.example', status: 'good' },
      ],
    });
    const decision = decided(withCall, planned, hard(), { prospect });
    expect(decision.touchChanges).toEqual([]);
    expect(decision.next.waiting).toEqual(planned.waiting);
  });

  test.each(['soft', 'blocked'] as const)('a %s one changes no step', (bounce) => {
    const event = { kind: 'signals' as const, signals: [signal('bounce', { bounce })] };
    const decision = decided(withCall, planned, event);
    expect(decision.next).toEqual({ ...planned, revision: 8 });
  });

  test('the sequence may end at one', () => {
    const strict = { ...withCall, exits: { ...withCall.exits, bounce: { do: 'finish' as const } } };
    expect(stateOf(decided(strict, planned, hard(), { prospect: bounced }))).toBe(
      'finished: bounced',
    );
  });
});

describe('a touch by hand', () => {
  test('moves the next email by its full wait', () => {
    const decision = decided(outreach, waiting, signalled('manual_touch'));
    expect(untilOf(decision)).toBe(minuteOf(NOW + 3 * DAY_MS));
    expect(decision.next.waiting).toMatchObject({ rule: 'manual_touch' });
  });

  test('never moves it forward', () => {
    const early = {
      kind: 'signals' as const,
      signals: [signal('manual_touch', {}, { atMs: NOW - 9 * DAY_MS })],
    };
    expect(decided(outreach, waiting, early).next.waiting).toEqual(waiting.waiting);
  });

  test('leaves a draft approved that waits for its time', () => {
    const approved = 'e1.bump.1.review';
    const time = { for: 'time', unit: 'day', notBeforeMs: null, rule: null } as const;
    const draft = { ...time, untilMs: NOW + DAY_MS, approved };
    const due = enrollmentIn(outreach, { cursor: 'bump', waiting: draft });
    const moved = decided(outreach, due, signalled('manual_touch'));
    expect(moved.next.waiting).toMatchObject({ rule: 'manual_touch', approved });
  });

  test('moves a text as well that leaves by itself', () => {
    const texts = sequence([smsText('nudge', { wait: '3 days' })]);
    const due = enrollmentIn(texts, { waiting: timeUntil(NOW + DAY_MS) });
    const gateway = { id: 'berlin', to: '+491701234567' };
    const decision = decided(texts, due, signalled('manual_touch'), { gateway });
    expect(untilOf(decision)).toBe(minuteOf(NOW + 3 * DAY_MS));
    expect(decided(texts, due, signalled('manual_touch')).next.waiting).toEqual(due.waiting);
  });

  test('does not move work for a rep', () => {
    const calls = sequence([call('ring', { wait: '3 days' })]);
    const due = enrollmentIn(calls, { waiting: timeUntil(NOW + DAY_MS) });
    expect(decided(calls, due, signalled('manual_touch')).next.waiting).toEqual(due.waiting);
  });

  test('while a hold stands, as much is left as the full wait would leave now', () => {
    const frozen = (days: number) =>
      enrollmentIn(outreach, {
        cursor: 'bump',
        status: 'paused',
        reason: 'by_rep',
        holds: [{ reason: 'by_rep', sinceMs: NOW, untilMs: null, detail: null }],
        waiting: {
          for: 'frozen',
          remaining: { duration: { amount: days, unit: 'day' }, slackMs: 0 },
        },
      });
    const left = (days: number) =>
      decided(outreach, frozen(days), signalled('manual_touch')).next.waiting;
    expect(left(1)).toEqual(frozen(3).waiting);
    expect(left(9)).toEqual(frozen(9).waiting);
  });
});

test('what is on the wire keeps its own fate: a stop cancels only what is planned', () => {
  const planned = enrollmentIn(outreach, { waiting: touchPlanned('intro') });
  const decision = decided(outreach, planned, signalled('reply'));
  expect(decision.touchChanges).toMatchObject([
    { touchId: 'e1.intro.1', from: ['planned'], to: 'cancelled' },
  ]);
});

test('the end cancels open work, but answers and unknown outcomes stay on the list', () => {
  const { cancelledTaskKinds } = decided(outreach, waiting, signalled('reply'));
  expect(cancelledTaskKinds).not.toContain('reply');
  expect(cancelledTaskKinds).not.toContain('settle');
  expect(cancelledTaskKinds).toEqual(expect.arrayContaining(['call', 'linkedin', 'task', 'sms']));
});
