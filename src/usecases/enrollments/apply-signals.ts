/** Lets what was just reported of a person take effect at once, instead of at the runner's next pass. */
import { applyEvent, type Deciding } from '../../runner/apply.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';

/** Returns how many enrollments it finished and how many it set free. */
export async function applySignals(
  deciding: Deciding,
  enrollments: Pick<EnrollmentStore, 'ofPerson'>,
  prospectId: string,
  nowMs: number,
): Promise<{ readonly stopped: number; readonly resumed: number }> {
  const all = await enrollments.ofPerson(prospectId);
  let stopped = 0;
  let resumed = 0;
  for (const before of all.filter((each) => each.status !== 'finished')) {
    const due = await deciding.store.load(before.id);
    if (due === null || due.signals.length === 0) continue;
    const applied = await applyEvent(
      deciding,
      due,
      (now) => ({ kind: 'signals', signals: now.signals }),
      { nowMs, slept: null },
    );
    const status = applied?.decision.next.status;
    if (status === 'finished') stopped += 1;
    else if (before.status === 'paused' && status !== undefined && status !== 'paused')
      resumed += 1;
  }
  return { stopped, resumed };
}
