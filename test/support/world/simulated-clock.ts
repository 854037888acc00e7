import type { Clock } from '../../../src/ports/clock.ts';

/** A clock that only the test moves. Sleeping moves it, so a daemon lives weeks in milliseconds. */
export class SimulatedClock implements Clock {
  #nowMs: number;

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  /** May go back: clocks do. */
  set(nowMs: number): void {
    this.#nowMs = nowMs;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (!signal.aborted) this.#nowMs += ms;
  }
}
