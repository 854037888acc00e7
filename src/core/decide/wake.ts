/** When does an enrollment want to be looked at again, and whose budget will it need then? */
import { wantsApproval, wasDoneEarlier, type Enrollment } from '../enrollment.ts';
import { stepOf, type Sequence } from '../sequence.ts';
import type { Wake } from './decision.ts';

/**
 * @param hasEmail  Asked when it matters: whether an address of the person may be written to: who has none needs no mailbox, so none may hold up the skip.
 * @returns `null`: nothing but a signal, a touch or a task can move it.
 */
export function wakeOf(
  sequence: Sequence,
  enrollment: Enrollment,
  hasEmail: () => boolean = () => true,
): Wake | null {
  const atMs = wakeAtMs(enrollment);
  if (atMs === null) return null;
  const lane = laneOf(sequence, enrollment);
  return {
    atMs,
    lane: lane === '' || hasEmail() ? lane : '',
    rank: enrollment.sentCount > 0 ? 0 : 1,
  };
}

/** When the wait is over and nothing puts it off any longer. */
export function overAtMs({
  untilMs,
  notBeforeMs,
}: Extract<Enrollment['waiting'], { for: 'time' }>): number {
  return Math.max(untilMs, notBeforeMs ?? 0);
}

/** Epoch ms; `null`: nothing but a signal, a touch or a task can move it. */
export function wakeAtMs(enrollment: Enrollment): number | null {
  if (enrollment.status === 'finished') return null;
  if (enrollment.status === 'paused') return earliest(enrollment.holds.map((hold) => hold.untilMs));
  switch (enrollment.waiting.for) {
    case 'time':
      return overAtMs(enrollment.waiting);
    case 'task':
    case 'signal':
      return enrollment.waiting.deadlineMs;
    case 'frozen':
    case 'touch':
    case 'nothing':
      return null;
  }
}

function laneOf(sequence: Sequence, enrollment: Enrollment): string {
  if (enrollment.status !== 'active' || enrollment.waiting.for !== 'time') return '';
  const step = stepOf(sequence, enrollment.cursor);
  if (step?.kind !== 'email' || !step.enabled || wasDoneEarlier(enrollment, step.id)) return '';
  // A draft that wants approval needs no mailbox before it has it.
  return wantsApproval(step, enrollment.waiting) ? '' : (enrollment.mailbox ?? '');
}

function earliest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.min(...known);
}
