/** Somebody who was taken for one person is two. */
import { UserError } from '../../core/user-error.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { splitPeople } from '../../people/identity/merge-people.ts';
import type { MergeRecord, MergeStore, Unmerged } from '../../ports/merge-store.ts';

export interface UnmergedPerson extends Unmerged {
  /** What was taken back; `null`: they were never merged with anybody. */
  readonly merge: MergeRecord | null;
  /** Merges into the same person that still stand. */
  readonly left: number;
}

/**
 * The last merge is taken back first: what came later was learnt of the one person that they were then.
 *
 * @param absorbedId  Who is meant by an id that is nobody's any more; `null`: whoever came last.
 * @throws {UserError} `merged_since`; `people_changed`, `being_erased` (exit 75).
 */
export async function unmergePerson(
  merges: MergeStore,
  person: Prospect,
  absorbedId: string | null,
  nowMs: number,
): Promise<UnmergedPerson> {
  const [last, ...earlier] = await merges.mergesOf(person.id);
  if (last === undefined) return { merge: null, isHeld: false, left: 0 };
  if (absorbedId !== null && last.absorbedId !== absorbedId) {
    throw new UserError(
      'merged_since',
      `${absorbedId} can't be parted from ${person.name ?? person.id} yet: ${last.absorbedId} was merged in later`,
      `take that back first: touchline unmerge ${last.absorbedId}`,
    );
  }
  const done = await takeBack(merges, last, nowMs);
  return { ...done, merge: last, left: earlier.length };
}

export async function takeBack(
  merges: Pick<MergeStore, 'stored' | 'unmerge'>,
  merge: MergeRecord,
  nowMs: number,
): Promise<Unmerged> {
  const now = await merges.stored(merge.survivorId);
  if (now === null)
    throw new UserError('people_changed', `${merge.survivorId} is gone`, 'run it again', 75);
  return merges.unmerge({ mergeId: merge.id, ...splitPeople(merge, now), nowMs });
}
