/** A finished enrollment goes on as a new one: how does that begin? Nothing that left may leave again. */
import { firstVisitOf, type Enrollment, type FinishReason } from '../enrollment.ts';
import { stepOf, type Sequence, type Step } from '../sequence.ts';
import type { TouchStatus } from '../touch.ts';
import type { DecideContext } from './context.ts';
import { draftOf } from './draft.ts';
import type { Beginning } from './decision.ts';
import { beginningFrom } from './enroll.ts';
import { waitBefore } from './transitions.ts';

export type Continuation =
  | { readonly ok: true; readonly beginning: Beginning; readonly step: string }
  | {
      readonly ok: false;
      /** The person's word is final; nobody knows whether a message left; or nothing is left to do. */
      readonly because: 'final' | 'uncertain' | 'completed';
    };

/** What ended for good: no wrong label can take it back. */
const FINAL: readonly FinishReason[] = ['opted_out', 'complained', 'erased'];
const OPEN: readonly TouchStatus[] = ['sending', 'uncertain'];

/**
 * @param old     Finished.
 * @param touches Its own and those of the ones it continues; a task that was done is a `sent` one.
 */
export function continuationOf(
  sequence: Sequence,
  old: Enrollment,
  touches: readonly {
    readonly step: string;
    readonly visit: number;
    readonly status: TouchStatus;
  }[],
  context: DecideContext,
): Continuation {
  if (FINAL.some((reason) => reason === old.reason)) return { ok: false, because: 'final' };
  if (touches.some((touch) => OPEN.includes(touch.status))) {
    return { ok: false, because: 'uncertain' };
  }
  if (old.reason === 'completed') return { ok: false, because: 'completed' };
  const at = old.cursor === null ? sequence.steps[0]! : stepOf(sequence, old.cursor);
  const hasLeft = touches.some(
    (touch) => touch.step === old.cursor && touch.visit === old.visit && touch.status === 'sent',
  );
  const step = hasLeft ? stepOf(sequence, at?.next ?? null) : at;
  if (step === null) return { ok: false, because: 'completed' };
  const visit = hasLeft ? firstVisitOf(old, step.id) : old.visit;
  return { ok: true, step: step.id, beginning: beginAt(sequence, old, step, visit, context) };
}

/** The step's whole wait runs from now: a person who was thought to have answered is not written to at once. */
function beginAt(
  sequence: Sequence,
  old: Enrollment,
  step: Step,
  visit: number,
  context: DecideContext,
): Beginning {
  const { nowMs } = context;
  const next: Enrollment = {
    ...old,
    status: 'active',
    reason: null,
    cursor: step.id,
    visit,
    holds: [],
    // Still that of the old one: an answer that arrived since then and is heard late must stop this one too.
    enrolledAtMs: old.enrolledAtMs,
    settledAtMs: nowMs,
    failures: 0,
    continuedFrom: old.id,
  };
  const waiting = waitBefore(draftOf(sequence, next, context), step, nowMs);
  return beginningFrom(sequence, { ...next, waiting }, context, {
    type: 'continued',
    step: step.id,
    summary: `goes on with ${step.id} after ${old.id} (${old.reason ?? 'finished'})`,
  });
}
