/** How does an enrollment begin? */
import { addressOn } from '../prospect.ts';
import type { Enrollment } from '../enrollment.ts';
import type { DecideContext } from './context.ts';
import type { Beginning } from './decision.ts';
import { draftOf } from './draft.ts';
import type { Sequence } from '../sequence.ts';
import { waitBefore } from './moves.ts';
import { wakeOf } from './wake.ts';

/** @param startMs  Not before `context.nowMs`: the person is `pending` until then. */
export function beginningOf(
  sequence: Sequence,
  context: DecideContext,
  assigned: { readonly mailbox: string | null; readonly rep: string | null },
  startMs: number,
): Beginning {
  const { nowMs, prospect } = context;
  const first = sequence.steps[0]!;
  const isPending = startMs > nowMs;
  const blank: Enrollment = {
    id: 'e0',
    revision: 1,
    prospectId: prospect.id,
    sequence: sequence.name,
    version: sequence.version,
    status: isPending ? 'pending' : 'active',
    reason: null,
    cursor: isPending ? null : first.id,
    visit: 1,
    waiting: {
      for: 'time',
      untilMs: startMs,
      unit: 'second',
      notBeforeMs: null,
      rule: isPending ? 'start' : null,
    },
    holds: [],
    ...assigned,
    enrolledAtMs: nowMs,
    settledAtMs: nowMs,
    sentCount: 0,
    failures: 0,
    continuedFrom: null,
  };
  const started: Enrollment = isPending
    ? blank
    : { ...blank, waiting: waitBefore(draftOf(sequence, blank, context), first, nowMs) };
  const { id: _id, revision: _revision, ...enrollment } = started;
  return {
    enrollment,
    wake: wakeOf(sequence, started, () => addressOn(context.prospect, 'email') !== null) ?? {
      atMs: startMs,
      lane: '',
      rank: 1,
    },
    activity: {
      atMs: nowMs,
      prospectId: prospect.id,
      type: 'enrolled',
      channel: null,
      sequence: sequence.name,
      step: first.id,
      touchId: null,
      summary: `version ${sequence.version}`,
    },
  };
}
