/** Puts people into a version of a sequence: who may, who may not and why, when each starts, and who writes to them. */
import { NO_LEDGER } from '../../core/person/consent.ts';
import { beginningOf } from '../../core/decide/enroll.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { anchoredStart, type AnchoredStart } from '../../core/start.ts';
import {
  mailboxFor,
  refusalOf,
  sendsEmail,
  startSpan,
  type Home,
  type Refusal,
} from '../../policy/enroll-rules.ts';
import type { NewEnrollment, NewVersion } from '../../ports/enrollment-store.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { bareContext } from '../../runner/deciding/context.ts';
import { AccountTurns } from './account-turns.ts';
import type { LearnHolidays } from '../people/learn-holidays.ts';

export interface EnrollRequest {
  readonly version: NewVersion;
  /** The sequences it may hand people over to: stored with it, so that a handover finds one. */
  readonly successors: readonly NewVersion[];
  /** In the order in which they are to start. */
  readonly people: AsyncIterable<readonly Prospect[]>;
  /** Most people to enroll; those after them are not looked at. */
  readonly limit: number | null;
  /** Nobody starts before; `null`: now. */
  readonly startMs: number | null;
  /** Decide and write nothing. */
  readonly dryRun: boolean;
  readonly nowMs: number;
}

export type EnrollCode = 'enrolled' | 'pending' | Refusal;

export interface EnrollReport {
  readonly results: readonly { readonly prospect: Prospect; readonly code: EnrollCode }[];
  /** The earliest instant at which one of the new enrollments wants to be looked at; `null`: nobody was enrolled. */
  readonly firstDueAtMs: number | null;
}

interface Needs extends Pick<Stores, 'enrollments'>, Pick<Deciding, 'settings' | 'whereabouts'> {
  readonly learn: LearnHolidays;
}

export async function enrollPeople(to: Needs, request: EnrollRequest): Promise<EnrollReport> {
  const { limit, dryRun } = request;
  if (!dryRun) {
    const { holidays } = request.version.sequence.window;
    await to.learn([/^[A-Z]{2}$/.test(holidays) ? holidays : null]);
    await storeVersions(to, request);
  }
  const plan = await startPlan(to, request);
  const results: { prospect: Prospect; code: EnrollCode }[] = [];
  let firstDueAtMs: number | null = null;
  let left = limit ?? Infinity;
  for await (const people of request.people) {
    if (left <= 0) break;
    if (!dryRun) await to.learn(people.map((each) => each.country));
    const judged = await judge(to, request, plan, people, left);
    const added = judged.flatMap(({ added: each }) => (each === null ? [] : [each]));
    const ids = dryRun ? added.map(() => 'e0') : await to.enrollments.enroll(added);
    let at = 0;
    for (const { prospect, code, added: each } of judged) {
      if (each === null) {
        results.push({ prospect, code });
        continue;
      }
      const isIn = ids[at++] !== null;
      // Somebody else enrolled them between our look and our write.
      results.push({ prospect, code: isIn ? code : 'already_enrolled' });
      if (!isIn) continue;
      left -= 1;
      firstDueAtMs = Math.min(firstDueAtMs ?? Infinity, each.wake.atMs);
    }
  }
  return { results, firstDueAtMs };
}

async function storeVersions(
  { enrollments }: Needs,
  { version, successors, nowMs }: EnrollRequest,
): Promise<void> {
  for (const each of [...successors, version]) await enrollments.storeVersion(each, nowMs);
  await enrollments.makeCurrent(version.sequence.name, version.sequence.version, nowMs);
}

/** Who starts when and from where, while it fills up. */
interface StartPlan {
  /** The workspace's. */
  readonly home: Home;
  /** Of who is not bound to a date: on the days before there is no room. */
  startMs: number;
  /** Days that `per_day` counts together, by their end: how many more may start in them. */
  readonly room: Map<number, number>;
  readonly load: Map<string, number>;
  readonly turns: AccountTurns;
}

async function startPlan(
  to: Needs,
  { version, startMs, nowMs }: EnrollRequest,
): Promise<StartPlan> {
  const first = Math.max(startMs ?? nowMs, nowMs);
  const home = {
    zone: to.settings.zone,
    calendar: await to.whereabouts.calendarOf({ country: null }, version.sequence.window, nowMs),
  };
  return {
    home,
    startMs: first,
    room: new Map(),
    load: new Map(await to.enrollments.loadByMailbox()),
    turns: new AccountTurns(to.enrollments, version.sequence),
  };
}

