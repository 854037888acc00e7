/**
 * When may a touch leave by itself? In the window of its sequence; and what makes a telephone ring, not in the person's evening or night
 * and not on their Sunday, whatever the window says.
 *
 * Source of the quiet hours: the TCPA's 8 to 21 of the called party, and what states ask beyond it; a default for all countries, since a
 * text in the night offends everywhere.
 */
import type { Calendar } from './time/calendar.ts';
import type { Channel } from './sequence.ts';
import { closesAt, nextOpening, type SendWindow } from './time/window.ts';

const NOT_QUIET: SendWindow = {
  days: [1, 2, 3, 4, 5, 6],
  hours: [[9 * 60, 20 * 60]],
  zone: 'prospect',
  holidays: 'none',
  blackout: [],
};
const DEFAULT_HOURS: readonly SendWindow[] = [NOT_QUIET];
const RINGS: ReadonlySet<Channel> = new Set(['sms', 'message']);
/** Two windows that never open together are found out after so many looks: more than a year has days. */
const LOOKS_MOST = 800;

/** Where the person is, and whose clock the window goes by. */
export interface Place {
  readonly zone: string;
  readonly windowZone: string;
  readonly calendar: Calendar;
  /** When a telephone may ring there; `null`: as everywhere, on their own clock. */
  readonly loud: LoudHours | null;
}

export interface LoudHours {
  /** All in which they may be: it must be loud in each. At least one. */
  readonly zones: readonly string[];
  /** Loud when one of them is open; `null`: the default. */
  readonly anyOf: readonly SendWindow[] | null;
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
  place: Place,
  channel: Channel,
  fromMs: number,
): Leaving {
  const { windowZone, calendar } = place;
  const opensMs = nextOpening(window, windowZone, calendar, fromMs);
  if (!RINGS.has(channel) || opensMs === null) return { atMs: opensMs, rule: 'window' };
  const rule = opensMs > fromMs ? 'window' : 'quiet_hours';
  let atMs = opensMs;
  for (let look = 0; look < LOOKS_MOST; look++) {
    const loudMs = nextLoud(place, atMs);
    const bothMs = loudMs === null ? null : nextOpening(window, windowZone, calendar, loudMs);
    if (bothMs === null || bothMs === atMs) return { atMs: bothMs, rule };
    atMs = bothMs;
  }
  return { atMs: null, rule: 'quiet_hours' };
}

/** Until when it may leave that may leave at `atMs`; `null`: it may not. */
export function leavingEnds(
  window: SendWindow,
  place: Place,
  channel: Channel,
  atMs: number,
): number | null {
  const { windowZone, calendar } = place;
  const shutMs = closesAt(window, windowZone, calendar, atMs);
  if (!RINGS.has(channel) || shutMs === null) return shutMs;
  const quietMs = loudUntil(place, atMs);
  return quietMs === null ? null : Math.min(shutMs, quietMs);
}

/** The first instant at or after `fromMs` at which it is loud in every zone; `null`: none is near. */
export function nextLoud(place: Place, fromMs: number): number | null {
  let atMs = fromMs;
  for (let look = 0; look < LOOKS_MOST; look++) {
    let latestMs = atMs;
    for (const zone of zonesOf(place)) {
      const loudMs = firstOf(place, zone, atMs);
      if (loudMs === null) return null;
      latestMs = Math.max(latestMs, loudMs);
    }
    if (latestMs === atMs) return atMs;
    atMs = latestMs;
  }
  return null;
}

function firstOf(place: Place, zone: string, fromMs: number): number | null {
  const found = hoursOf(place).map((hours) => nextOpening(hours, zone, place.calendar, fromMs));
  const known = found.filter((each) => each !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** `null`: it is quiet. */
function loudUntil(place: Place, atMs: number): number | null {
  const ends = zonesOf(place).map((zone) => {
    const open = hoursOf(place).map((hours) => closesAt(hours, zone, place.calendar, atMs));
    return Math.max(...open.map((each) => each ?? atMs));
  });
  const firstMs = Math.min(...ends);
  return firstMs > atMs ? firstMs : null;
}

function zonesOf({ loud, zone }: Place): readonly string[] {
  return loud?.zones ?? [zone];
}

function hoursOf({ loud }: Place): readonly SendWindow[] {
  return loud?.anyOf ?? DEFAULT_HOURS;
}
