/**
 * When may a telephone ring where the person lives? By the address where we have one; where only the number tells, in all zones in which it
 * may be, and by the default.
 *
 * Sources: 47 CFR 64.1200(c)(1) (TCPA: 8 to 21 of the called party's clock); Texas, SB 140 and Bus. & Com. Code 302, texts since 2025-09-01:
 * 9 to 21, Sunday 12 to 21; Virginia, Va. Code 59.1-511: 8 to 21; Florida, Fla. Stat. 501.616(6): 8 to 20, three in 24 hours on the same matter.
 */
import { WORK_WEEK } from '../core/time/calendar.ts';
import { DAY_MS } from '../core/time/duration.ts';
import { nextLoud, type LoudHours } from '../core/leaving-hours.ts';
import { addressOn, type Prospect } from '../core/person/prospect.ts';
import type { SendWindow } from '../core/time/window.ts';

/**
 * `null`: the default, on the person's own clock.
 *
 * @param zone  The person's, however it is known.
 */
export function loudHoursOf(prospect: Prospect, zone: string): LoudHours | null {
  const hours = HOURS_OF[stateOf(prospect) ?? ''];
  if (hours !== undefined) return { zones: [zone], anyOf: hours };
  const zones = zonesOf(prospect, zone);
  return zones.length === 1 && zones[0] === zone ? null : { zones, anyOf: null };
}

/** When their telephone may ring, epoch ms; `null`: now. What a rep does by hand is told so, and not held. */
export function quietUntil(prospect: Prospect, zone: string, nowMs: number): number | null {
  const loud = loudHoursOf(prospect, zone);
  const loudMs = nextLoud({ zone, windowZone: zone, calendar: WORK_WEEK, loud }, nowMs);
  return loudMs === null || loudMs === nowMs ? null : loudMs;
}

/** By their address, or by their number where there is none. */
export function isInFlorida(prospect: Prospect): boolean {
  if (prospect.country !== null && prospect.country !== 'US') return false;
  const state = prospect.state?.trim() ?? '';
  if (state !== '') return /^(?:fl|florida)$/i.test(state);
  return FLORIDA.has(areaCodeOf(addressOn(prospect, 'phone')) ?? '');
}

/** When the next may ring, epoch ms; `null`: now. @param rangAtMs  In any order. */
export function callRoom(rangAtMs: readonly number[], nowMs: number): number | null {
  const last = rangAtMs.filter((atMs) => atMs > nowMs - DAY_MS).toSorted((a, b) => b - a);
  const third = last[FLORIDA_MOST - 1];
  return third === undefined ? null : third + DAY_MS;
}

const FLORIDA_MOST = 3;

const FLORIDA: ReadonlySet<string> = new Set(
  '239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954'.split(
    ' ',
  ),
);

const HOURS_OF: Readonly<Record<string, readonly SendWindow[]>> = {
  TX: [from(9, 21, [1, 2, 3, 4, 5, 6]), from(12, 21, [7])],
  VA: [from(8, 21, [1, 2, 3, 4, 5, 6, 7])],
  FL: [from(8, 20, [1, 2, 3, 4, 5, 6, 7])],
};

const STATES: readonly (readonly [RegExp, string])[] = [
  [/^(?:tx|texas)$/i, 'TX'],
  [/^(?:va|virginia)$/i, 'VA'],
  [/^(?:fl|florida)$/i, 'FL'],
];

/** Of the states that have hours of their own. */
function stateOf({ country, state }: Prospect): string | null {
  if (country !== 'US' || state === null) return null;
  return STATES.find(([names]) => names.test(state.trim()))?.[1] ?? null;
}

function from(startHour: number, endHour: number, days: SendWindow['days']): SendWindow {
  return {
    days,
    hours: [[startHour * 60, endHour * 60]],
    zone: 'prospect',
    holidays: 'none',
    blackout: [],
  };
}

/** All in which they may be: one where it is sure. */
function zonesOf(prospect: Prospect, zone: string): readonly string[] {
  const { zoneSource, country } = prospect;
  if (zoneSource === 'column' || zoneSource === 'place' || zoneSource === 'phone') return [zone];
  const shared = SHARED[areaCodeOf(addressOn(prospect, 'phone')) ?? ''];
  if (shared !== undefined) return shared;
  // A guess, or somebody else's zone: the two ends of the country are loud together only when all of it is.
  const ends = ENDS[country ?? ''];
  return ends === undefined ? [zone] : [...new Set([zone, ...ends])];
}

function areaCodeOf(phone: string | null): string | null {
  return phone?.startsWith('+1') === true ? phone.slice(2, 5) : null;
}

const ENDS: Readonly<Record<string, readonly string[]>> = {
  US: ['America/New_York', 'Pacific/Honolulu'],
  CA: ['America/St_Johns', 'America/Vancouver'],
};

const EASTERN_CENTRAL = ['America/New_York', 'America/Chicago'] as const;
const CENTRAL_MOUNTAIN = ['America/Chicago', 'America/Denver'] as const;
const MOUNTAIN_PACIFIC = ['America/Boise', 'America/Los_Angeles'] as const;

/** Area codes that two zones share. Source: NANPA's area code map. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  ...inZones(EASTERN_CENTRAL, [
    '219',
    '270',
    '364',
    '423',
    '448',
    '574',
    '606',
    '812',
    '850',
    '906',
    '930',
    '931',
  ]),
  ...inZones(CENTRAL_MOUNTAIN, ['308', '605', '620', '701', '785']),
  ...inZones(MOUNTAIN_PACIFIC, ['208', '458', '541', '986']),
  ...inZones(['America/Anchorage', 'America/Adak'], ['907']),
  ...inZones(['America/Phoenix', 'America/Denver'], ['928']),
  ...inZones(['America/Vancouver', 'America/Edmonton'], ['236', '250', '672', '778']),
  ...inZones(['America/Toronto', 'America/Winnipeg'], ['807']),
};

function inZones(
  zones: readonly string[],
  codes: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(codes.map((code) => [code, zones]));
}
