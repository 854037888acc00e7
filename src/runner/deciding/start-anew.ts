/** Who has not begun, and hangs on a date of theirs that has changed, begins on another day. */
import type { Due } from '../../ports/engine-store.ts';
import { applyEvent, type Applied } from './apply.ts';
import type { Moment } from './context.ts';
import type { Deciding } from '../engine.ts';

export interface StartedAnew {
  /** Enrollments that begin on another day now. */
  readonly moved: number;
  /** Those that are held now: the date is gone, is none or has passed. */
  readonly held: number;
}

const PORTION = 500;

/** Decides one; `null`: it could not be decided. */
type Attempt = (due: Due, doIt: () => Promise<Applied | null>) => Promise<Applied | null>;

/**
 * Looks at everybody whose mark stands, of whatever write: of a step, of a command, of one that died behind its write.
 *
 * @param of  Whom the answer counts; `null`: everybody.
 */
export async function startAnew(
  deciding: Deciding,
  moment: () => Moment,
  of: string | null = null,
  attempt: Attempt = (_, doIt) => doIt(),
): Promise<StartedAnew> {
  let [moved, held] = [0, 0];
  for (;;) {
    const changed = await deciding.store.changedStarts(PORTION);
    for (const { enrollmentId, before } of changed) {
      const due = await deciding.store.load(enrollmentId);
      if (due === null) continue;
      const event = { kind: 'person_changed', before } as const;
      const applied = await attempt(due, () => applyEvent(deciding, due, event, moment()));
      if (applied === null || (of !== null && due.prospect.id !== of)) continue;
      if (applied.decision.next.status === 'pending') moved += 1;
      else held += 1;
    }
    if (changed.length > 0) await deciding.store.startsSeen(changed);
    if (changed.length < PORTION) return { moved, held };
  }
}
