/**
 * Where does somebody stand in another version of their sequence? What was done is never done again, and nobody is left without a next step
 * or an end. The rules are in docs/decisions/0016.
 */
import { resume } from '../time/calendar.ts';
import { afterCall, dispositionOf, type AfterCall } from '../call-outcome.ts';
import {
  type EarlierVisits,
  type Enrollment,
  type HoldReason,
  type TimeWait,
} from '../enrollment.ts';
import { reachableFrom } from '../flow.ts';
import { isTouch, NEW_THREAD, stepOf, type Sequence, type Step } from '../sequence.ts';
import type { Visit } from '../visit.ts';
import type { DecideContext } from './context.ts';
import type { Decision } from './decision.ts';
import { decisionOf, draftOf, note, type DraftDecision } from './draft.ts';
import { startInstead } from './start.ts';
import {
  atItsMinute,
  cancelPlanned,
  finish,
  lift,
  startWaiting,
  waitBefore,
} from './transitions.ts';

export interface Move {
  /** The version they are on. */
  readonly from: Sequence;
  readonly to: Sequence;
  /** Ids of the steps that do and say the same in both; where they lead may differ. */
  readonly unchanged: ReadonlySet<string>;
  /** Who writes to them from now on. */
  readonly mailbox: string | null;
  /** Of this enrollment and of those it continues. */
  readonly visits: readonly Visit[];
}

export type Landing =
  /** Their message is on the wire, or nobody knows whether it left: they stay on their version until that is settled. */
  | {
      readonly does: 'stays';
      readonly step: string | null;
      readonly because: 'sending' | 'uncertain';
    }
  | {
      readonly does: 'moves';
      /** `null`: they have not started. */
      readonly from: string | null;
      readonly to: string | null;
      /**
       * `same`: at the same step, which is the same. `removed`, `done`: why they don't stay at theirs. Of who has not started: `changed`
       * is the date by which they do, `no_date` that they lack it and are held.
       */
      readonly because: 'same' | 'changed' | 'removed' | 'done' | 'no_date';
      /** What was begun of their step and is taken back. */
      readonly takesBack: 'message' | 'task' | 'draft' | null;
      /** Steps ahead that they have done: they will be skipped. */
      readonly skips: readonly string[];
      /** Touches of the new version that they never had and never get: new ones, and what lay ahead of them before. */
      readonly misses: readonly string[];
      /** Emails ahead that were to continue a thread of which they had nothing: they begin it. */
      readonly begins: readonly string[];
    }
  /** Nothing is left to do for them. */
  | { readonly does: 'ends'; readonly from: string | null; readonly because: 'removed' | 'done' };

export interface Moved {
  readonly landing: Landing;
  /** `null`: they stay. */
  readonly decision: Decision | null;
}

/**
 * @param enrollment  Not finished, and on `move.from`. What is unapplied of it was applied before.
 * @param context     As for a decision in `move.to`.
 */
export function moveTo(move: Move, enrollment: Enrollment, context: DecideContext): Moved {
  const open = onItsWay(move, enrollment);
  if (open !== null) {
    return { landing: { does: 'stays', step: enrollment.cursor, because: open }, decision: null };
  }
  const place = placeOf(move, enrollment);
  const draft = draftOf(move.to, enrollment, context);
  draft.moved = { withdraws: null };
  const landing = land(draft, move, place);
  return { landing, decision: decisionOf(draft) };
}

function land(draft: DraftDecision, move: Move, place: Place): Landing {
  // Who ends here never comes to the new version: their last step may not be in it.
  if (place.step === null && place.because !== 'not_started') return end(draft, place.because);
  const { earlier: _earlier, ...own } = draft.next;
  draft.next = { ...own, version: move.to.version, mailbox: move.mailbox };
  if (place.step !== null) return settleAt(draft, move, place);
  note(draft, 'moved', `to version ${move.to.version}, before the start`);
  return {
    does: 'moves',
    from: null,
    to: null,
    because: startInstead(draft, move.from),
    takesBack: null,
    skips: [],
    misses: [],
    begins: [],
  };
}

/** What is at the server, or may be, keeps its own fate in the version that it was decided in. */
function onItsWay({ visits }: Move, { cursor, visit }: Enrollment): 'sending' | 'uncertain' | null {
  for (const each of visits) {
    if (each.step !== cursor || each.visit !== visit) continue;
    if (each.state === 'sending' || each.state === 'uncertain') return each.state;
  }
  return null;
}

/** `because` says why they are not at their own step any more. */
type Place =
  | { readonly step: Step; readonly because: 'same' | 'changed' | 'removed' | 'done' }
  | { readonly step: null; readonly because: 'not_started' | 'removed' | 'done' };

