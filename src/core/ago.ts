/** How long ago was something? In the largest unit of which a whole one has passed. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from './duration.ts';

/** `just now`, `1 minute ago`, `23 hours ago`, `3 days ago`. */
export function agoWords(atMs: number, nowMs: number): string {
  const passedMs = nowMs - atMs;
  if (passedMs < MINUTE_MS) return 'just now';
  if (passedMs < HOUR_MS) return counted(passedMs / MINUTE_MS, 'minute');
  return passedMs < DAY_MS
    ? counted(passedMs / HOUR_MS, 'hour')
    : counted(passedMs / DAY_MS, 'day');
}

/** @param atMs  `null`: never. */
export function lastHeardWords(atMs: number | null, nowMs: number): string {
  return atMs === null ? 'never heard' : `last heard ${agoWords(atMs, nowMs)}`;
}

function counted(amount: number, unit: string): string {
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? '' : 's'} ago`;
}
