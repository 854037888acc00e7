/** Appends what a list says of its people's consent to the ledger, where a later list can't write over it. */
import { declaredConsent } from '../../core/consent.ts';
import type { NewConsent } from '../../ports/consent-store.ts';
import type { PersonChange } from '../../ports/people-store.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { lookAgain } from './look-again.ts';

/** Returns how many statements were new. @param changes  As they were saved. */
export async function recordDeclared(
  stores: Pick<Stores, 'people' | 'consents' | 'enrollments'>,
  deciding: Deciding,
  changes: readonly PersonChange[],
  nowMs: number,
): Promise<number> {
  const added: NewConsent[] = [];
  for (const { person } of changes) {
    if (person === null || declaredConsent(person) === null) continue;
    const [saved] = await stores.people.byIdentities(person.identities);
    const declared = saved === undefined ? null : declaredConsent(saved);
    if (saved === undefined || declared === null) continue;
    const known = await stores.consents.consentsOf(saved.id);
    // Without a day it counts from when we heard of it, once.
    const atMs = declared.atMs ?? known.find((each) => isSame(each, declared))?.atMs ?? nowMs;
    added.push({ ...declared, prospectId: saved.id, atMs });
  }
  if (added.length === 0) return 0;
  const count = await stores.consents.addConsents(added, nowMs);
  for (const id of new Set(added.map(({ prospectId }) => prospectId)))
    await lookAgain(stores, deciding, id, nowMs);
  return count;
}

type Said = Omit<NewConsent, 'prospectId' | 'atMs'>;

function isSame(left: Said, right: Said): boolean {
  return (
    left.kind === right.kind &&
    left.channel === right.channel &&
    left.basis === right.basis &&
    left.source === right.source &&
    left.evidence === right.evidence
  );
}
