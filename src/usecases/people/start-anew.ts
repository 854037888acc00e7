/** Who has not begun, and hangs on a date of theirs that has changed, begins on another day. */
import type { Prospect } from '../../core/prospect.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';
import { applyEvent } from '../../runner/apply.ts';
import type { Deciding } from '../../runner/engine.ts';

/** As somebody was, and the fields they have now. */
export interface ChangedPerson {
  readonly before: Prospect;
  readonly fields: Prospect['fields'];
}

export interface StartedAnew {
  /** Enrollments that begin on another day now. */
  readonly moved: number;
  /** Those that are held now: the date is gone, is none or has passed. */
  readonly held: number;
}

export async function startAnew(
  enrollments: Pick<EnrollmentStore, 'unfinished' | 'version' | 'ofPerson'>,
  deciding: Deciding,
  changed: readonly ChangedPerson[],
  nowMs: number,
): Promise<StartedAnew> {
  const anchors = await anchorsIn(enrollments);
  let [moved, held] = [0, 0];
  for (const { before, fields } of changed) {
    if (!anchors.some((field) => before.fields[field] !== fields[field])) continue;
    for (const { id, status } of await enrollments.ofPerson(before.id)) {
      const due = status === 'pending' ? await deciding.store.load(id) : null;
      if (due === null) continue;
      const event = { kind: 'person_changed', before } as const;
      const applied = await applyEvent(deciding, due, event, { nowMs, slept: null });
      if (applied === null) continue;
      if (applied.decision.next.status === 'pending') moved += 1;
      else held += 1;
    }
  }
  return { moved, held };
}

/** Fields on whose date a sequence in flight begins. */
async function anchorsIn({
  unfinished,
  version,
}: Pick<EnrollmentStore, 'unfinished' | 'version'>): Promise<readonly string[]> {
  const hashes = new Set((await unfinished()).map((each) => each.version));
  const stored = await Promise.all([...hashes].map((hash) => version(hash)));
  return stored.flatMap((each) => each?.sequence.start?.field ?? []);
}
