/**
 * When may a touch leave by itself? In the window of its sequence; and what makes a telephone ring, not in the person's evening or night
 * and not on their Sunday, whatever the window says.
 *
 * Source of the quiet hours: the TCPA's 8 to 21 of the called party, and what states ask beyond it; a default for all countries, since a
 * text in the night offends everywhere.
 */
import type { Calendar } from './calendar.ts';
import type { Channel } from './sequence.ts';
import { closesAt, nextOpening, type SendWindow } from './window.ts';

const NOT_QUIET: SendWindow = {
  days: [1, 2, 3, 4, 5, 6],
  hours: [[9 * 60, 20 * 60]],
  zone: 'prospect',
  holidays: 'none',
  blackout: [],
};
const RINGS: ReadonlySet<Channel> = new Set(['sms', 'message']);
/** Two windows that never open together are found out after so many looks: more than a year has days. */
const LOOKS_MOST = 800;

/** Where the person is, and whose clock the window goes by. */
export interface Place {
  readonly zone: string;
  readonly windowZone: string;
  readonly calendar: Calendar;
}

export interface Leaving {
  /** Epoch ms; `null`: never. */
  readonly atMs: number | null;
  /** What puts it off. */
  readonly rule: 'window' | 'quiet_hours';
}

/** The first instant at or after `fromMs`. */
export function nextLeaving(
  window: SendWindow,
  { zone, windowZone, calendar }: Place,
  channel: Channel,
  fromMs: number,
): Leaving {
  const opensMs = nextOpening(window, windowZone, calendar, fromMs);
  if (!RINGS.has(channel) || opensMs === null) return { atMs: opensMs, rule: 'window' };
  const rule = opensMs > fromMs ? 'window' : 'quiet_hours';
  let atMs = opensMs;
  for (let look = 0; look < LOOKS_MOST; look++) {
    const loudMs = nextOpening(NOT_QUIET, zone, calendar, atMs);
    const bothMs = loudMs === null ? null : nextOpening(window, windowZone, calendar, loudMs);
    if (bothMs === null || bothMs === atMs) return { atMs: bothMs, rule };
    atMs = bothMs;
  }
  return { atMs: null, rule: 'quiet_hours' };
}

/** Until when it may leave that may leave at `atMs`; `null`: it may not. */
export function leavingEnds(
  window: SendWindow,
  { zone, windowZone, calendar }: Place,
  channel: Channel,
  atMs: number,
): number | null {
  const shutMs = closesAt(window, windowZone, calendar, atMs);
  if (!RINGS.has(channel) || shutMs === null) return shutMs;
  const quietMs = closesAt(NOT_QUIET, zone, calendar, atMs);
  return quietMs === null ? null : Math.min(shutMs, quietMs);
}
