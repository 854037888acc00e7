/** May the mailboxes send as many emails as the sequence asks for? Arithmetic on what is written; `simulate` plays it. */
import { counted } from '../../core/counted.ts';
import { capOn, mailboxDay, type MailboxLimits } from '../../core/budget.ts';
import { weekdayOf } from '../../core/time/civil-date.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import { waysOf } from '../../core/flow.ts';
import type { Sequence } from '../../core/sequence.ts';
import type { SendWindow } from '../../core/time/window.ts';
import { problemAt, type Problem } from '../../definition/reading/problem.ts';
import { writtenList } from '../../definition/reading/written.ts';
import type { LineSettings } from '../../runner/settings.ts';
import type { LintNeeds, WrittenSequence } from './written-sequence.ts';

/** Of 52 whole weeks. */
const DAYS_OF_A_YEAR = 364;

export async function capacityProblems(
  written: WrittenSequence,
  stores: LintNeeds['stores'],
  nowMs: number,
): Promise<readonly Problem[]> {
  const { sequence, mailboxes } = written;
  const emails = mostEmails(sequence);
  if (emails === 0 || mailboxes.length === 0) return [];
  const room = await roomIn(written, stores, nowMs);
  const load = await loadOf(written, stores);
  const { perDay: starts } = sequence.enroll;
  const problem =
    starts === null
      ? yearProblem(written, emails, room, load, openDays(sequence.window, nowMs))
      : dayProblem(written, emails, starts, room, load);
  return problem === null ? [] : [problem];
}

/** Of all mailboxes of the sequence together. */
interface Room {
  /** Once no ramp holds them. */
  readonly perDay: number;
  /** After so many more days of sending. */
  readonly after: (sendDays: number) => number;
}

async function roomIn(
  { sequence, mailboxes }: WrittenSequence,
  stores: LintNeeds['stores'],
  nowMs: number,
): Promise<Room> {
  const each: ((sendDays: number) => number)[] = [];
  for (const { id, limits } of mailboxes) {
    const used = await stores?.runner.mailbox(id, mailboxDay(limits, nowMs));
    each.push((more) =>
      Math.min(mostOf(limits, sequence), capOn(limits, (used?.sendDays ?? 0) + more)),
    );
  }
  return {
    perDay: mailboxes.reduce((sum, { limits }) => sum + mostOf(limits, sequence), 0),
    after: (sendDays) => each.reduce((sum, most) => sum + most(sendDays), 0),
  };
}

interface Load {
  /** Who is in this sequence. */
  readonly people: number;
  /** Emails that people of other sequences may still get from the same mailboxes, at most; and on one day, where it is known. */
  readonly others: readonly {
    readonly sequence: string;
    readonly emails: number;
    readonly perDay: number;
  }[];
}

async function loadOf(
  { sequence, mailboxes }: WrittenSequence,
  stores: LintNeeds['stores'],
): Promise<Load> {
  const unfinished = (await stores?.enrollments.unfinished()) ?? [];
  const own = unfinished.filter((each) => each.sequence === sequence.name);
  const theirs = unfinished.filter(
    (each) => each.sequence !== sequence.name && mailboxes.some(({ id }) => id === each.mailbox),
  );
  const others: Load['others'][number][] = [];
  for (const name of new Set(theirs.map((each) => each.sequence))) {
    const inIt = theirs.filter((each) => each.sequence === name);
    const version = (await stores?.enrollments.version(inIt.at(-1)!.version))?.sequence;
    if (version === undefined) continue;
    const people = sumOf(inIt, ({ enrollments }) => enrollments);
    const emails = mostEmails(version);
    const starts = Math.min(people, version.enroll.perDay ?? 0);
    others.push({ sequence: name, emails: people * emails, perDay: starts * emails });
  }
  return { people: sumOf(own, ({ enrollments }) => enrollments), others };
}

