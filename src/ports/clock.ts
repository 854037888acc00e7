/** The only source of time. Everything else is handed `nowMs`. */
export interface Clock {
  /** Epoch ms. */
  nowMs(): number;
  /** Resolves after `ms` of this clock, or at once when the signal aborts. Never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
