/** The demo's time: a Monday in March, moved by the play and by nothing else. */
import { DAY_MS, MINUTE_MS } from '../core/time/duration.ts';
import { parseLocalDate } from '../core/time/civil-date.ts';
import { toEpochMs, toLocal } from '../core/time/local-time.ts';
import type { Clock } from '../ports/clock.ts';
import { REP_ZONE } from './script.ts';

export class DemoClock implements Clock {
  #nowMs: number;

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  /** Never back. */
  moveTo(atMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, atMs);
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (!signal.aborted) this.#nowMs += ms;
  }
}

/** `2026-03-02T08:00` on the rep's clock, as epoch ms. */
export function instantOf(local: string): number {
  const [date = '', time = ''] = local.split('T');
  const day = parseLocalDate(date);
  if (day === null) throw new Error(`${local} is no local time`);
  return toEpochMs(REP_ZONE, day, minuteOf(time) * MINUTE_MS);
}

/** The next time the rep's clock shows `09:30` on a working day, after `nowMs`. */
export function nextWorkday(time: string, nowMs: number): number {
  const minute = minuteOf(time);
  for (let day = Math.floor(nowMs / DAY_MS) - 1; ; day++) {
    const atMs = toEpochMs(REP_ZONE, day, minute * MINUTE_MS);
    if (atMs > nowMs && toLocal(REP_ZONE, atMs).weekday <= 5) return atMs;
  }
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