function dayProblem(
  { sequence, mailboxes }: WrittenSequence,
  emails: number,
  starts: number,
  room: Room,
  load: Load,
): Problem | null {
  const busy = load.others.filter(({ perDay }) => perDay > 0);
  const theirs = sumOf(busy, ({ perDay }) => perDay);
  const wanted = starts * emails;
  const now = room.after(0);
  if (wanted + theirs <= Math.min(room.perDay, now)) return null;
  const isRamp = wanted + theirs <= room.perDay;
  const may = isRamp ? now : room.perDay;
  const days = sequence.window.days.length;
  const others =
    theirs === 0 ? '' : `, ${theirs} more are those of ${namesOf(busy)} from the same mailboxes`;
  const inWeek = isRamp
    ? ` for now (a ramp reaches that after ${daysUntil(room, wanted + theirs)} more days of sending)`
    : ` (${(wanted + theirs) * days} against ${may * days} in a week of ${days} days)`;
  const message = `${starts} people a day with up to ${counted(emails, 'email')} each are ${wanted} emails a day${others}, and ${whoMay(mailboxes)} ${may}${inWeek}: follow-ups come later and later`;
  const most = Math.floor((may - theirs) / emails);
  const hint = most > 0 ? `per_day: ${most}, or more mailboxes` : 'more mailboxes, or a higher cap';
  return warning(['enroll', 'per_day'], message, hint);
}

function daysUntil({ after }: Room, wanted: number): number {
  let days = 1;
  while (after(days) < wanted) days += 1;
  return days;
}

function yearProblem(
  { sequence, mailboxes }: WrittenSequence,
  emails: number,
  room: Room,
  { people, others }: Load,
  days: number,
): Problem | null {
  const theirs = sumOf(others, (each) => each.emails);
  const wanted = people * emails;
  let inYear = 0;
  for (let day = 0; day < days; day += 1) inYear += room.after(day);
  if (people === 0 || wanted + theirs <= inYear) return null;
  const more = theirs === 0 ? '' : `, those of ${namesOf(others)} up to ${theirs} more`;
  const message = `${people} enrolled people with up to ${counted(emails, 'email')} each are ${wanted} emails${more}, and ${whoMay(mailboxes)} ${room.perDay} a day on ${openWords(sequence.window, days)}: that takes more than a year`;
  return warning(['mailboxes'], message, 'more mailboxes, or fewer people');
}

/** Days of the next year on which the window may open, in any zone; public holidays are not asked. */
function openDays({ days, blackout }: SendWindow, nowMs: number): number {
  const today = Math.floor(nowMs / DAY_MS);
  const isOpen = (day: number): boolean =>
    days.includes(weekdayOf(day)) && !blackout.some(([from, to]) => from <= day && day <= to);
  return Array.from({ length: DAYS_OF_A_YEAR }, (_, index) => today + index).filter(isOpen).length;
}

function openWords({ days, blackout }: SendWindow, open: number): string {
  return blackout.length === 0
    ? `${days.length} days a week`
    : `the ${open} days of the next year that blackout leaves open`;
}

function whoMay(mailboxes: readonly LineSettings[]): string {
  const names = mailboxes.map(({ id }) => id);
  return `${names.length === 1 ? 'mailbox' : 'mailboxes'} ${writtenList(names)} may send`;
}

function namesOf(others: Load['others']): string {
  return writtenList([...new Set(others.map(({ sequence }) => sequence))]);
}

function sumOf<T>(each: readonly T[], value: (one: T) => number): number {
  return each.reduce((sum, one) => sum + value(one), 0);
}

function warning(path: Problem['path'], message: string, hint: string): Problem {
  return { ...problemAt(path, 'capacity_too_small', message, hint), severity: 'warning' };
}

/** On one day: its cap, or as many as its gap leaves room for in the open hours of one zone. */
function mostOf(limits: MailboxLimits, { window }: Sequence): number {
  const [gapMs] = limits.gapMs;
  // People in other zones open other hours.
  if (gapMs === 0 || window.zone === 'prospect') return limits.capPerDay;
  const openMs = window.hours.reduce((sum, [start, end]) => sum + (end - start) * 60_000, 0);
  return Math.min(limits.capPerDay, Math.floor(openMs / gapMs) + 1);
}

/** Of the way with the most. */
function mostEmails({ steps }: Pick<Sequence, 'steps'>): number {
  const most = new Map<string, number>();
  // Jumps lead forward, so what a step leads to was counted before it.
  for (const step of steps.toReversed()) {
    const behind = Math.max(
      0,
      ...waysOf(step).map(({ to }) => (to === null ? 0 : (most.get(to) ?? 0))),
    );
    most.set(step.id, behind + (step.kind === 'email' && step.enabled ? 1 : 0));
  }
  return steps[0] === undefined ? 0 : (most.get(steps[0].id) ?? 0);
}
