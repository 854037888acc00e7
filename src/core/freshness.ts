/** Was a reply source heard lately enough for its silence to mean "no answer"? One rule for the runner, the gate and `why`. */

/** The oldest reading that still counts. @param maxAgeMs  `max_inbox_age` of the workspace. */
export function freshSinceMs(nowMs: number, maxAgeMs: number): number {
  return nowMs - maxAgeMs;
}

/** @param heardAtMs  Epoch ms of the last whole reading; `null` or `undefined`: never. */
export function wasHeardSince(heardAtMs: number | null | undefined, sinceMs: number): boolean {
  return (heardAtMs ?? -Infinity) >= sinceMs;
}
