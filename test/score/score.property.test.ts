import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SCORE_RULES, LEVELS, type HeardSignal } from '../../src/core/engagement.ts';
import { leftOf, levelOf, scoreOf } from '../../src/score/score.ts';

const NOW = Date.UTC(2026, 2, 2);
const DAY_MS = 86_400_000;

const signals = fc.array(
  fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom<HeardSignal['kind']>(
      'reply',
      'meeting_booked',
      'connection_accepted',
      'engagement',
      'auto_reply',
      'opt_out',
    ),
    atMs: fc.integer({ min: NOW - 400 * DAY_MS, max: NOW + DAY_MS }),
    channel: fc.constantFrom<HeardSignal['channel']>('email', 'linkedin', 'call', 'sms', null),
    details: fc.record(
      {
        intent: fc.constantFrom('positive_misc_reasons', 'objection_financial', 'other_intents'),
        event: fc.constantFrom('event_attended', 'unheard_of'),
        points: fc.integer({ min: 0, max: 1_000 }),
        inboundId: fc.constantFrom('m1', 'm2', 'm3'),
      },
      { requiredKeys: [] },
    ),
    source: fc.constant('rep'),
    correction: fc.constant(null),
  }),
  { maxLength: 12 },
);
const score = (of: readonly HeardSignal[], nowMs = NOW) => scoreOf(of, DEFAULT_SCORE_RULES, nowMs);

describe('a score', () => {
  test('does not hang on the order in which things are heard', () => {
    fc.assert(
      fc.property(signals, (heard) => {
        expect(score(heard.toReversed())).toEqual(score(heard));
      }),
    );
  });

  test('never falls by what somebody does', () => {
    fc.assert(
      fc.property(signals, signals, (before, more) => {
        expect(score([...before, ...more]).tenths).toBeGreaterThanOrEqual(score(before).tenths);
      }),
    );
  });

  test('never grows by waiting', () => {
    fc.assert(
      fc.property(signals, fc.nat(400 * DAY_MS), (heard, waitMs) => {
        const later = NOW + waitMs;
        expect(score(heard, later).tenths).toBeLessThanOrEqual(score(heard, NOW).tenths);
      }),
    );
  });

  test('is the sum of what is left of each event', () => {
    fc.assert(
      fc.property(signals, (heard) => {
        const { tenths, lines, level, next } = score(heard);
        expect(lines.reduce((sum, { leftTenths }) => sum + leftTenths, 0)).toBe(tenths);
        expect(lines.every(({ leftTenths, points }) => leftTenths <= points * 10)).toBe(true);
        expect(levelOf(tenths, DEFAULT_SCORE_RULES)).toEqual({ level, next });
        if (next !== null) expect(tenths).toBeLessThan(next.from * 10);
      }),
    );
  });

  test('decays from one millisecond to the next without ever rising, to half in a half-life', () => {
    const points = fc.nat(1_000);
    const halfLife = fc.integer({ min: 1, max: 400 * DAY_MS });
    fc.assert(
      fc.property(points, fc.nat(4_000 * DAY_MS), halfLife, (worth, ageMs, halfLifeMs) => {
        const left = (ms: number) => leftOf(worth, ms, halfLifeMs);
        expect(left(ageMs + 1)).toBeLessThanOrEqual(left(ageMs));
        expect(left(halfLifeMs)).toBe(worth * 5);
      }),
    );
  });

  test('that is higher is no lower level', () => {
    const rank = (tenths: number) => LEVELS.indexOf(levelOf(tenths, DEFAULT_SCORE_RULES).level);
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(2_000), (a, b) => {
        expect(rank(a + b)).toBeGreaterThanOrEqual(rank(a));
      }),
    );
  });
});
