import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide/decide.ts';
import type { Decision } from '../../../src/core/decide/decision.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import type { Enrollment, Waiting } from '../../../src/core/enrollment.ts';
import { call, email, sequence, task } from '../../support/world/builders.ts';
import {
  contextOf,
  decided,
  enrollmentIn,
  NOW,
  stateOf,
  taskOpen,
  timeUntil,
  touchPlanned,
} from '../../support/world/situations.ts';

const outreach = sequence([email('intro'), call('ring', { onOverdue: 'skip' }), task('letter')]);
const FAILED = { kind: 'failed', error: 'the disk is full' } as const;
const CLOCK = { kind: 'clock' } as const;
const RESUME = { kind: 'command', command: 'resume' } as const;
const FROZEN: Waiting = {
  for: 'frozen',
  remaining: { duration: { amount: 2, unit: 'day' }, slackMs: 0 },
};
const away = (untilMs: number) =>
  ({ reason: 'out_of_office', sinceMs: NOW - DAY_MS, untilMs, detail: null }) as const;

/** When a run may look at it again: its wake, or its planned touch. */
function againAtMs({ wake, touchChanges }: Decision): number | null {
  return wake?.atMs ?? touchChanges.find(({ to }) => to === 'planned')?.notBeforeMs ?? null;
}

const awaiting: Waiting = {
  for: 'signal',
  kind: 'connection_accepted',
  sinceMs: NOW - DAY_MS,
  deadlineMs: NOW,
  unit: 'day',
  frozen: null,
};

describe('whoever fails again and again waits longer each time and is parked at the limit', () => {
  test.each<[string, Partial<Enrollment>, string]>([
    ['before the start', { status: 'pending', cursor: null }, 'pending at null'],
    ['at a step', {}, 'active at intro'],
    ['with a planned touch', { waiting: touchPlanned('intro') }, 'active at intro'],
    [
      'with a task that is overdue',
      { cursor: 'ring', waiting: taskOpen('ring', NOW) },
      'active at ring',
    ],
    ['awaiting a signal in vain', { cursor: 'ring', waiting: awaiting }, 'active at ring'],
    [
      'under a hold that has ended',
      { status: 'paused', reason: 'out_of_office', holds: [away(NOW)], waiting: FROZEN },
      'active at intro',
    ],
  ])('%s', (_, state, goesOnAs) => {
    let now = enrollmentIn(outreach, state);
    let nowMs = NOW;
    for (const minutes of [1, 5, 15, 60]) {
      const decision = decided(outreach, now, FAILED, { nowMs });
      expect(decision.next.status).toBe(now.status);
      expect(againAtMs(decision)).toBe(nowMs + minutes * MINUTE_MS);
      expect(decide(outreach, decision.next, CLOCK, contextOf({ nowMs }))).toBeNull();
      [now, nowMs] = [decision.next, nowMs + minutes * MINUTE_MS];
    }
    const parked = decided(outreach, now, FAILED, { nowMs });
    expect(parked.next).toMatchObject({ status: 'paused', reason: 'failed' });
    expect(againAtMs(parked)).toBeNull();
    expect(decide(outreach, parked.next, FAILED, contextOf({ nowMs }))).toBeNull();
    const resumed = decided(outreach, parked.next, RESUME, { nowMs });
    expect(stateOf(resumed)).toBe(goesOnAs);
    expect(resumed.next.failures).toBe(0);
  });
});

test('what lies further ahead stays where it is', () => {
  for (const waiting of [
    timeUntil(NOW + DAY_MS),
    timeUntil(NOW, { notBeforeMs: NOW + HOUR_MS, rule: 'window' }),
    taskOpen('intro', NOW + DAY_MS),
    taskOpen('intro'),
    { ...awaiting, deadlineMs: NOW + DAY_MS },
  ]) {
    const { next } = decided(outreach, enrollmentIn(outreach, { waiting }), FAILED);
    expect(next).toMatchObject({ waiting, failures: 1 });
  }
});

test('a hold that has not ended outlasts the parking, and a second failure at its end leaves none to wake them', () => {
  const held = { status: 'paused', reason: 'out_of_office', waiting: FROZEN } as const;
  const holds = [away(NOW + DAY_MS)];
  const fifth = enrollmentIn(outreach, { ...held, holds, failures: 4 });
  const parked = decided(outreach, fifth, FAILED);
  expect(parked.next.holds.map(({ reason }) => reason)).toEqual(['out_of_office', 'failed']);
  expect(parked.wake?.atMs).toBe(NOW + DAY_MS);
  const again = decided(outreach, parked.next, FAILED, { nowMs: NOW + DAY_MS });
  expect(again.next.holds.map(({ reason }) => reason)).toEqual(['failed']);
  expect(again.wake).toBeNull();
});

test('who has finished is left alone', () => {
  const finished = enrollmentIn(outreach, { status: 'finished', waiting: { for: 'nothing' } });
  expect(decide(outreach, finished, FAILED, contextOf())).toBeNull();
});
