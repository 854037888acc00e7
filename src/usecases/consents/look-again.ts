/** What is recorded of people's consent, or what they go by, has changed: what it held goes on at once, and what it holds now is taken back. */
import type { Stores } from '../../ports/stores.ts';
import { applyEvent } from '../../runner/deciding/apply.ts';
import type { Deciding } from '../../runner/engine.ts';
import { unfinished } from '../../runner/unfinished.ts';

export interface LookedAgain {
  /** Enrollments that were held and go on. */
  readonly resumed: number;
  /** Enrollments of which a planned touch or an open task was taken back, or that ended: the person is on the list. */
  readonly withdrawn: number;
}

/** @param prospectId  `null`: everybody who is in a sequence. */
export async function lookAgain(
  { enrollments }: Pick<Stores, 'enrollments'>,
  deciding: Deciding,
  prospectId: string | null,
  nowMs: number,
): Promise<LookedAgain> {
  let resumed = 0;
  let withdrawn = 0;
  for await (const portion of unfinished(enrollments, { prospectId })) {
    for (const { id } of portion) {
      const due = await deciding.store.load(id);
      if (due === null) continue;
      const moment = { nowMs, slept: null };
      const applied = await applyEvent(deciding, due, { kind: 'consent_changed' }, moment);
      if (applied === null) continue;
      const { touchChanges, closedTasks, next } = applied.decision;
      const isOver = next.status === 'finished';
      if (isOver || touchChanges.length + closedTasks.length > 0) withdrawn += 1;
      else resumed += 1;
    }
  }
  return { resumed, withdrawn };
}
