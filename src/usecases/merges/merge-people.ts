/** A rep says that two people are one. */
import type { MergeStore } from '../../ports/merge-store.ts';
import { joinPeople, type JoinedPeople } from '../../runner/hearing/join-people.ts';

/** @throws {UserError} `people_changed`, `being_erased` (exit 75). */
export function mergePair(
  merges: MergeStore,
  oneId: string,
  otherId: string,
  nowMs: number,
): Promise<JoinedPeople> {
  return joinPeople(merges, [oneId, otherId], { by: 'rep' }, nowMs);
}
