/** What may be done now? */
import type { CountedTouch } from '../../core/budget.ts';
import { rings } from '../../core/counts.ts';
import type { Due, History, Orphan, PlannedSend } from '../../ports/engine-store.ts';
import { withBound } from '../binding-names.ts';
import { lastTouchOf } from '../last-touch.ts';
import { mayHaveReached, reachedByHand } from '../reached.ts';
import type { Kept, KeptEnrollment, KeptPerson, KeptTouch } from './kept.ts';
import type { Bindings } from './bindings.ts';

export function dueOf(
  { enrollment, person, pending }: KeptEnrollment,
  { suppressions, consents }: Bindings,
): Due {
  const bound = suppressions.of(person);
  return {
    enrollment,
    prospect: person.prospect,
    signals: pending,
    suppressedBy: bound.by,
    suppressionEpoch: suppressions.epoch,
    ledger: withBound(consents.of(person), bound),
  };
}

/** Oldest signal first. */
export function signalled({ enrollments }: Kept, limit: number): readonly KeptEnrollment[] {
  const oldest = ({ pending: [first] }: KeptEnrollment): number => Number(first?.id.slice(1));
  return enrollments
    .filter(({ pending }) => pending.length > 0)
    .toSorted((a, b) => oldest(a) - oldest(b) || a.row - b.row)
    .slice(0, limit);
}

export function historyOf(
  kept: Kept,
  of: KeptEnrollment,
  sinceMs: number,
  ofAccount: boolean,
): History {
  const { enrollment, person } = of;
  const { id, cursor, visit } = enrollment;
  const review = cursor === null ? undefined : kept.tasks.get(`${id}.${cursor}.${visit}.review`);
  return {
    touches: touchesOf(kept, of).map(({ record }) => record),
    lastTouch: lastTouchOf(person.touches.map(({ record }) => record)),
    counted: countedOf(person, sinceMs),
    rangAtMs: rangOf(person, sinceMs),
    signals: person.signals,
    approved: review?.task.status === 'done' ? review.task.text : null,
    personOpened: person.opened,
    mailboxes: mailboxesOf(person),
    account: accountOf(kept, person, sinceMs, ofAccount),
  };
}

export const NO_HISTORY: History = {
  touches: [],
  lastTouch: null,
  counted: [],
  rangAtMs: [],
  signals: [],
  approved: null,
  personOpened: 0,
  mailboxes: [],
  account: { hasOpenAnswer: false, lastMeetingAtMs: null, counted: [], opened: null },
};

/** Of the enrollment and of those it continues, oldest first. */
function touchesOf(kept: Kept, { enrollment, touches }: KeptEnrollment): readonly KeptTouch[] {
  const { continuedFrom } = enrollment;
  const before = continuedFrom === null ? null : kept.enrollment(continuedFrom);
  return before === null ? touches : [...touchesOf(kept, before), ...touches];
}

function countedOf(
  { prospect, touches, signals }: KeptPerson,
  sinceMs: number,
): readonly CountedTouch[] {
  const { id: prospectId } = prospect;
  const counted: CountedTouch[] = [];
  for (const { record, counts } of touches) {
    const { id: touchId, channel, atMs, status } = record;
    if (counts && atMs !== null && atMs >= sinceMs && mayHaveReached(status))
      counted.push({ prospectId, channel, atMs, touchId });
  }
  for (const { channel, atMs, ...each } of signals)
    if (atMs >= sinceMs && reachedByHand({ channel, ...each }))
      counted.push({ prospectId, channel, atMs, touchId: null });
  return counted;
}

/** A call that nobody took rang as well. */
function rangOf({ touches, signals }: KeptPerson, sinceMs: number): readonly number[] {
  const rang = touches.flatMap(({ record: { atMs, channel, status } }) =>
    rings(channel) && atMs !== null && mayHaveReached(status) ? [atMs] : [],
  );
  const byHand = signals.flatMap(({ kind, channel, atMs }) =>
    kind === 'manual_touch' && rings(channel) ? [atMs] : [],
  );
  return [...rang, ...byHand].filter((atMs) => atMs >= sinceMs);
}

function mailboxesOf({ touches }: KeptPerson): readonly string[] {
  const found: string[] = [];
  for (const { record } of touches) {
    const { mailbox, atMs } = record;
    if (atMs !== null && mailbox !== null && !found.includes(mailbox)) found.push(mailbox);
  }
  return found;
}

function accountOf(
  kept: Kept,
  { prospect }: KeptPerson,
  sinceMs: number,
  isAsked: boolean,
): History['account'] {
  const colleagues = kept.ofAccount(prospect.accountId);
  const meetings = colleagues.flatMap(({ signals }) =>
    signals.flatMap(({ kind, atMs }) => (kind === 'meeting_booked' ? [atMs] : [])),
  );
  const isCounted = isAsked && prospect.accountId !== null;
  return {
    hasOpenAnswer: colleagues.some(({ replyTasks }) =>
      replyTasks.some(({ task }) => task.status === 'open'),
    ),
    lastMeetingAtMs: meetings.length === 0 ? null : Math.max(...meetings),
    counted: isCounted ? colleagues.flatMap((each) => countedOf(each, sinceMs)) : [],
    opened: isCounted ? colleagues.reduce((sum, each) => sum + each.opened, 0) : null,
  };
}

/** Planned touches that may leave, follow-ups first, then oldest. */
export function plannedSends(
  kept: Kept,
  bindings: Bindings,
  line: string,
  nowMs: number,
  limit: number,
): readonly PlannedSend[] {
  const planned = [...(kept.planned.get(line) ?? [])];
  return planned
    .filter(({ record, of }) => record.notBeforeMs <= nowMs && of.enrollment.status === 'active')
    .toSorted(
      (a, b) =>
        a.rank - b.rank || a.record.notBeforeMs - b.record.notBeforeMs || a.of.row - b.of.row,
    )
    .slice(0, limit)
    .map(({ of, record, firstAttemptAtMs, message }) => ({
      ...dueOf(of, bindings),
      touch: record,
      firstAttemptAtMs,
      message,
    }));
}

export function orphans({ touches }: Kept): readonly Orphan[] {
  const sending = [...touches.values()].filter(({ record }) => record.status === 'sending');
  return sending
    .toSorted((a, b) => (a.intent ?? 0) - (b.intent ?? 0))
    .map(({ record, of, dataStarted, firstAttemptAtMs }) => ({
      touch: record,
      dataStarted,
      firstAttemptAtMs: firstAttemptAtMs ?? 0,
      enrollmentId: of.enrollment.id,
    }));
}

/** `Infinity`: nothing is planned in the lane. */
export function nextDueAtMs({ line, planned }: Kept, lane: string): number {
  let nextMs = line.nextMs(lane);
  for (const { record, of } of planned.get(lane) ?? [])
    if (of.enrollment.status === 'active') nextMs = Math.min(nextMs, record.notBeforeMs);
  return nextMs;
}