interface Judged {
  readonly prospect: Prospect;
  readonly code: EnrollCode;
  /** `null`: refused. */
  readonly added: NewEnrollment | null;
}

async function judge(
  to: Needs,
  request: EnrollRequest,
  plan: StartPlan,
  people: readonly Prospect[],
  most: number,
): Promise<readonly Judged[]> {
  const { sequence } = request.version;
  const facts = await to.enrollments.factsOf(people.map((each) => each.id));
  const judged: Judged[] = [];
  let left = most;
  for (const [index, prospect] of people.entries()) {
    if (left <= 0) break;
    const { zone } = await to.whereabouts.zoneOf(prospect, request.nowMs);
    const calendar = await to.whereabouts.calendarOf(prospect, sequence.window, request.nowMs);
    const mailbox = mailboxOf(to, request, plan, prospect);
    const refusal =
      refusalOf(sequence, prospect, facts[index]!, request.nowMs, {
        zone,
        calendar,
        compliance: to.settings.compliance,
      }) ?? (mailbox === null && sendsEmail(sequence) ? 'no_mailbox' : null);
    const anchored = anchorOf(request, prospect, { zone, calendar });
    const turn = await plan.turns.of(prospect, { nowMs: request.nowMs, zone, calendar });
    const because =
      refusal ??
      (turn === 'account_limit' ? turn : null) ??
      (anchored?.ok === false ? anchored.because : null);
    if (because !== null) {
      judged.push({ prospect, code: because, added: null });
      continue;
    }
    if (mailbox !== null) plan.load.set(mailbox, (plan.load.get(mailbox) ?? 0) + 1);
    const startMs = await takeStart(to, request, plan, anchored?.ok === true ? anchored : null);
    const added = await begin(to, request, prospect, mailbox, startMs);
    plan.turns.add(prospect, startMs);
    const startsNow = startMs <= request.nowMs && turn === 'now';
    judged.push({ prospect, code: startsNow ? 'enrolled' : 'pending', added });
    left -= 1;
  }
  return judged;
}

function mailboxOf(
  { settings }: Needs,
  { version }: EnrollRequest,
  plan: StartPlan,
  prospect: Prospect,
): string | null {
  const reps = settings.reps.map((rep) => rep.id);
  return mailboxFor(version.sequence, prospect.owner, settings.mailboxes, reps, plan.load);
}

/** `null`: the sequence is anchored on no date. */
function anchorOf(
  { version, startMs, nowMs }: EnrollRequest,
  prospect: Prospect,
  { zone, calendar }: Home,
): AnchoredStart | null {
  const { start } = version.sequence;
  const fromMs = Math.max(startMs ?? nowMs, nowMs);
  return start === null ? null : anchoredStart(start, prospect, zone, calendar, fromMs);
}

/**
 * On the first day with room. Who begins by a date is not put off until it has passed.
 *
 * @param anchored  `null`: by no date.
 */
async function takeStart(
  to: Needs,
  { version: { sequence } }: EnrollRequest,
  plan: StartPlan,
  anchored: Extract<AnchoredStart, { readonly ok: true }> | null,
): Promise<number> {
  const { perDay } = sequence.enroll;
  let startMs = anchored?.atMs ?? plan.startMs;
  if (perDay === null) return startMs;
  for (;;) {
    const { fromMs, untilMs } = startSpan(sequence, plan.home, startMs);
    const room =
      plan.room.get(untilMs) ??
      perDay - (await to.enrollments.startsBetween(sequence.name, fromMs, untilMs));
    plan.room.set(untilMs, Math.max(0, room - 1));
    if (room > 0) break;
    // The others start at the midnight after; the window says when their first step may be done.
    startMs = untilMs;
    if (anchored !== null && startMs >= anchored.passesMs) return anchored.atMs;
  }
  if (anchored === null) plan.startMs = startMs;
  return startMs;
}

async function begin(
  to: Needs,
  { version, nowMs }: EnrollRequest,
  prospect: Prospect,
  mailbox: string | null,
  startMs: number,
): Promise<NewEnrollment> {
  const { sequence } = version;
  // The rep is looked up when a task opens: owners change.
  const assigned = { mailbox, rep: null };
  const enrollment = { ...assigned, cursor: null };
  const about = { enrollment, prospect, suppressedBy: null, ledger: NO_LEDGER };
  const context = await bareContext(to, sequence, about, { nowMs, slept: null });
  return {
    ...beginningOf(sequence, context, assigned, startMs),
    exclusive: sequence.enroll.exclusive,
    alongside: sequence.enroll.duplicates === 'allow',
  };
}
