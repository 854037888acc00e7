/** May one more message leave, for the mailbox's sake and for the person's? If not: which rule forbids it, until when? */
import { DAY_MS, elapsedMs, parseDuration } from './time/duration.ts';
import { unitInterval } from './jitter.ts';
import type { Channel } from './sequence.ts';
import { offsetMsAt, toEpochMs, toLocal } from './time/local-time.ts';

export interface MailboxLimits {
  /** Most messages in one local day of the mailbox. */
  readonly capPerDay: number;
  /** The time between two messages is drawn from here, both ends included; equal ends draw nothing. */
  readonly gapMs: readonly [min: number, max: number];
  /** How the cap of a new mailbox grows; `null`: the full cap from the first day. */
  readonly ramp: Ramp | null;
  /** IANA zone whose midnight begins the mailbox's day. */
  readonly zone: string;
}

export interface Ramp {
  /** Cap of the first day, at least 1. */
  readonly from: number;
  /** Added for every earlier day on which something was sent, so a quiet week does not count as practice. */
  readonly add: number;
}

export interface MailboxUse {
  /** Messages that left on the mailbox's current local day, see `mailboxDay`. */
  readonly openedToday: number;
  readonly lastOpenedAtMs: number | null;
  /** Earlier local days with at least one message. */
  readonly sendDays: number;
}

export type MailboxVerdict =
  | { readonly open: true; readonly slotsLeft: number; readonly guard: MailboxGuard }
  /** Shut until then if nothing else leaves meanwhile. `cap` outranks `gap`. */
  | { readonly open: false; readonly rule: 'cap' | 'gap'; readonly clearsAtMs: number };

/** What must still be true of the mailbox when the message leaves: compared with its counters in the write that opens the gate. */
export interface MailboxGuard {
  /** The day these numbers are about: a counter of another day is 0. */
  readonly localDay: number;
  /** The day's counter is less than this. */
  readonly openedBelow: number;
  /** The last message left at this instant or before, or never. */
  readonly lastOpenedNotAfterMs: number;
}

/** So many touches in any stretch of `perMs`; rolling, not by the calendar. */
export interface TouchLimit {
  readonly most: number;
  readonly perMs: number;
}

/** A touch that counts: it reached somebody, or may have. */
export interface CountedTouch {
  /** `null`: somebody of the account who was erased. */
  readonly prospectId: string | null;
  /** `null`: by hand, and nobody said how, or nobody knows any more. */
  readonly channel: Channel | null;
  readonly atMs: number;
  /** `null`: by hand, outside of sequences. */
  readonly touchId: string | null;
}

export type PersonVerdict =
  | { readonly open: true }
  /** The limit that stands in the way longest; when it clears, all do. */
  | { readonly open: false; readonly clearsAtMs: number; readonly limit: TouchLimit };

/** What became of a mailbox's messages in the last 7 days. */
export interface MailboxHealth {
  readonly sent: number;
  readonly bounced: number;
  readonly complained: number;
}

/** The local date whose messages count together, as days since 1970-01-01. */
export function mailboxDay(limits: MailboxLimits, nowMs: number): number {
  return toLocal(limits.zone, nowMs).day;
}

/** The first instant after `nowMs` at which the mailbox's local date is a later one. */
export function nextMailboxDay({ zone }: MailboxLimits, nowMs: number): number {
  const nextDay = toLocal(zone, nowMs).day + 1;
  const firstMs = toEpochMs(zone, nextDay, 0);
  // Clocks set back from just after midnight (St. John's until 2011) show midnight twice; between the two it is the old
  // day again, and the second one is meant.
  return firstMs > nowMs ? firstMs : nextDay * DAY_MS - offsetMsAt(zone, nowMs);
}

/** The day's cap after so many earlier days with at least one message. */
export function capOn(limits: MailboxLimits, sendDays: number): number {
  if (limits.ramp === null) return limits.capPerDay;
  return Math.min(limits.capPerDay, limits.ramp.from + limits.ramp.add * sendDays);
}

/** Whole milliseconds to keep after a message. `seed` names that message, so that asking again draws the same. */
export function gapAfter(limits: MailboxLimits, seed: string): number {
  const [min, max] = limits.gapMs;
  return min + Math.floor(unitInterval(seed) * (max - min + 1));
}

