import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide/decide.ts';
import type { Enrollment, Hold, HoldReason } from '../../../src/core/enrollment.ts';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import { at, call, email, sequence } from '../../support/world/builders.ts';
import {
  contextOf,
  decided,
  done,
  enrollmentIn,
  minuteOf,
  NOW,
  settled,
  signal,
  signalled,
  stateOf,
  taskOpen,
  timeUntil,
  touchPlanned,
  untilOf,
} from '../../support/world/situations.ts';

const outreach = sequence([email('intro'), call('ring', { wait: '2 days', dueWithin: null })]);
const CLOCK = { kind: 'clock' } as const;
const RESUME = { kind: 'command', command: 'resume' } as const;
const pause = (untilMs: number | null = null) =>
  ({ kind: 'command', command: 'pause', untilMs, because: null }) as const;
const hold = (reason: HoldReason, untilMs: number | null = null): Hold => ({
  reason,
  sinceMs: NOW - DAY_MS,
  untilMs,
  detail: null,
});
const held = (holds: readonly Hold[], more: Partial<Enrollment> = {}): Enrollment =>
  enrollmentIn(outreach, {
    status: 'paused',
    reason: holds[0]!.reason,
    holds,
    waiting: { for: 'frozen', remaining: { duration: { amount: 2, unit: 'day' }, slackMs: 0 } },
    ...more,
  });

describe('holds add up and end alone', () => {
  test('each reason is one hold; the first one is the reason shown', () => {
    const first = decided(outreach, enrollmentIn(outreach), pause()).next;
    const second = decided(outreach, first, signalled('suspect', 'out_of_office')).next;
    expect(second.holds.map((each) => each.reason)).toEqual(['by_rep', 'out_of_office', 'suspect']);
    expect(second.reason).toBe('by_rep');
  });

  test('lifting one leaves the others, and the wait frozen', () => {
    const both = held([hold('by_rep'), hold('suspect')]);
    const decision = decided(outreach, both, RESUME);
    expect(stateOf(decision)).toBe('paused: suspect at intro');
    expect(decision.next.waiting).toEqual(both.waiting);
  });

  test('the last one gone, the wait runs on from now in its own unit', () => {
    const decision = decided(outreach, held([hold('by_rep')]), RESUME, {
      nowMs: at('2026-03-28T12:00'),
    });
    expect(stateOf(decision)).toBe('active at intro');
    // Two days over the night the clocks change in Berlin are 47 hours.
    expect(untilOf(decision)).toBe('2026-03-30T11:00');
  });

  test.each<[HoldReason, boolean]>([
    ['by_rep', true],
    ['by_exit', true],
    ['colleague', true],
    ['out_of_office', true],
    ['failed', true],
    ['suspect', false],
    ['missing_field', false],
    ['callback', true],
  ])('resume lifts %s: %s', (reason, lifts) => {
    const decision = decide(outreach, held([hold(reason)]), RESUME, contextOf());
    expect(decision?.next.status ?? 'paused').toBe(lifts ? 'active' : 'paused');
  });

  test('resume lets whom failures put aside start counting anew; another hold keeps the count', () => {
    const parked = { ...held([hold('failed')]), failures: 5 };
    expect(decided(outreach, parked, RESUME).next.failures).toBe(0);
    const paused = { ...held([hold('by_rep')]), failures: 2 };
    expect(decided(outreach, paused, RESUME).next.failures).toBe(2);
  });

  test.each<[HoldReason]>([['suspect'], ['missing_field'], ['callback'], ['failed']])(
    'a rep who has looked lifts %s by name, and nothing else',
    (reason) => {
      const both = held([hold(reason), hold('out_of_office', NOW + DAY_MS)]);
      const order = { kind: 'command', command: 'lift', reason } as const;
      expect(stateOf(decided(outreach, both, order))).toBe('paused: out_of_office at intro');
    },
  );

  test.each([
    ['callback', 'callback_done'],
    ['missing_field', 'field_set'],
  ] as const)('%s ends with %s', (reason, kind) => {
    const missing = ['prospect.company'];
    const both = held([{ ...hold(reason), cause: 'absent', missing }, hold('suspect')]);
    const { next } = decided(outreach, both, signalled(kind));
    expect(next.holds.map((each) => each.reason)).toEqual(['suspect']);
  });

  test('two calls that are to be repeated hold until the last of them is over', () => {
    const about = (kind: 'callback' | 'callback_done', touchId: string) =>
      ({ kind: 'signals', signals: [signal(kind, { touchId })] }) as const;
    let now = enrollmentIn(outreach);
    for (const taskId of ['e2.ring.1', 'e3.ring.1', 'e3.ring.1']) {
      now = decided(outreach, now, about('callback', taskId)).next;
    }
    now = decided(outreach, now, about('callback_done', 'e3.ring.1')).next;
    expect(now.reason).toBe('callback');
    now = decided(outreach, now, about('callback_done', 'e2.ring.1')).next;
    expect(now.status).toBe('active');
  });

  test.each<[string, Partial<Hold>, boolean]>([
    ['what they lack', { cause: 'absent', missing: ['prospect.title'] }, false],
    ['an address that they have', { cause: 'absent', missing: ['phone'] }, true],
    ['what no rep fills in', { cause: 'absent', missing: ['sender.phone'] }, false],
    ['both', { cause: 'absent', missing: ['sender.phone', 'prospect.company'] }, true],
    [
      'what is as long as it was',
      { cause: 'too_long', missing: ['prospect.company'], characters: 'ada works'.length },
      false,
    ],
    [
      'what was longer',
      { cause: 'too_long', missing: ['prospect.company'], characters: 'ada works'.length + 1 },
      true,
    ],
  ])('a field that was filled in lifts a hold for %s: %s', (_, more, lifts) => {
    const waits = held([{ ...hold('missing_field'), ...more }]);
    const { next } = decided(outreach, waits, signalled('field_set'));
    expect(next.status).toBe(lifts ? 'active' : 'paused');
  });

  test('no other signal lifts a hold', () => {
    const every = held([hold('by_rep'), hold('suspect'), hold('callback'), hold('missing_field')]);
    const { next } = decided(
      outreach,
      every,
      signalled('note', 'auto_reply', 'connection_accepted', 'manual_touch'),
    );
    expect(next.holds).toEqual(every.holds);
  });
});

