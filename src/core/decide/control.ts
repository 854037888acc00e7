/** Steps that touch nobody: they choose where it goes on, write something down, or end. */
import { evaluate } from '../condition.ts';
import type {
  AwaitStep,
  BranchStep,
  ChannelStep,
  ControlStep,
  HandoverStep,
  SetStep,
  SplitStep,
} from '../sequence.ts';
import { chooseChannel } from '../reach.ts';
import { pickPath } from '../variant.ts';
import { note, type DraftDecision } from './draft.ts';
import { beginningOf } from './enroll.ts';
import { meets } from './awaited.ts';
import { finish, goTo, skip, undecided, waitForSignal } from './transitions.ts';

/** The step's wait is over. Whether anything changed. */
export function runControl(draft: DraftDecision, step: ControlStep): boolean {
  switch (step.kind) {
    case 'await':
      return startAwaiting(draft, step);
    case 'branch':
      return branch(draft, step);
    case 'split':
      return split(draft, step);
    case 'channel':
      return choose(draft, step);
    case 'set':
      return set(draft, step);
    case 'handover':
      return handOver(draft, step);
    case 'end':
      note(draft, 'step_done', step.because ?? 'ends here', { step: step.id });
      finish(draft, 'completed', step.because ?? 'completed');
      return true;
  }
}

/** What was awaited came, or can't come any more. */
export function endAwaiting(draft: DraftDecision, step: AwaitStep, came: boolean): void {
  const words = step.signal.replaceAll('_', ' ');
  note(draft, 'step_done', came ? words : `no ${words}`, { step: step.id });
  goTo(draft, came ? step.thenTo : step.elseTo, draft.context.nowMs);
}

function startAwaiting(draft: DraftDecision, step: AwaitStep): boolean {
  const { past } = draft.context;
  const last = past?.touches.findLast((touch) => touch.step === step.of);
  if (last?.wasRefused === true) {
    endAwaiting(draft, step, step.signal === 'bounce');
    return true;
  }
  if (last === undefined) {
    // Nothing was done that it could answer.
    endAwaiting(draft, step, false);
    return true;
  }
  const came = past?.signals.some((heard) => meets(draft, step, heard, last.settledAtMs));
  if (came === true) endAwaiting(draft, step, true);
  else waitForSignal(draft, step, last.settledAtMs);
  return true;
}

function branch(draft: DraftDecision, step: BranchStep): boolean {
  const verdict = evaluate(step.test, draft.context.facts);
  if (verdict.value === null) return undecided(draft, verdict.untilMs);
  note(draft, 'step_done', verdict.value ? 'then' : 'else', { step: step.id });
  goTo(draft, verdict.value ? step.thenTo : step.elseTo, settledAt(draft, step));
  return true;
}

function split(draft: DraftDecision, step: SplitStep): boolean {
  const path = pickPath(draft.next.id, step);
  note(draft, 'step_done', `path ${path.name}`, { step: step.id });
  goTo(draft, path.to, settledAt(draft, step));
  return true;
}

/** Asked now and written down: what they do later changes nothing of it. */
function choose(draft: DraftDecision, step: ChannelStep): boolean {
  const { reach } = draft.context;
  const { channel, because } = chooseChannel(step, reach ?? { preferred: [], barred: [] });
  const path = step.paths.find((each) => each.channel === channel);
  if (path === undefined) {
    skip(draft, step, `no channel reaches them: ${because}`);
    return true;
  }
  note(draft, 'step_done', `${path.channel}: ${because}`, { step: step.id, channel: path.channel });
  goTo(draft, path.to, settledAt(draft, step));
  return true;
}

function set(draft: DraftDecision, step: SetStep): boolean {
  const { tags, fields } = step;
  draft.noted.push({ tags, fields });
  const words = [...tags.map((tag) => `tag ${tag}`), ...Object.keys(fields)].join(', ');
  note(draft, 'step_done', words, { step: step.id });
  goTo(draft, step.next, settledAt(draft, step));
  return true;
}

/** Ends here and begins there, in one commit: exempt from the rules of enrolling, not from suppression and the person's word. */
function handOver(draft: DraftDecision, step: HandoverStep): boolean {
  const { context, next } = draft;
  const { handover, nowMs } = context;
  if (handover === null || handover.refusal !== null) {
    const because = handover?.refusal ?? `sequence ${step.to} is not stored`;
    skip(draft, step, `not handed over to ${step.to}: ${because.replaceAll('_', ' ')}`);
    return true;
  }
  const { sequence, mailbox, calendar, windowZone } = handover;
  const there = { ...context, calendar, windowZone, draft: null, past: null, handover: null };
  const beginning = beginningOf(sequence, there, { mailbox, rep: next.rep }, nowMs);
  // An answer that is heard late and was meant for this enrollment stops the other as well.
  const enrollment = { ...beginning.enrollment, enrolledAtMs: next.enrolledAtMs };
  const { exclusive, duplicates } = sequence.enroll;
  const summary = `from ${draft.sequence.name}, version ${sequence.version}`;
  draft.begun.push({
    ...beginning,
    enrollment,
    exclusive,
    alongside: duplicates === 'allow',
    activity: { ...beginning.activity, type: 'handed_over', summary },
  });
  finish(draft, 'completed', `handed over to ${step.to}`);
  return true;
}

/** A choice that takes no time is not seen in the waits: the next one counts from the step before it. */
function settledAt({ next, context }: DraftDecision, step: ControlStep): number {
  const took = step.wait !== null || step.atMinute !== null || hasBeenPutOff(next.waiting);
  return took ? context.nowMs : next.settledAtMs;
}

function hasBeenPutOff(waiting: DraftDecision['next']['waiting']): boolean {
  return waiting.for === 'time' && waiting.notBeforeMs !== null;
}
