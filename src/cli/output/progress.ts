/** A line on a terminal's stderr that counts, and is gone at the end. */
import type { TextSink } from '../io.ts';

export interface Progress {
  /** How much is done, out of how much when that is known. Redraws at most once per `STEP_COUNT`. */
  count(done: number, total: number | null): void;
  /** Clears the line. */
  end(): void;
}

/** Throttled by count and not by clock: the same work writes the same bytes. */
const STEP_COUNT = 1_000;

export function startProgress(stderr: TextSink, isShown: boolean, label: string): Progress {
  if (!isShown) return { count: () => undefined, end: () => undefined };
  let drawn = -1;
  return {
    count(done, total) {
      const step = Math.floor(done / STEP_COUNT);
      if (step === drawn) return;
      drawn = step;
      const of = total === null ? '' : ` of ${total}`;
      stderr.write(`\r\u001b[K${label}: ${done}${of}`);
    },
    end() {
      if (drawn !== -1) stderr.write('\r\u001b[K');
    },
  };
}
