/** What instant did a person mean who wrote a wall time? */
import { DAY_MS } from '../core/duration.ts';
import { toEpochMs } from '../core/local-time.ts';
import type { WrittenInstant } from './written-instant.ts';

/** Epoch ms; without an offset it is the time on the wall of the workspace's zone. */
export function instantIn(written: WrittenInstant, zone: string): number {
  if (written.hasOffset) return written.atMs;
  const day = Math.floor(written.atMs / DAY_MS);
  return toEpochMs(zone, day, written.atMs - day * DAY_MS);
}
