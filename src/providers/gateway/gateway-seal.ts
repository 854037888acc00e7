/** What seals of webhooks have in common. */
import { createHash, timingSafeEqual } from 'node:crypto';

import { MINUTE_MS } from '../../core/time/duration.ts';

/** How far a seal's own time may be from ours: what is older may have been recorded and played again. */
const FRESH_MS = 5 * MINUTE_MS;

/** Takes the same time wherever they differ, and whatever their lengths. */
export function areEqual(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other));
}

/** @param seconds  Epoch seconds of the seal. */
export function isFresh(seconds: number, nowMs: number): boolean {
  return Number.isFinite(seconds) && Math.abs(nowMs - seconds * 1_000) <= FRESH_MS;
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
