/** May a person be enrolled in a sequence, from which mailbox, and on which day do they start? */
import { addDuration, type Calendar } from '../core/time/calendar.ts';
import type { LawRule, Ledger } from '../core/person/consent.ts';
import { toEpochMs, toLocal } from '../core/time/local-time.ts';
import { addressOn, type Prospect } from '../core/person/prospect.ts';
import { addressFor, isTouch, type Sequence } from '../core/sequence.ts';
import { nextOpening } from '../core/time/window.ts';
import { consentChannelOf, maySend, type Compliance } from './may-send.ts';

/** Why a person is not enrolled; stable words of `enroll --json`. */
export type Refusal =
  | 'opted_out'
  | 'suppressed'
  | 'already_enrolled'
  | 'exclusive_elsewhere'
  | 'finished_before'
  | 'touched_recently'
  | 'no_address'
  | 'no_consent'
  | 'no_mailbox'
  | 'account_limit'
  | 'no_start_date'
  | 'bad_start_date'
  | 'start_date_passed';

/** What is known of a person before they are enrolled. */
export interface EnrollFacts {
  readonly enrollments: readonly {
    readonly sequence: string;
    readonly status: string;
    readonly exclusive: boolean;
  }[];
  /** In words; `null`: no suppression binds them. */
  readonly suppressedBy: string | null;
  readonly ledger: Ledger;
  /** They opted out or complained, whenever it was. */
  readonly hasOptedOut: boolean;
  /** Epoch ms; `null`: never. */
  readonly lastTouchedAtMs: number | null;
}

/** Where somebody lives: waits count on its clock and calendar. */
export interface Home {
  readonly zone: string;
  readonly calendar: Calendar;
}

/** The same, and what the workspace asks of the law there. */
export interface LawfulHome extends Home {
  readonly compliance: Compliance;
}

/**
 * The strongest reason against it; `null`: they may be enrolled.
 *
 * @param home  The person's: `untouched_for: 14 days` are days on their wall.
 */
export function refusalOf(
  sequence: Sequence,
  prospect: Prospect,
  facts: EnrollFacts,
  nowMs: number,
  home: LawfulHome,
): Refusal | null {
  return (
    wish(prospect, facts) ??
    clash(sequence, facts) ??
    tooSoon(sequence, facts, nowMs, home) ??
    unreachable(sequence, prospect, facts, nowMs, home.compliance)
  );
}

/** The same, with the instants at which their enrollments began. */
export interface HandoverFacts extends EnrollFacts {
  readonly enrollments: readonly (EnrollFacts['enrollments'][number] & {
    readonly startsAtMs: number;
  })[];
}

/**
 * The same where another sequence hands the person over: of the rules of enrolling only `duplicates` binds. Two sequences that hand people
 * over to each other, and touch nobody, would do so for ever: who was there is taken again only after something happened.
 */
export function handoverRefusalOf(
  sequence: Sequence,
  prospect: Prospect,
  facts: HandoverFacts,
  nowMs: number,
  compliance: Compliance,
): Refusal | 'goes_in_circles' | null {
  const alone = { ...sequence, enroll: { ...sequence.enroll, exclusive: false } };
  return (
    wish(prospect, facts) ??
    clash(alone, facts) ??
    unreachable(sequence, prospect, facts, nowMs, compliance) ??
    (isCircle(sequence, facts) ? 'goes_in_circles' : null)
  );
}

function isCircle({ name }: Sequence, { enrollments, lastTouchedAtMs }: HandoverFacts): boolean {
  const touchedAtMs = lastTouchedAtMs ?? -Infinity;
  const untouched = enrollments.filter(
    (each) =>
      each.sequence === name && each.status === 'finished' && each.startsAtMs >= touchedAtMs,
  );
  // The touch of the same instant may be its own: once.
  return untouched.length > 1 || untouched.some((each) => each.startsAtMs > touchedAtMs);
}

/** A lifted suppression takes an opt-out back, but only where there was an address to suppress. */
function wish(prospect: Prospect, facts: EnrollFacts): Refusal | null {
  if (facts.suppressedBy !== null) return facts.hasOptedOut ? 'opted_out' : 'suppressed';
  const isListable = prospect.identities.some(({ kind }) => kind === 'email' || kind === 'phone');
  return facts.hasOptedOut && !isListable ? 'opted_out' : null;
}

