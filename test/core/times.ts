/** Instants written and read as a person would, through luxon alone: the oracle of the tests of time. */
import { DateTime, IANAZone } from 'luxon';

/**
 * `Sun 29 Mar 2026 01:30 Europe/Berlin`, seconds if you like. A time that occurs twice is told apart by `first` or `second`:
 * `Sun 25 Oct 2026 02:30 second Europe/Berlin`. Throws when the weekday is wrong or the clock never shows that time.
 */
export function at(text: string): number {
  const match = /^(\w{3} \d+ \w{3} \d{4}) (\d\d:\d\d)(:\d\d)?( first| second)? (\S+)$/.exec(text);
  if (match === null) throw new Error(`not a time: ${text}`);
  const wall = `${match[1]} ${match[2]}${match[3] ?? ':00'}`;
  const parsed = DateTime.fromFormat(wall, 'ccc d LLL yyyy HH:mm:ss', { zone: 'utc' });
  if (!parsed.isValid) throw new Error(`${text}: ${parsed.invalidExplanation}`);
  const found = instantsAt(match[5]!, parsed.toMillis());
  const instant = found[match[4] === ' second' ? 1 : 0];
  if (instant === undefined) throw new Error(`the clock never shows ${text}`);
  if (found.length > 1 && match[4] === undefined) throw new Error(`${text} occurs twice`);
  return instant;
}

/** The inverse of `at`, without the zone. `null` reads `never`. */
export function shown(zone: string, ms: number | null): string {
  if (ms === null) return 'never';
  const local = DateTime.fromMillis(ms, { zone });
  const twins = instantsAt(zone, ms + local.offset * 60_000);
  const which = twins.length < 2 ? '' : twins[0] === ms ? ' first' : ' second';
  return (
    local.toFormat(ms % 60_000 === 0 ? 'ccc d LLL yyyy HH:mm' : 'ccc d LLL yyyy HH:mm:ss') + which
  );
}

/** The instants at which the zone's clock shows this, given as if it were UTC; in order, none in a gap. */
export function instantsAt(zone: string, wallMs: number): number[] {
  const iana = IANAZone.create(zone);
  const offsets = [-1, 1].map((days) => iana.offset(wallMs + days * 86_400_000) * 60_000);
  return [...new Set(offsets)]
    .filter((offset) => iana.offset(wallMs - offset) * 60_000 === offset)
    .map((offset) => wallMs - offset)
    .toSorted((a, b) => a - b);
}

/** Every change of offset from 2024 to the end of 2030, to the minute. */
export function changesOf(zone: string): number[] {
  const iana = IANAZone.create(zone);
  const endMs = DateTime.utc(2031).toMillis();
  const changes: number[] = [];
  for (let ms = DateTime.utc(2024).toMillis(); ms < endMs; ms += 86_400_000) {
    if (iana.offset(ms) === iana.offset(ms + 86_400_000)) continue;
    let changeMs = ms;
    while (iana.offset(changeMs) === iana.offset(ms)) changeMs += 15 * 60_000;
    changes.push(changeMs);
  }
  return changes;
}

/** Twenty zones: every rule of summer time there is, offsets of 30 and 45 minutes, and none at all. */
export const ZONES = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Asuncion',
  'America/Havana',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Europe/Dublin',
  'Pacific/Auckland',
  'Pacific/Chatham',
] as const;