describe('holds with an end', () => {
  test('the clock lifts them at their end, not before', () => {
    const away = held([hold('out_of_office', NOW + DAY_MS)]);
    expect(decide(outreach, away, CLOCK, contextOf({ nowMs: NOW + DAY_MS - 1 }))).toBeNull();
    const decision = decided(outreach, away, CLOCK, { nowMs: NOW + DAY_MS });
    expect(stateOf(decision)).toBe('active at intro');
  });

  test('the earliest end wakes it', () => {
    const three = held([hold('suspect'), hold('colleague', NOW + 2 * DAY_MS)]);
    const { wake } = decided(outreach, three, {
      ...pause(NOW + 5 * DAY_MS),
    });
    expect(minuteOf(wake!.atMs)).toBe(minuteOf(NOW + 2 * DAY_MS));
  });

  test('a colleague hold is kept from day to day while the account is busy', () => {
    const over = held([hold('colleague', NOW), hold('out_of_office', NOW)]);
    const kept = decided(outreach, over, CLOCK, { accountBusy: true });
    expect(kept.next.holds).toMatchObject([{ reason: 'colleague', untilMs: NOW + DAY_MS }]);
    expect(kept.activities.map(({ type }) => type)).toEqual(['hold_lifted']);
    const still = { accountBusy: true, nowMs: NOW + DAY_MS };
    expect(decided(outreach, kept.next, CLOCK, still).activities).toEqual([]);
    const freed = decided(outreach, kept.next, CLOCK, { nowMs: NOW + DAY_MS });
    expect(stateOf(freed)).toBe('active at intro');
  });

  test('a longer pause replaces a shorter one; a repeat changes nothing', () => {
    const shorter = held([hold('by_rep', NOW + DAY_MS)]);
    const decision = decided(outreach, shorter, pause(NOW + 3 * DAY_MS));
    expect(decision.next.holds).toMatchObject([{ untilMs: NOW + 3 * DAY_MS }]);
    expect(decide(outreach, decision.next, pause(NOW + 3 * DAY_MS), contextOf())).toBeNull();
    expect(decided(outreach, shorter, pause()).next.holds).toMatchObject([{ untilMs: null }]);
  });
});

