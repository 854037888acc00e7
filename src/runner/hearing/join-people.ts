/** Two people turn out to be one, says a rep or a letter: the same is done for both. */
import { invariant } from '../../core/invariant.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { mergePeople } from '../../people/identity/merge-people.ts';
import type { MergeEvidence, Merged, MergeStore } from '../../ports/merge-store.ts';

export interface JoinedPeople extends Merged {
  readonly survivor: Prospect;
  readonly absorbedId: string;
  /** As the absorbed one was called. */
  readonly absorbedName: string | null;
}

/**
 * Whom we know longest takes in the other, with everything that is theirs.
 *
 * @throws {UserError} `people_changed`, `being_erased` (exit 75).
 */
export async function joinPeople(
  merges: Pick<MergeStore, 'stored' | 'merge'>,
  ids: readonly [string, string],
  evidence: MergeEvidence,
  nowMs: number,
): Promise<JoinedPeople> {
  const [first, second] = ids.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  const [survivor, absorbed] = [await merges.stored(first!), await merges.stored(second!)];
  if (survivor === null || absorbed === null)
    throw new UserError('people_changed', 'one of them is gone', 'run the command again', 75);
  const merged = mergePeople(survivor, absorbed);
  const done = await merges.merge({
    survivor,
    absorbed,
    merged,
    evidence,
    importNumber: null,
    nowMs,
  });
  const now = await merges.stored(first!);
  invariant(now !== null, 'who survived is there');
  const { id: absorbedId, name: absorbedName } = absorbed.prospect;
  return { ...done, survivor: now.prospect, absorbedId, absorbedName };
}
