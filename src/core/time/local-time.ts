/**
 * What do the clock and the calendar on a wall in this zone show? The one file that knows zones, through luxon's IANAZone.
 *
 * luxon asks Intl for every offset (5 us); here each zone's offsets are looked up once and kept as spans, so a lookup is
 * a search among a handful of numbers. Nothing depends on today's date.
 */
import { IANAZone } from 'luxon';
import { weekdayOf, writtenDate, writtenTime, type Weekday } from './civil-date.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './duration.ts';
import { invariant } from '../invariant.ts';
import { namesZone } from './zone-name.ts';

export interface LocalTime {
  /** Days since 1970-01-01 of the local date. */
  readonly day: number;
  /** Whole minutes after local midnight, 0 to 1439, as the clock shows them. */
  readonly minute: number;
  /** Milliseconds after local midnight as the clock shows them: on a day with a clock change not the time passed. */
  readonly msOfDay: number;
  readonly weekday: Weekday;
}

/** A stretch of time in which a zone's clock runs evenly. The next one may have the same offset. */
export interface OffsetSpan {
  /** Its end, not included. */
  readonly untilMs: number;
  /** Local minus UTC. */
  readonly offsetMs: number;
}

/** As `namesZone`, which is asked once for each. */
export function isZone(name: string): boolean {
  if (spansOfZone.has(name)) return true;
  if (!namesZone(name)) return false;
  spansOfZone.set(name, new Map());
  return true;
}

/** Local minus UTC, in milliseconds. Throws an `InvariantError` when `zone` is not one. */
export function offsetMsAt(zone: string, epochMs: number): number {
  return offsetSpanAt(zone, epochMs).offsetMs;
}

/** The stretch around this instant; at most a year or so of it. Throws like `offsetMsAt`. */
export function offsetSpanAt(zone: string, epochMs: number): OffsetSpan {
  return spansAround(zone, epochMs).find((span) => epochMs < span.untilMs)!;
}

/** What the clock shows at this instant. Throws like `offsetMsAt`. */
export function toLocal(zone: string, epochMs: number): LocalTime {
  const localMs = epochMs + offsetMsAt(zone, epochMs);
  const day = Math.floor(localMs / DAY_MS);
  const msOfDay = localMs - day * DAY_MS;
  return { day, minute: Math.floor(msOfDay / MINUTE_MS), msOfDay, weekday: weekdayOf(day) };
}

/**
 * The instant at which the clock shows this. A time that occurs twice is the first of the two; a time that is skipped
 * moves forward by what is skipped (02:30 to 03:30; on a day that does not exist, to the next day).
 *
 * The rule is Temporal's `disambiguation: 'compatible'`. luxon's own choice depends on today's offset.
 *
 * @param msOfDay  0 to `DAY_MS`, both included: 24:00 is the next day's 00:00.
 */
export function toEpochMs(zone: string, day: number, msOfDay: number): number {
  const localMs = day * DAY_MS + msOfDay;
  // No two changes of one zone are within two days of each other, so a day away on either side lie the only two offsets
  // that this local time can have.
  const before = offsetMsAt(zone, localMs - DAY_MS);
  const first = localMs - before;
  if (offsetMsAt(zone, first) === before) return first;
  const after = offsetMsAt(zone, localMs + DAY_MS);
  const second = localMs - after;
  return offsetMsAt(zone, second) === after ? second : first;
}

/** How much is looked up at once: about a year, in whole probes. */
const CHUNK_MS = 366 * DAY_MS;
/** Shorter than any two changes of a zone are apart: 4 days (Freetown, 1939); 6.96 days since 1970 (Recife, 2000). */
const PROBE_MS = 3 * DAY_MS;
/**
 * The year 33658: far behind `9999-12-31`, by which lists mean "never", and what is counted from it. Beyond, a number is no instant but a
 * mistake, such as microseconds.
 */
const FARTHEST_MS = 1_000_000_000_000_000;

/** Per zone, per chunk number: the spans that make up the chunk, in order. */
const spansOfZone = new Map<string, Map<number, readonly OffsetSpan[]>>();

function spansAround(zone: string, epochMs: number): readonly OffsetSpan[] {
  const chunk = Math.floor(epochMs / CHUNK_MS);
  const known = spansOfZone.get(zone)?.get(chunk);
  if (known !== undefined) return known;
  invariant(Math.abs(epochMs) < FARTHEST_MS, `${epochMs} is an instant`);
  invariant(isZone(zone), `"${zone}" is a zone`);
  const spans = findSpans(IANAZone.create(zone), chunk * CHUNK_MS);
  spansOfZone.get(zone)!.set(chunk, spans);
  return spans;
}

function findSpans(zone: IANAZone, chunkStartMs: number): readonly OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  const chunkEndMs = chunkStartMs + CHUNK_MS;
  let offsetMs = luxonOffsetMs(zone, chunkStartMs);
  for (let probeMs = chunkStartMs; probeMs < chunkEndMs; probeMs += PROBE_MS) {
    const nextOffsetMs = luxonOffsetMs(zone, probeMs + PROBE_MS);
    if (nextOffsetMs === offsetMs) continue;
    spans.push({ untilMs: findChange(zone, probeMs, probeMs + PROBE_MS), offsetMs });
    offsetMs = nextOffsetMs;
  }
  spans.push({ untilMs: chunkEndMs, offsetMs });
  return spans;
}

/** The first whole second in (beforeMs, afterMs] that has the offset of `afterMs`. */
function findChange(zone: IANAZone, beforeMs: number, afterMs: number): number {
  const newOffsetMs = luxonOffsetMs(zone, afterMs);
  let old = beforeMs / SECOND_MS;
  let changed = afterMs / SECOND_MS;
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2);
    if (luxonOffsetMs(zone, middle * SECOND_MS) === newOffsetMs) changed = middle;
    else old = middle;
  }
  return changed * SECOND_MS;
}

/** luxon counts in minutes, with fractions before zones were agreed upon. */
function luxonOffsetMs(zone: IANAZone, epochMs: number): number {
  return Math.round(zone.offset(epochMs) * MINUTE_MS);
}

/** `2026-03-09T10:30:00`: the local date and time, as conditions and templates see it. */
export function localNow(zone: string, nowMs: number): string {
  const local = toLocal(zone, nowMs);
  return `${writtenDate(local.day)}T${writtenTime(local.minute)}:00`;
}