describe('while held', () => {
  test('time freezes with its unit', () => {
    const waiting = timeUntil(NOW + 2 * DAY_MS + HOUR_MS, { unit: 'day' });
    const { next, wake } = decided(outreach, enrollmentIn(outreach, { waiting }), pause());
    expect(next.waiting).toMatchObject({
      for: 'frozen',
      remaining: { duration: { amount: 3, unit: 'day' }, slackMs: 23 * HOUR_MS },
    });
    expect(wake).toBeNull();
    const back = decided(outreach, next, RESUME);
    expect(untilOf(back)).toBe(minuteOf(NOW + 2 * DAY_MS + HOUR_MS));
  });

  test('a deadline freezes, and runs on for what was left', () => {
    const waiting = taskOpen('ring', NOW + 5 * HOUR_MS);
    const paused = decided(outreach, enrollmentIn(outreach, { cursor: 'ring', waiting }), pause());
    expect(paused.next.waiting).toMatchObject({ deadlineMs: null, frozenMs: 5 * HOUR_MS });
    const resumed = decided(outreach, paused.next, RESUME, { nowMs: NOW + 9 * DAY_MS });
    expect(resumed.next.waiting).toMatchObject({
      deadlineMs: NOW + 9 * DAY_MS + 5 * HOUR_MS,
      frozenMs: null,
    });
  });

  test('a touch that was sent moves the cursor, and the next wait is stored frozen', () => {
    const sending = held([hold('by_rep')], { waiting: touchPlanned('intro') });
    const decision = decided(outreach, sending, settled('intro', { kind: 'sent' }));
    expect(stateOf(decision)).toBe('paused: by_rep at ring');
    expect(decision.next.waiting).toMatchObject({
      for: 'frozen',
      remaining: { duration: { amount: 2, unit: 'day' } },
    });
    expect(untilOf(decided(outreach, decision.next, RESUME, { nowMs: NOW + 8 * DAY_MS }))).toBe(
      minuteOf(NOW + 10 * DAY_MS),
    );
  });

  test('a task may be done, and nothing opens', () => {
    const calls = sequence([call('ring'), call('again')]);
    const open = enrollmentIn(calls, {
      status: 'paused',
      reason: 'by_rep',
      holds: [hold('by_rep')],
      waiting: taskOpen('ring'),
    });
    const decision = decided(calls, open, done('ring', 'voicemail'));
    expect(stateOf(decision)).toBe('paused: by_rep at again');
    expect(decide(calls, decision.next, CLOCK, contextOf({ nowMs: NOW + DAY_MS }))).toBeNull();
  });

  test('a stop ends it all the same', () => {
    const decision = decided(outreach, held([hold('suspect')]), signalled('opt_out'));
    expect(stateOf(decision)).toBe('finished: opted_out');
    expect(decision.next.holds).toEqual([]);
  });

  test('before its start: it is pending again afterwards', () => {
    const pending = enrollmentIn(outreach, {
      status: 'pending',
      cursor: null,
      waiting: timeUntil(NOW + DAY_MS),
    });
    const paused = decided(outreach, pending, pause());
    expect(paused.next.status).toBe('paused');
    const resumed = decided(outreach, paused.next, RESUME, { nowMs: NOW + 7 * DAY_MS });
    expect(resumed.next.status).toBe('pending');
    expect(untilOf(resumed)).toBe(minuteOf(NOW + 8 * DAY_MS));
  });
});

describe('stop', () => {
  const stop = { kind: 'command', command: 'stop', because: 'wrong list' } as const;
  test('ends it, takes back what is planned, and is final', () => {
    const planned = enrollmentIn(outreach, { waiting: touchPlanned('intro') });
    const decision = decided(outreach, planned, stop);
    expect(stateOf(decision)).toBe('finished: removed');
    expect(decision.touchChanges).toMatchObject([{ to: 'cancelled', from: ['planned'] }]);
    for (const again of [stop, RESUME, pause()]) {
      expect(decide(outreach, decision.next, again, contextOf())).toBeNull();
    }
  });
});
