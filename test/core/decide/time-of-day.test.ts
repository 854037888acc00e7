/** A step's `at`: never before the first such local time after its wait. */
import { expect, test } from 'vitest';
import { beginningOf } from '../../../src/core/decide/enroll.ts';
import { MINUTE_MS } from '../../../src/core/time/duration.ts';
import { at, call, email, OFFICE_HOURS, sequence } from '../../support/world/builders.ts';
import {
  contextOf,
  decided,
  enrollmentIn,
  minuteOf,
  NOW,
  signalled,
  timeUntil,
} from '../../support/world/situations.ts';

const assigned = { mailbox: 'anna', rep: null };

test('at a time of day: the first such time after the wait, inside the window', () => {
  const timed = sequence([email('intro', { wait: '1 day', atMinute: 630 })], {
    window: OFFICE_HOURS,
  });
  const { wake } = beginningOf(timed, contextOf(), assigned, NOW);
  expect(wake.atMs).toBe(at('2026-03-04T09:30'));
  expect(wake.atMs % MINUTE_MS).toBe(0);
});

test.each([
  ['after hours: on the next day', 20 * 60, '2026-03-04T08:00'],
  ['in the lunch break: after it', 12 * 60 + 30, '2026-03-03T12:30'],
  ['before hours: when they begin', 7 * 60, '2026-03-04T08:00'],
])('at a time %s, never before that time', (_, atMinute, opens) => {
  const hours = [
    [540, 720],
    [810, 1020],
  ] as const;
  const timed = sequence([email('intro', { wait: '1 day', atMinute })], {
    window: { ...OFFICE_HOURS, hours },
  });
  expect(minuteOf(beginningOf(timed, contextOf(), assigned, NOW).wake.atMs)).toBe(opens);
});

test('a pause does not make a step forget its time of day, nor does a touch by hand', () => {
  const timed = sequence([email('intro'), email('bump', { wait: '1 day', atMinute: 630 })]);
  const bump = enrollmentIn(timed, {
    cursor: 'bump',
    waiting: timeUntil(at('2026-03-03T09:30'), { unit: 'day' }),
  });
  const paused = decided(timed, bump, {
    kind: 'command',
    command: 'pause',
    untilMs: null,
    because: null,
  }).next;
  const resume = { kind: 'command', command: 'resume' } as const;
  const resumed = decided(timed, paused, resume, { nowMs: at('2026-03-05T15:00') });
  expect(minuteOf(resumed.wake!.atMs)).toBe('2026-03-07T09:30');
  const byHand = decided(timed, bump, signalled('manual_touch'));
  expect(minuteOf(byHand.wake!.atMs)).toBe('2026-03-04T09:30');
});

test.each([
  ['in the evening', 20 * 60, '2026-03-03T19:00'],
  ['of a weekend', 630, '2026-03-08T09:30'],
])('a task at a time %s waits for it: no window binds people', (_, atMinute, expected) => {
  const wait = atMinute === 630 ? '5 days' : '1 day';
  const timed = sequence([call('ring', { wait, atMinute })], { window: OFFICE_HOURS });
  expect(beginningOf(timed, contextOf(), assigned, NOW).wake.atMs).toBe(at(expected));
});
