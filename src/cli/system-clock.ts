/** The real clock, or one that pretends (`--now`) and then runs at the same speed. */
import type { Clock } from '../ports/clock.ts';

/**
 * Longest single timer. A laptop that slept keeps its timers' remaining time, so a long timer would end hours late; short ones notice
 * within a minute that the instant has come. Timers over 2^31-1 ms would fire at once.
 */
const CHUNK_MS = 60_000;

/**
 * @param startMs  Epoch ms at which the clock starts; it then follows the monotonic clock, so a step of the system's time does not reach
 *                 it. `null`: the system's time.
 */
export function systemClock(startMs: number | null): Clock {
  const originMs = performance.now();
  const nowMs =
    startMs === null ? () => Date.now() : () => startMs + Math.floor(performance.now() - originMs);
  return { nowMs, sleep: (ms, signal) => sleepUntil(nowMs() + ms, nowMs, signal) };
}

async function sleepUntil(wakeMs: number, nowMs: () => number, signal: AbortSignal): Promise<void> {
  let leftMs = wakeMs - nowMs();
  while (leftMs > 0 && !signal.aborted) {
    await oneTimer(Math.min(leftMs, CHUNK_MS), signal);
    leftMs = wakeMs - nowMs();
  }
}

function oneTimer(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish);
  });
}