/** @param seed  Names the mailbox's last message, see `gapAfter`. */
export function mailboxVerdict(
  limits: MailboxLimits,
  use: MailboxUse,
  nowMs: number,
  seed: string,
): MailboxVerdict {
  const openedBelow = capOn(limits, use.sendDays);
  const slotsLeft = openedBelow - use.openedToday;
  const gapMs = gapAfter(limits, seed);
  const gapClearsAtMs = use.lastOpenedAtMs === null ? nowMs : use.lastOpenedAtMs + gapMs;
  if (slotsLeft <= 0) {
    const clearsAtMs = Math.max(nextMailboxDay(limits, nowMs), gapClearsAtMs);
    return { open: false, rule: 'cap', clearsAtMs };
  }
  if (gapClearsAtMs > nowMs) return { open: false, rule: 'gap', clearsAtMs: gapClearsAtMs };
  const localDay = mailboxDay(limits, nowMs);
  return {
    open: true,
    slotsLeft,
    guard: { localDay, openedBelow, lastOpenedNotAfterMs: nowMs - gapMs },
  };
}

/**
 * Whether one more touch of the person stays within every limit. A touch exactly `perMs` ago no longer counts; one in the
 * future (a clock that was set back) does.
 *
 * @param touchTimesMs  In any order; those older than the longest limit are ignored.
 */
export function personVerdict(
  limits: readonly TouchLimit[],
  touchTimesMs: readonly number[],
  nowMs: number,
): PersonVerdict {
  const newestFirst = touchTimesMs.toSorted((a, b) => b - a);
  let verdict: PersonVerdict = { open: true };
  for (const limit of limits) {
    const oldestThatCounts = newestFirst[limit.most - 1];
    if (oldestThatCounts === undefined) continue;
    const clearsAtMs = oldestThatCounts + limit.perMs;
    if (clearsAtMs <= nowMs) continue;
    if (verdict.open || clearsAtMs > verdict.clearsAtMs) {
      verdict = { open: false, clearsAtMs, limit };
    }
  }
  return verdict;
}

/** Fewer messages in a week say nothing of a mailbox. */
export const BREAKER_LEAST_SENT = 50;

/**
 * Whether a mailbox hurts its name. Bounces over 2 % warn and over 4 % pause; complaints over 0.1 % and 0.3 %, the bounds
 * of Google's and Yahoo's sender guidelines. Too few messages to say are `ok`.
 */
export function breakerVerdict(health: MailboxHealth): 'ok' | 'warn' | 'pause' {
  const { sent, bounced, complained } = health;
  if (sent < BREAKER_LEAST_SENT) return 'ok';
  if (bounced * 100 > sent * 4 || complained * 1000 > sent * 3) return 'pause';
  if (bounced * 100 > sent * 2 || complained * 1000 > sent) return 'warn';
  return 'ok';
}

/** Reads `2 per day`, `6 per 7 days`, `3 per week`, `1 per 12 hours`. `null` for anything else and for zero. */
export function parseTouchLimit(text: string): TouchLimit | null {
  const match = /^(\d{1,5}) +per +(\d.*|[a-z]+)$/.exec(text.trim());
  if (match === null) return null;
  const period = match[2]!;
  const duration = parseDuration(/^\d/.test(period) ? period : `1 ${period}`);
  // Rolling business days would need a calendar that a limit over all sequences does not have.
  if (duration === null || duration.unit === 'business_day') return null;
  const limit = { most: Number(match[1]), perMs: elapsedMs(duration) };
  return limit.most > 0 && limit.perMs > 0 ? limit : null;
}

/** Reads `50 per day`. `null` for anything else and for zero: a mailbox that may send nothing is paused, not capped. */
export function parseCap(text: string): number | null {
  const cap = Number(/^(\d{1,5}) +per +day$/.exec(text.trim())?.[1] ?? 0);
  return cap > 0 ? cap : null;
}

/** Reads `90-180 seconds`, `2 minutes`, `0 seconds` (no gap). `null` for anything else, for days, and for `180-90`. */
export function parseGap(text: string): readonly [min: number, max: number] | null {
  const match = /^(?:(\d{1,5}) *- *)?(\d{1,5} +(second|minute|hour)s?)$/.exec(text.trim());
  const max = parseDuration(match?.[2] ?? '');
  if (max === null) return null;
  const min = { ...max, amount: Number(match?.[1] ?? max.amount) };
  return min.amount <= max.amount ? [elapsedMs(min), elapsedMs(max)] : null;
}