function placeOf(move: Move, enrollment: Enrollment): Place {
  const { from, to, unchanged } = move;
  const { cursor } = enrollment;
  if (cursor === null) return { step: null, because: 'not_started' };
  const step = stepOf(to, cursor);
  if (step === null) return { step: followingOf(move, stepOf(from, cursor)), because: 'removed' };
  const done = move.visits.filter((each) => each.step === cursor && each.state === 'done');
  const after = afterTries(step, done);
  if (done.length === 0 || after.does === 'retries') {
    return { step, because: unchanged.has(cursor) ? 'same' : 'changed' };
  }
  return { step: firstLeft(move, after.does === 'jumps' ? after.to : step.next), because: 'done' };
}

/** The nearest step behind it in the old version that the new one has and that is not done. */
function followingOf({ from, to, visits }: Move, removed: Step | null): Step | null {
  if (removed === null) return null;
  const behind = reachableFrom(from, removed);
  const left = from.steps.find(
    ({ id }) => behind.has(id) && stepOf(to, id) !== null && !isDone(visits, id),
  );
  return left === undefined ? null : stepOf(to, left.id);
}

/** The step, or the first one it leads to that is not done as well. */
function firstLeft({ to, visits }: Move, id: string | null): Step | null {
  let step = stepOf(to, id);
  while (step !== null && isDone(visits, step.id)) step = stepOf(to, step.next);
  return step;
}

/** What the new version makes of what the call came to: it, too, may try it again. */
function afterTries(step: Step, done: readonly Visit[]): AfterCall {
  const last = done.toSorted((a, b) => a.visit - b.visit).at(-1);
  if (step.kind !== 'call' || last === undefined) return { does: 'goes_on' };
  // A visit's task and its touch are one try.
  const tries = new Set(done.map(({ visit }) => visit)).size;
  return afterCall(step, dispositionOf(last.outcome), tries);
}

function end(draft: DraftDecision, because: 'removed' | 'done'): Landing {
  const { cursor: from, waiting } = draft.next;
  if (waiting.for === 'touch') draft.moved = { withdraws: waiting.touchId };
  const why = because === 'removed' ? 'was removed' : 'is done';
  finish(
    draft,
    'completed',
    `${from} ${why} in version ${draft.sequence.version}, and nothing is left behind it`,
  );
  return { does: 'ends', from, because };
}

function settleAt(
  draft: DraftDecision,
  move: Move,
  { step, because }: Extract<Place, { readonly step: Step }>,
): Landing {
  const { before } = draft;
  const from = before.cursor;
  const isSame = because === 'same' && (step.kind !== 'email' || move.mailbox === before.mailbox);
  const keeps = isSame || isPromised(before, step);
  const takesBack = keeps ? null : takeBack(draft);
  const ahead = earlierOf(move, step);
  if (Object.keys(ahead).length > 0) draft.next = { ...draft.next, earlier: ahead };
  if (!keeps) stand(draft, move, step, takesBack !== null);
  note(draft, 'moved', wordsOf(draft, step, because), { step: step.id });
  liftWhatTheStepBrought(draft, keeps);
  const skips = Object.entries(ahead).flatMap(([id, { isDone: done }]) => (done ? [id] : []));
  return {
    does: 'moves',
    from,
    to: step.id,
    because,
    takesBack,
    skips,
    misses: missedOf(draft, move, step),
    begins: begunBy(move, step),
  };
}

/** They asked to be called on a day, and were told yes: another script or wait does not break that. */
function isPromised({ cursor, waiting }: Enrollment, { id, kind }: Step): boolean {
  const isCalledBack = waiting.for === 'task' && waiting.calledBack === true;
  return isCalledBack && id === cursor && kind === 'call';
}

function wordsOf({ before, next }: DraftDecision, step: Step, because: string): string {
  const to = `to version ${next.version}`;
  if (before.cursor === step.id) return `${to}, stays at ${step.id}`;
  const why = because === 'removed' ? 'was removed' : 'is done';
  return `${to}: ${before.cursor} ${why}, goes on with ${step.id}`;
}

/** What was begun of the old step: a message that is planned, a task, a draft that a rep approved. */
function takeBack(draft: DraftDecision): 'message' | 'task' | 'draft' | null {
  const { waiting, version } = draft.next;
  switch (waiting.for) {
    case 'touch':
      cancelPlanned(draft, waiting.touchId, `moved to version ${version}`);
      draft.moved = { withdraws: waiting.touchId };
      return 'message';
    case 'task':
      draft.closedTasks.push({
        taskId: waiting.taskId,
        status: 'cancelled',
        outcome: null,
        note: `moved to version ${version}`,
      });
      return 'task';
    case 'time':
    case 'frozen':
      return waiting.approved === undefined ? null : 'draft';
    case 'signal':
    case 'nothing':
      return null;
  }
}

