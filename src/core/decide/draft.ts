/** A decision while it is being made. Functions of this folder add to it; `decisionOf` freezes it. */
import type { Activity } from '../activity.ts';
import type { Enrollment } from '../enrollment.ts';
import { stepOf, type Channel, type Sequence, type Step } from '../sequence.ts';
import { effectsOnNobody } from '../person-effects.ts';
import { hasAddress } from '../person/prospect.ts';
import type { NewSignal } from '../signal.ts';
import type { DecideContext } from './context.ts';
import type { Decision, RaisedSignal } from './decision.ts';
import { wakeOf } from './wake.ts';

type Lists = Pick<
  Decision,
  | 'plannedTouches'
  | 'touchChanges'
  | 'openedTasks'
  | 'closedTasks'
  | 'snoozedTasks'
  | 'movedDeadlines'
  | 'cancelledTaskKinds'
  | 'appliedSignalIds'
  | 'badAddresses'
  | 'raisedSignals'
  | 'restedMailboxes'
  | 'noted'
  | 'begun'
  | 'recordedTouches'
  | 'activities'
>;
type Growing = { -readonly [List in keyof Lists]: [...Lists[List]] };

export interface DraftDecision extends Growing {
  moved: Decision['moved'];
  readonly sequence: Sequence;
  readonly context: DecideContext;
  readonly before: Enrollment;
  next: Enrollment;
  /** Where the signal that is being applied came in: an end says by what. */
  heardOn: Channel | null;
}

export function draftOf(
  sequence: Sequence,
  enrollment: Enrollment,
  context: DecideContext,
): DraftDecision {
  return {
    sequence,
    context,
    before: enrollment,
    next: enrollment,
    heardOn: null,
    plannedTouches: [],
    touchChanges: [],
    openedTasks: [],
    closedTasks: [],
    snoozedTasks: [],
    movedDeadlines: [],
    cancelledTaskKinds: [],
    appliedSignalIds: [],
    badAddresses: [],
    raisedSignals: [],
    restedMailboxes: [],
    noted: [],
    begun: [],
    recordedTouches: [],
    activities: [],
    moved: null,
  };
}

export function decisionOf(draft: DraftDecision): Decision {
  const { sequence, before, next } = draft;
  return {
    expectedRevision: before.revision,
    next: { ...next, revision: before.revision + 1 },
    wake: wakeOf(sequence, next, () => hasEmail(draft)),
    plannedTouches: draft.plannedTouches,
    touchChanges: draft.touchChanges,
    openedTasks: draft.openedTasks,
    closedTasks: draft.closedTasks,
    snoozedTasks: draft.snoozedTasks,
    movedDeadlines: draft.movedDeadlines,
    cancelledTaskKinds: draft.cancelledTaskKinds,
    appliedSignalIds: draft.appliedSignalIds,
    badAddresses: draft.badAddresses,
    raisedSignals: [...draft.raisedSignals, ...callbackDone(draft)],
    restedMailboxes: draft.restedMailboxes,
    noted: draft.noted,
    begun: draft.begun,
    recordedTouches: draft.recordedTouches,
    activities: draft.activities,
    turn: turnIn(draft),
    moved: draft.moved,
  };
}

function turnIn({ sequence, before, next }: DraftDecision): Decision['turn'] {
  if (sequence.enroll.perAccount === undefined) return null;
  if (next.status === 'finished') return before.status === 'finished' ? null : 'freed';
  return before.cursor === null && next.cursor !== null ? 'taken' : null;
}

/** As the person is when the decision is written: an address may turn out bad with it. */
function hasEmail({ context, badAddresses }: DraftDecision): boolean {
  const bad = badAddresses.flatMap(({ kind, value }) => (kind === 'email' ? [value] : []));
  return hasAddress(context.prospect, 'email', bad);
}

/** However the call they asked for came to its end, made or not: nobody waits for it any longer. */
function callbackDone({ before, next, context }: DraftDecision): RaisedSignal[] {
  const { waiting } = before;
  if (waiting.for !== 'task' || waiting.calledBack !== true) return [];
  if (next.waiting.for === 'task' && next.waiting.taskId === waiting.taskId) return [];
  const signal: NewSignal = {
    prospectId: next.prospectId,
    kind: 'callback_done',
    atMs: context.nowMs,
    source: 'rep',
    externalId: `task ${waiting.taskId} callback_done`,
    channel: 'call',
    // The outcome makes it one of its own call, which its own enrollment takes no notice of.
    details: { touchId: waiting.taskId, outcome: 'over' },
  };
  return [{ signal, effects: effectsOnNobody(signal) }];
}

/** The step at the cursor, or `null`. */
export function currentStep(draft: DraftDecision): Step | null {
  return stepOf(draft.sequence, draft.next.cursor);
}

export function note(
  draft: DraftDecision,
  type: string,
  summary: string,
  about: { step?: string | null; touchId?: string | null; channel?: Channel | null } = {},
): void {
  const activity: Activity = {
    atMs: draft.context.nowMs,
    prospectId: draft.next.prospectId,
    enrollmentId: draft.next.id,
    type,
    channel: about.channel ?? null,
    sequence: draft.sequence.name,
    step: about.step ?? null,
    touchId: about.touchId ?? null,
    summary,
  };
  draft.activities.push(activity);
}
