/** Writes one decision, all or nothing. It contains no rule of its own: everything it does is named in the decision. */
import { countsAsTouch } from '../../core/counts.ts';
import type { Decision, RecordedTouch, TouchChange } from '../../core/decide/decision.ts';
import { invariant } from '../../core/invariant.ts';
import type { PlannedTouch } from '../../core/touch.ts';
import type { CommitResult, TouchRecord } from '../../ports/engine-store.ts';
import { clashes, succeed, turn } from './enrollments.ts';
import type { Kept, KeptEnrollment, KeptTouch } from './kept.ts';
import { markBad, noteOn } from './people.ts';
import { append, type Listening } from './signals.ts';
import { cancelTasks, changeTask, openTask } from './tasks.ts';

/** What can't be written is found before anything is. */
export function commitAll(
  store: Listening,
  decisions: readonly Decision[],
): readonly CommitResult[] {
  for (const decision of decisions) assertWritable(store, decision);
  return decisions.map((decision) => {
    const of = store.kept.enrollment(decision.next.id);
    if (of === null || !mayAdvance(store, of, decision)) return 'conflict';
    of.enrollment = decision.next;
    store.kept.wait(of, decision.wake);
    write(store, of, decision);
    return 'committed';
  });
}

function assertWritable({ kept }: Listening, decision: Decision): void {
  const { next, expectedRevision, plannedTouches } = decision;
  if (kept.enrollment(next.id)?.enrollment.revision !== expectedRevision) return;
  for (const { id, prospectId } of plannedTouches) {
    kept.person(prospectId);
    invariant(!kept.touches.has(id), `touch ${id} is new`);
  }
}

/** `false`: the enrollment has moved on, the person was enrolled elsewhere meanwhile, or what the move takes back has gone on its way. */
function mayAdvance(
  { kept }: Listening,
  of: KeptEnrollment,
  { expectedRevision, begun, moved }: Decision,
): boolean {
  if (of.enrollment.revision !== expectedRevision) return false;
  if (begun.some((successor) => clashes(kept, successor))) return false;
  const withdraws = moved?.withdraws ?? null;
  return withdraws === null || kept.touches.get(withdraws)?.record.status === 'planned';
}

function write(store: Listening, of: KeptEnrollment, decision: Decision): void {
  const { kept, mailboxes } = store;
  const { next, activities } = decision;
  const atMs = activities[0]?.atMs ?? next.settledAtMs;
  const rank = next.sentCount > 0 ? 0 : 1;
  turn(kept, of, decision.turn, atMs);
  for (const touch of decision.plannedTouches) addTouch(kept, of, plannedTouch(of, touch, rank));
  for (const touch of decision.recordedTouches) {
    if (kept.touches.has(touch.id)) continue;
    const recorded = recordedTouch(of, touch);
    addTouch(kept, of, recorded);
    if (recorded.counts) of.person.opened += 1;
  }
  for (const each of decision.touchChanges) changeTouch(store, each);
  for (const { taskId, status, outcome, note, text } of decision.closedTasks) {
    const said = text === undefined ? {} : { text };
    changeTask(kept, taskId, { status, closedAtMs: atMs, outcome, note, ...said });
  }
  for (const { taskId, untilMs, note } of decision.snoozedTasks)
    changeTask(kept, taskId, { snoozedUntilMs: untilMs, dueAtMs: untilMs, note });
  for (const { taskId, dueAtMs } of decision.movedDeadlines) changeTask(kept, taskId, { dueAtMs });
  for (const kind of decision.cancelledTaskKinds) cancelTasks(of, kind, atMs);
  if (decision.appliedSignalIds.length > 0)
    of.pending = of.pending.filter(({ id }) => !decision.appliedSignalIds.includes(id));
  for (const raised of decision.raisedSignals) append(store, raised);
  for (const address of decision.badAddresses) markBad(kept, address, decision.next.prospectId);
  for (const rest of decision.restedMailboxes) mailboxes.restLonger(rest);
  for (const noted of decision.noted) noteOn(kept, of.person, noted);
  for (const successor of decision.begun) succeed(kept, successor, of.pending);
  for (const task of decision.openedTasks) openTask(kept, task);
  for (const activity of activities) of.person.activities.push(activity);
}

/** Its place is that of its instant, then of its id. */
function addTouch(kept: Kept, of: KeptEnrollment, touch: KeptTouch): void {
  const { record, plannedAtMs } = touch;
  kept.touches.set(record.id, touch);
  let at = of.touches.length;
  for (; at > 0; at--) {
    const before = of.touches[at - 1]!;
    const isBefore =
      before.plannedAtMs === plannedAtMs
        ? before.record.id < record.id
        : before.plannedAtMs < plannedAtMs;
    if (isBefore) break;
  }
  of.touches.splice(at, 0, touch);
  of.person.touches.push(touch);
  if (record.status === 'planned') kept.plannedIn(record.mailbox).add(touch);
}

function plannedTouch(of: KeptEnrollment, touch: PlannedTouch, rank: 0 | 1): KeptTouch {
  const { plannedAtMs } = touch;
  return { ...FRESH, of, plannedAtMs, rank, counts: true, record: recordOf(touch) };
}

/** By a rep: it left without a gate, from no mailbox. */
function recordedTouch(of: KeptEnrollment, touch: RecordedTouch): KeptTouch {
  const { plannedAtMs, channel, action, outcome } = touch;
  const done = { mailbox: null, status: 'sent', atMs: plannedAtMs, attempts: 1, outcome } as const;
  const counts = countsAsTouch(channel, action, outcome);
  return { ...FRESH, of, plannedAtMs, rank: 1, counts, record: { ...recordOf(touch), ...done } };
}

const FRESH = {
  firstAttemptAtMs: null,
  dataStarted: false,
  intent: null,
  openedDay: null,
  message: null,
} as const;

function recordOf(touch: PlannedTouch): TouchRecord {
  const { id, enrollmentId, step, visit, channel, mailbox, template, notBeforeMs } = touch;
  return {
    id,
    enrollmentId,
    step,
    visit,
    channel,
    mailbox,
    template,
    notBeforeMs,
    status: 'planned',
    messageId: null,
    serverMessageId: null,
    references: [],
    subject: null,
    to: null,
    atMs: null,
    attempts: 0,
    outcome: null,
    detail: null,
  };
}

function changeTouch({ kept, mailboxes }: Listening, change: TouchChange): void {
  const touch = kept.touches.get(change.touchId);
  if (touch === undefined || !change.from.includes(touch.record.status)) return;
  const { record, message } = touch;
  const { to: status, detail, serverMessageId } = change;
  mailboxes.change(touch, status);
  if (status === 'planned') {
    touch.record = {
      ...record,
      status,
      detail,
      notBeforeMs: change.notBeforeMs ?? record.notBeforeMs,
    };
    touch.dataStarted = false;
    // Surely not accepted: the mailbox gets the day's slot back.
    if (touch.openedDay !== null && record.mailbox !== null)
      mailboxes.giveBack(record.mailbox, touch.openedDay);
    touch.openedDay = null;
    kept.plannedIn(record.mailbox).add(touch);
    return;
  }
  const isRenamed = serverMessageId !== null && message !== null;
  touch.record = { ...record, status, detail, ...(isRenamed ? { serverMessageId } : {}) };
  kept.plannedIn(record.mailbox).delete(touch);
}
