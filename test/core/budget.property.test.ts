import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  capOn,
  gapAfter,
  mailboxDay,
  mailboxVerdict,
  personVerdict,
  type MailboxLimits,
  type MailboxUse,
} from '../../src/core/budget.ts';
import { ZONES } from './times.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const startMs = Date.UTC(2026, 2, 27);

const mailboxes: fc.Arbitrary<MailboxLimits> = fc.record({
  capPerDay: fc.integer({ min: 1, max: 12 }),
  gapMs: fc
    .tuple(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 0, max: 240 }))
    .map(([min, more]) => [min * MINUTE_MS, (min + more) * MINUTE_MS] as const),
  ramp: fc.option(
    fc.record({ from: fc.integer({ min: 1, max: 5 }), add: fc.integer({ min: 0, max: 3 }) }),
  ),
  zone: fc.constantFrom(...ZONES),
});
/** When messages become ready, in any order of arrival. */
const arrivals = fc.array(fc.integer({ min: 0, max: 5 * DAY_MS }), { maxLength: 40 });

test('a mailbox keeps its cap and its gaps, and no message waits while a slot is free', () => {
  fc.assert(
    fc.property(mailboxes, arrivals, (limits, offsets) => {
      const sent = sendAll(
        limits,
        offsets.map((offset) => startMs + offset),
      );

      expect(sent).toHaveLength(offsets.length);
      for (const [day, count] of countByDay(limits, sent)) {
        expect(count).toBeLessThanOrEqual(capOn(limits, sendDaysBefore(limits, sent, day)));
      }
      for (const [index, message] of sent.entries()) {
        const previous = sent[index - 1];
        const gapEndMs =
          previous === undefined ? 0 : previous.atMs + gapAfter(limits, `${index - 1}`);
        expect(message.atMs).toBeGreaterThanOrEqual(gapEndMs);
        // It left at the earliest instant that every rule allowed: when ready, when the gap ended, or as a day began.
        const isFirstOfDay =
          mailboxDay(limits, message.atMs - 1) < mailboxDay(limits, message.atMs);
        const isAtOnce = message.atMs === Math.max(message.readyMs, gapEndMs);
        expect(isAtOnce || isFirstOfDay).toBe(true);
        if (!isAtOnce)
          expect(isFull(limits, sent, mailboxDay(limits, message.atMs - 1))).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('a person is open exactly when one more touch exceeds no limit, and at the time given', () => {
  const limits = fc.array(
    fc.record({ most: fc.integer({ min: 1, max: 6 }), perMs: fc.integer({ min: 1, max: 50 }) }),
    { maxLength: 3 },
  );
  const touches = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 15 });
  fc.assert(
    fc.property(limits, touches, fc.integer({ min: 0, max: 100 }), (all, times, nowMs) => {
      const fits = (ms: number): boolean =>
        all.every(({ most, perMs }) => times.filter((time) => time > ms - perMs).length < most);
      const verdict = personVerdict(all, times, nowMs);
      expect(verdict.open).toBe(fits(nowMs));
      if (verdict.open) return;
      expect(fits(verdict.clearsAtMs)).toBe(true);
      expect(fits(verdict.clearsAtMs - 1)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

interface Sent {
  readonly readyMs: number;
  readonly atMs: number;
}

/** A runner in small: sends the oldest as soon as the verdict is open, else sleeps until it clears. */
function sendAll(limits: MailboxLimits, readyTimesMs: readonly number[]): Sent[] {
  const sent: Sent[] = [];
  let nowMs = startMs;
  for (const readyMs of readyTimesMs.toSorted((a, b) => a - b)) {
    nowMs = Math.max(nowMs, readyMs);
    for (;;) {
      const verdict = mailboxVerdict(
        limits,
        useAt(limits, sent, nowMs),
        nowMs,
        `${sent.length - 1}`,
      );
      if (verdict.open) break;
      expect(verdict.clearsAtMs).toBeGreaterThan(nowMs);
      nowMs = verdict.clearsAtMs;
    }
    sent.push({ readyMs, atMs: nowMs });
  }
  return sent;
}

function useAt(limits: MailboxLimits, sent: readonly Sent[], nowMs: number): MailboxUse {
  const today = mailboxDay(limits, nowMs);
  return {
    openedToday: countByDay(limits, sent).get(today) ?? 0,
    lastOpenedAtMs: sent.at(-1)?.atMs ?? null,
    sendDays: sendDaysBefore(limits, sent, today),
  };
}

function isFull(limits: MailboxLimits, sent: readonly Sent[], day: number): boolean {
  return countByDay(limits, sent).get(day) === capOn(limits, sendDaysBefore(limits, sent, day));
}

function sendDaysBefore(limits: MailboxLimits, sent: readonly Sent[], day: number): number {
  return [...countByDay(limits, sent).keys()].filter((sendDay) => sendDay < day).length;
}

function countByDay(limits: MailboxLimits, sent: readonly Sent[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { atMs } of sent) {
    const day = mailboxDay(limits, atMs);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}