/** At the step, with its own wait since the last one settled. A call that is to be tried again keeps the wait of its retry. */
function stand(draft: DraftDecision, { visits }: Move, step: Step, hasBegun: boolean): void {
  const { before, next } = draft;
  const stays = before.cursor === step.id;
  const visit = stays ? before.visit + (hasBegun ? 1 : 0) : firstVisitIn(visits, step.id);
  draft.next = { ...next, cursor: step.id, visit, failures: 0 };
  const isRetry = stays && isDone(visits, step.id);
  if (isRetry && !hasBegun) return;
  const wait = waitBefore(draft, step, before.settledAtMs);
  startWaiting(draft, stays ? noSooner(draft, step, wait) : wait);
}

/** What a hold froze is not caught up with, and a touch by hand still counts. */
function noSooner(draft: DraftDecision, step: Step, wait: TimeWait): TimeWait {
  const { context, before } = draft;
  const { waiting } = before;
  if (waiting.for === 'frozen') {
    const { nowMs, zone, calendar } = context;
    const leftMs = resume(waiting.remaining, nowMs, zone, calendar);
    return { ...wait, untilMs: atItsMinute(draft, step, Math.max(wait.untilMs, leftMs)) };
  }
  if (waiting.for !== 'time' || waiting.rule !== 'manual_touch') return wait;
  return { ...wait, untilMs: atItsMinute(draft, step, Math.max(wait.untilMs, waiting.untilMs)) };
}

/** What another step lacked is asked anew; what failed also for the same one, since the version may be what mends it. */
function liftWhatTheStepBrought(draft: DraftDecision, isSame: boolean): void {
  const brought: readonly HoldReason[] = isSame ? ['failed'] : ['missing_field', 'failed'];
  if (!isSame && draft.next.holds.some((each) => each.reason === 'missing_field')) {
    draft.cancelledTaskKinds.push('missing');
  }
  const because = isSame ? 'another version may mend it' : 'the step is another one';
  lift(draft, (each) => brought.includes(each.reason), because);
}

function missedOf({ before }: DraftDecision, { from, to, visits }: Move, step: Step): string[] {
  const ahead = reachableFrom(to, step);
  const old = stepOf(from, before.cursor);
  const expected = old === null ? new Set<string>() : reachableFrom(from, old);
  return to.steps.flatMap((each) => {
    const { id } = each;
    // What is new on a path that is not theirs is nothing that they lose.
    const isNew = stepOf(from, id) === null && reachableFrom(to, each).has(step.id);
    const isLost = id === old?.id || expected.has(id) || isNew;
    const comes = id === step.id || ahead.has(id);
    return isTouch(each) && isLost && !comes && !isDone(visits, id) ? [id] : [];
  });
}

/** Only what is certain: nothing was sent to them, and whatever way they take, no other email comes before it. */
function begunBy({ from, to, visits }: Move, step: Step): string[] {
  const isEmail = (id: string): boolean =>
    [from, to].some((version) => stepOf(version, id)?.kind === 'email');
  if (visits.some((each) => each.state === 'done' && isEmail(each.step))) return [];
  const ahead = reachableFrom(to, step);
  const coming = to.steps.filter(
    (each) => each.kind === 'email' && each.enabled && (each === step || ahead.has(each.id)),
  );
  return coming.flatMap((each) => {
    const isFirst = !coming.some((other) => reachableFrom(to, other).has(each.id));
    return each.kind === 'email' && each.thread !== NEW_THREAD && isFirst ? [each.id] : [];
  });
}

/** What was begun earlier of the steps ahead. */
function earlierOf({ to, visits }: Move, step: Step): Record<string, EarlierVisits> {
  const ahead = reachableFrom(to, step);
  const found: Record<string, EarlierVisits> = {};
  for (const { id } of to.steps) {
    if (!ahead.has(id) || !visits.some((each) => each.step === id)) continue;
    found[id] = { visits: firstVisitIn(visits, id) - 1, isDone: isDone(visits, id) };
  }
  return found;
}

/** Something left, or may still be done by a rep. */
function isDone(visits: readonly Visit[], step: string): boolean {
  return visits.some(
    (each) => each.step === step && each.state !== 'dropped' && each.state !== 'planned',
  );
}

function firstVisitIn(visits: readonly Visit[], step: string): number {
  return 1 + Math.max(0, ...visits.map((each) => (each.step === step ? each.visit : 0)));
}
