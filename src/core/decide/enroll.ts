/** How does an enrollment begin? */
import type { Activity } from '../activity.ts';
import { timeWait, type Enrollment } from '../enrollment.ts';
import { hasAddress } from '../person/prospect.ts';
import type { DecideContext } from './context.ts';
import type { Beginning } from './decision.ts';
import { draftOf } from './draft.ts';
import type { Sequence } from '../sequence.ts';
import { waitBefore } from './transitions.ts';
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
  // Where people of one account take turns, the runner alone lets them start: two commands at once would start two.
  const takesTurns = sequence.enroll.perAccount !== undefined && prospect.accountId !== null;
  const isPending = startMs > nowMs || takesTurns;
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
    waiting: { ...timeWait(startMs), rule: isPending ? 'start' : null },
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
  const summary = `version ${sequence.version}`;
  return beginningFrom(sequence, started, context, { type: 'enrolled', step: first.id, summary });
}

/** @param begun  Waits for an instant; its id and its revision are the store's to give. */
export function beginningFrom(
  sequence: Sequence,
  begun: Enrollment,
  { nowMs, prospect }: DecideContext,
  says: Pick<Activity, 'type' | 'step' | 'summary'>,
): Beginning {
  const { id: _id, revision: _revision, ...enrollment } = begun;
  return {
    enrollment,
    wake: wakeOf(sequence, begun, () => hasAddress(prospect, 'email'))!,
    activity: {
      ...says,
      atMs: nowMs,
      prospectId: begun.prospectId,
      channel: null,
      sequence: sequence.name,
      touchId: null,
    },
  };
}
