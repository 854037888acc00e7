import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide/decide.ts';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { at, call, duration, email, linkedin, sequence } from '../../support/world/builders.ts';
import {
  contextOf,
  decided,
  done,
  enrollmentIn,
  minuteOf,
  NOW,
  stateOf,
  taskOpen,
  untilOf,
} from '../../support/world/situations.ts';

const RETRIES = { no_answer: { retry: { times: 2, every: duration('1 business day') } } };
const calls = sequence([call('ring', { outcomes: RETRIES }), email('bump', { wait: '3 days' })]);
const open = enrollmentIn(calls, { waiting: taskOpen('ring') });

describe('the disposition of a call', () => {
  test.each([
    ['no_answer', 'active at ring'],
    ['voicemail', 'active at bump'],
    ['gatekeeper', 'active at bump'],
    ['wrong_number', 'active at bump'],
    ['connected', 'finished: replied'],
    ['not_interested', 'finished: replied'],
    ['meeting_booked', 'finished: meeting_booked'],
  ])('%s: %s', (outcome, state) => {
    const decision = decided(calls, open, done('ring', outcome));
    expect(stateOf(decision)).toBe(state);
    expect(decision.closedTasks).toMatchObject([{ taskId: 'e1.ring.1', status: 'done', outcome }]);
    expect(decision.recordedTouches).toMatchObject([{ id: 'e1.ring.1', channel: 'call', outcome }]);
  });

  test('no_answer is tried again as a new visit, as often as the step says, on business days', () => {
    const friday = at('2026-03-06T10:00');
    const second = decided(calls, open, done('ring', 'no_answer'), { nowMs: friday });
    expect(second.next.visit).toBe(2);
    expect(untilOf(second)).toBe('2026-03-09T10:00');
    const opened = decided(
      calls,
      second.next,
      { kind: 'clock' },
      { nowMs: at('2026-03-09T10:00') },
    );
    expect(opened.openedTasks.map((task) => task.id)).toEqual(['e1.ring.2']);
    const third = decided(calls, opened.next, done('ring', 'no_answer', { visit: 2 }));
    const last = enrollmentIn(calls, { visit: 3, waiting: taskOpen('ring', null, 3) });
    expect(third.next.visit).toBe(3);
    const over = decided(calls, last, done('ring', 'no_answer', { visit: 3 }));
    expect(stateOf(over)).toBe('active at bump');
    expect(over.next.visit).toBe(1);
  });

  test('wrong_number makes the phone a bad address', () => {
    const { badAddresses } = decided(calls, open, done('ring', 'wrong_number'));
    expect(badAddresses).toMatchObject([{ kind: 'phone' }]);
  });

  test.each(['connected', 'meeting_booked'])(
    '%s where that exit goes on: the next step',
    (outcome) => {
      const on = { do: 'continue' } as const;
      const soft = {
        ...calls,
        goals: ['positive_reply'],
        exits: { ...calls.exits, reply: on, meetingBooked: on },
      };
      expect(stateOf(decided(soft, open, done('ring', outcome)))).toBe('active at bump');
    },
  );

  test.each(['connected', 'meeting_booked'])(
    '%s where that exit pauses: the call is behind, and the sequence goes on after the pause',
    (outcome) => {
      const pause = { do: 'pause', for: duration('5 days') } as const;
      const soft = {
        ...calls,
        goals: ['positive_reply'],
        exits: { ...calls.exits, reply: pause, meetingBooked: pause },
      };
      const paused = decided(soft, open, done('ring', outcome));
      expect(stateOf(paused)).toBe('paused: by_exit at bump');
      const back = decided(soft, paused.next, { kind: 'clock' }, { nowMs: NOW + 5 * DAY_MS });
      expect(untilOf(back)).toBe(minuteOf(NOW + 8 * DAY_MS));
    },
  );
});

describe('a callback', () => {
  const friday = at('2026-03-06T14:00');
  const timed = sequence([call('ring', { dueWithin: duration('2 days'), onOverdue: 'skip' })]);
  const waiting = enrollmentIn(timed, { waiting: taskOpen('ring', NOW + DAY_MS) });
  const callback = done('ring', 'callback', { untilMs: friday });

  test('keeps the task and the visit, due when they asked for it', () => {
    const decision = decided(calls, open, callback);
    expect(decision.snoozedTasks).toEqual([{ taskId: 'e1.ring.1', untilMs: friday, note: null }]);
    expect(decision.next).toMatchObject({ visit: 1, waiting: open.waiting });
    expect([...decision.closedTasks, ...decision.recordedTouches]).toEqual([]);
  });

  test('is not overdue before the rep could make the call', () => {
    const decision = decided(timed, waiting, callback);
    const clock = { kind: 'clock' } as const;
    expect(decide(timed, decision.next, clock, contextOf({ nowMs: friday }))).toBeNull();
    const over = decided(timed, decision.next, clock, { nowMs: friday + 2 * DAY_MS });
    expect(stateOf(over)).toBe('finished: completed');
  });

  test('while held, its deadline stays frozen', () => {
    const hold = { reason: 'by_rep', sinceMs: NOW, untilMs: null, detail: null } as const;
    const held = { ...waiting, status: 'paused', reason: 'by_rep', holds: [hold] } as const;
    const decision = decided(timed, held, callback);
    expect(decision.next.waiting).toMatchObject({
      deadlineMs: null,
      frozenMs: friday - NOW + 2 * DAY_MS,
    });
  });

  test('without a time is no callback', () => {
    expect(decide(calls, open, done('ring', 'callback'), contextOf())).toBeNull();
  });
});

describe('other tasks', () => {
  const linked = sequence([linkedin('connect'), email('bump', { wait: '3 days' })]);
  const waiting = enrollmentIn(linked, { waiting: taskOpen('connect') });

  test('done: recorded as a touch, and the next wait counts from now', () => {
    const decision = decided(linked, waiting, done('connect'), { nowMs: NOW + DAY_MS });
    expect(decision.recordedTouches).toMatchObject([{ action: 'connect', outcome: null }]);
    expect(untilOf(decision)).toBe(minuteOf(NOW + 4 * DAY_MS));
  });

  test('skipped: no touch, and the reason is kept', () => {
    const decision = decided(
      linked,
      waiting,
      done('connect', null, { end: 'skipped', note: 'a friend' }),
    );
    expect(decision.recordedTouches).toEqual([]);
    expect(decision.closedTasks).toMatchObject([{ status: 'skipped', note: 'a friend' }]);
    expect(decision.activities).toMatchObject([{ type: 'step_skipped', summary: 'a friend' }]);
    expect(stateOf(decision)).toBe('active at bump');
  });

  test('a task that nobody waits for changes nothing: another visit, a finished enrollment', () => {
    const over = enrollmentIn(linked, {
      status: 'finished',
      reason: 'replied',
      waiting: { for: 'nothing' },
    });
    for (const [enrollment, event] of [
      [waiting, done('connect', null, { visit: 2 })],
      [waiting, done('bump')],
      [over, done('connect')],
    ] as const) {
      expect(decide(linked, enrollment, event, contextOf())).toBeNull();
    }
  });

  test('done twice is done once', () => {
    const { next } = decided(linked, waiting, done('connect'));
    expect(decide(linked, next, done('connect'), contextOf())).toBeNull();
  });
});