function clash({ name, enroll }: Sequence, { enrollments }: EnrollFacts): Refusal | null {
  const same = enrollments.filter((each) => each.sequence === name);
  const running = enrollments.filter((each) => each.status !== 'finished');
  const isInIt = running.some((each) => each.sequence === name);
  // An exclusive sequence stands beside no exclusive one, itself included.
  if (isInIt && (enroll.duplicates !== 'allow' || enroll.exclusive)) return 'already_enrolled';
  if (enroll.exclusive && running.some((each) => each.exclusive)) return 'exclusive_elsewhere';
  if (enroll.duplicates === 'disallow' && same.length > 0) return 'finished_before';
  return null;
}

function tooSoon(
  { enroll }: Sequence,
  { lastTouchedAtMs }: EnrollFacts,
  nowMs: number,
  { zone, calendar }: Home,
): Refusal | null {
  if (enroll.untouchedFor === null || lastTouchedAtMs === null) return null;
  const freeAtMs = addDuration(lastTouchedAtMs, enroll.untouchedFor, zone, calendar);
  return nowMs < freeAtMs ? 'touched_recently' : null;
}

/**
 * `null`: at least one step has something to reach them by and may go. A plain task needs nothing, nor does a sequence that touches nobody,
 * and a handover asks the sequence that it leads to.
 */
function unreachable(
  sequence: Sequence,
  prospect: Prospect,
  { ledger }: EnrollFacts,
  nowMs: number,
  compliance: Compliance,
): 'no_address' | 'no_consent' | null {
  if (!sequence.steps.some(isTouch)) return null;
  const reaching = sequence.steps.filter((step) => {
    if (!isTouch(step)) return step.kind === 'handover';
    const needed = addressFor(step);
    return needed === null || addressOn(prospect, needed) !== null;
  });
  if (reaching.length === 0) return 'no_address';
  const canGo = reaching.some((step) => {
    const channel = consentChannelOf(step);
    if (channel === null) return true;
    const law = maySend({ compliance, channel, prospect, ledger, rangAtMs: [], nowMs });
    // Any day a newer list may be imported.
    return law?.verdict !== 'hold' || LIST_AGE.has(law.rule);
  });
  return canGo ? null : 'no_consent';
}

const LIST_AGE: ReadonlySet<LawRule> = new Set(['us_dnc_list_age', 'uk_dnc_list_age']);

/** A mailbox that may be given to people. */
export interface Rotatable {
  readonly id: string;
  readonly rep: string | null;
}

/**
 * Who writes to this person: their owner's mailbox, or the one with the fewest people; of equals the first.
 * Somebody without an owner who is a rep is everybody's.
 *
 * @param load  People per mailbox; the caller counts the new ones.
 * @returns `null`: the owner has no mailbox. Also for a sequence that sends no email: it needs none.
 */
export function mailboxFor(
  sequence: Sequence,
  owner: string | null,
  mailboxes: readonly Rotatable[],
  reps: readonly string[],
  load: ReadonlyMap<string, number>,
): string | null {
  if (!sendsEmail(sequence)) return null;
  const named = sequence.mailboxes;
  const allowed =
    named !== 'owner'
      ? named
      : mailboxes
          .filter((each) => owner === null || !reps.includes(owner) || each.rep === owner)
          .map((each) => each.id);
  const loadOf = (id: string): number => load.get(id) ?? 0;
  return allowed.toSorted((a, b) => loadOf(a) - loadOf(b))[0] ?? null;
}

export function sendsEmail(sequence: Sequence): boolean {
  return sequence.steps.some((step) => step.kind === 'email');
}

/**
 * The days on which those start who start from `atMs`: until the end of the next day on which the window opens, so that a
 * weekend and its Monday are one.
 *
 * @param home  The workspace's: its zone, and the holidays of the country that the window names.
 */
export function startSpan({ window }: Sequence, { zone, calendar }: Home, atMs: number): DaySpan {
  const opensMs = nextOpening(window, zone, calendar, atMs) ?? atMs;
  return { fromMs: daySpanOf(zone, atMs).fromMs, untilMs: daySpanOf(zone, opensMs).untilMs };
}

/** Local days: from a midnight to another one. */
export interface DaySpan {
  readonly fromMs: number;
  readonly untilMs: number;
}

function daySpanOf(zone: string, atMs: number): DaySpan {
  const { day } = toLocal(zone, atMs);
  return { fromMs: toEpochMs(zone, day, 0), untilMs: toEpochMs(zone, day + 1, 0) };
}
