/** May the mailboxes send as many emails as the sequence asks for? Arithmetic on what is written; `simulate` plays it. */
import { waysOf } from '../../core/flow.ts';
import type { Sequence } from '../../core/sequence.ts';
import { problemAt, type Problem } from '../../definition/problem.ts';
import { writtenList } from '../../definition/written.ts';
import type { MailboxSettings } from '../../runner/settings.ts';
import { enrolledPeople } from './enrolled-people.ts';
import type { LintNeeds, WrittenSequence } from './written-sequence.ts';

const WEEKS_OF_A_YEAR = 52;

export async function capacityProblems(
  written: WrittenSequence,
  stores: LintNeeds['stores'],
): Promise<readonly Problem[]> {
  const { sequence, mailboxes } = written;
  const emails = mostEmails(sequence);
  if (emails === 0 || mailboxes.length === 0) return [];
  const perDay = mailboxes.reduce((sum, each) => sum + mostOf(each, sequence), 0);
  const names = mailboxes.map(({ id }) => id);
  const may = `${names.length === 1 ? 'mailbox' : 'mailboxes'} ${writtenList(names)} may send ${perDay}`;
  const days = sequence.window.days.length;
  const { perDay: starts } = sequence.enroll;
  if (starts !== null) {
    const wanted = starts * emails;
    if (wanted <= perDay) return [];
    const message = `${starts} people a day with up to ${counted(emails)} each are ${wanted} emails a day, and ${may} (${wanted * days} against ${perDay * days} in a week of ${days} days): follow-ups come later and later`;
    const most = Math.floor(perDay / emails);
    const hint =
      most > 0 ? `per_day: ${most}, or more mailboxes` : 'more mailboxes, or a higher cap';
    return [warning(['enroll', 'per_day'], message, hint)];
  }
  const people = stores === null ? 0 : (await enrolledPeople(stores, sequence.name)).length;
  const wanted = people * emails;
  if (wanted <= perDay * days * WEEKS_OF_A_YEAR) return [];
  const message = `${people} enrolled people with up to ${counted(emails)} each are ${wanted} emails, and ${may} a day on ${days} days a week: that takes more than a year`;
  return [warning(['mailboxes'], message, 'more mailboxes, or fewer people')];
}

function warning(path: Problem['path'], message: string, hint: string): Problem {
  return { ...problemAt(path, 'capacity_too_small', message, hint), severity: 'warning' };
}

function counted(emails: number): string {
  return emails === 1 ? '1 email' : `${emails} emails`;
}

/** On one day: its cap, or as many as its gap leaves room for in the open hours of one zone. */
function mostOf({ limits }: MailboxSettings, { window }: Sequence): number {
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
