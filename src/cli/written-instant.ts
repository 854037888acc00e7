/** Reads the instants people write after `--now`, `--at`, `--until` and `--start`. */

export interface WrittenInstant {
  /** Epoch ms; read as UTC where the text names no offset. */
  readonly atMs: number;
  /** `false`: a wall time. Commands read it in the zone of the workspace; `--now` reads it as UTC. */
  readonly hasOffset: boolean;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * ISO 8601: `2026-03-02`, `2026-03-02T09:00`, with seconds, with `Z` or an offset. A date alone is its midnight. `null` for anything
 * else, for a date that does not exist (30 February) and for 24:00.
 */
export function parseInstant(text: string): WrittenInstant | null {
  const match = ISO.exec(text.trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0));
  const millis = Number((match[7] ?? '').padEnd(3, '0'));
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second, millis);
  // Date.UTC rolls 30 February over to March; a part that does not come back was out of range.
  const wall = new Date(wallMs);
  const exists =
    wall.getUTCMonth() === month - 1 &&
    wall.getUTCDate() === day &&
    wall.getUTCHours() === hour &&
    wall.getUTCMinutes() === minute &&
    second < 60;
  if (!exists) return null;
  const offsetMs = offsetOf(match[8] ?? 'Z');
  return offsetMs === null ? null : { atMs: wallMs - offsetMs, hasOffset: match[8] !== undefined };
}

function offsetOf(text: string): number | null {
  if (text.toUpperCase() === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 15 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
