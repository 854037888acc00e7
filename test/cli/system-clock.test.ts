import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/cli/system-clock.ts';

const HOUR_MS = 3_600_000;
const startMs = Date.UTC(2026, 2, 2, 9);

beforeEach(() => vi.useFakeTimers({ now: startMs }));
afterEach(() => vi.useRealTimers());

/** Tells whether a promise has settled. */
function watch(promise: Promise<void>): { isDone: boolean } {
  const seen = { isDone: false };
  void promise.then(() => (seen.isDone = true));
  return seen;
}

test('tells the time of the system, and follows when it is set', () => {
  const clock = systemClock(null);
  expect(clock.nowMs()).toBe(startMs);
  vi.setSystemTime(startMs + HOUR_MS);
  expect(clock.nowMs()).toBe(startMs + HOUR_MS);
});

test('a pretended clock starts where it is told and runs on', async () => {
  const clock = systemClock(0);
  expect(clock.nowMs()).toBe(0);
  await vi.advanceTimersByTimeAsync(90_000);
  expect(clock.nowMs()).toBe(90_000);
});

test('a pretended clock does not follow when the time of the system is set', () => {
  const clock = systemClock(0);
  vi.setSystemTime(startMs + HOUR_MS);
  expect(clock.nowMs()).toBe(0);
});

test('sleeps for as long as it is told, over many timers', async () => {
  const sleep = watch(systemClock(null).sleep(HOUR_MS, new AbortController().signal));
  await vi.advanceTimersByTimeAsync(HOUR_MS - 1);
  expect(sleep.isDone).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(sleep.isDone).toBe(true);
});

test('after the machine slept, it wakes within a minute', async () => {
  const sleep = watch(systemClock(null).sleep(8 * HOUR_MS, new AbortController().signal));
  await vi.advanceTimersByTimeAsync(1_000);
  vi.setSystemTime(startMs + 9 * HOUR_MS);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sleep.isDone).toBe(true);
});

test('wakes at once when aborted, and leaves no timer behind', async () => {
  const controller = new AbortController();
  const sleep = watch(systemClock(null).sleep(HOUR_MS, controller.signal));
  controller.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(sleep.isDone).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('does not begin to sleep when already aborted, nor for no time', async () => {
  const clock = systemClock(null);
  await clock.sleep(HOUR_MS, AbortSignal.abort());
  await clock.sleep(0, new AbortController().signal);
  await clock.sleep(-5, new AbortController().signal);
  expect(vi.getTimerCount()).toBe(0);
});
