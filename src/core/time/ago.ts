/** How long ago was something? In the largest unit of which a whole one has passed. */
import { counted } from '../counted.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './duration.ts';

/** `just now`, `1 minute ago`, `23 hours ago`, `3 days ago`. */
export function agoWords(atMs: number, nowMs: number): string {
  const passedMs = nowMs - atMs;
  if (passedMs < MINUTE_MS) return 'just now';
  if (passedMs < HOUR_MS) return ago(passedMs / MINUTE_MS, 'minute');
  return passedMs < DAY_MS ? ago(passedMs / HOUR_MS, 'hour') : ago(passedMs / DAY_MS, 'day');
}

/** @param atMs  `null`: never. */
export function lastHeardWords(atMs: number | null, nowMs: number): string {
  return atMs === null ? 'never heard' : `last heard ${agoWords(atMs, nowMs)}`;
}

function ago(amount: number, unit: string): string {
  return `${counted(Math.floor(amount), unit)} ago`;
}
