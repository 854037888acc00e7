/** All that is on record of a person, with what their list says where that is not on record. */
import { declaredConsents, type Consent, type Ledger } from '../../core/person/consent.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Stores } from '../../ports/stores.ts';

export interface LedgerView {
  readonly ledger: Ledger;
  /** What binds them whatever the ledger says, in words; `null`: nothing does. */
  readonly suppressedBy: string | null;
  /** Oldest first; what has no day comes first. `id` `null`: it stands in the person's fields alone. */
  readonly statements: readonly (Consent & {
    readonly id: string | null;
    readonly recordedAtMs: number | null;
  })[];
}

export async function readLedger(
  { consents, enrollments }: Pick<Stores, 'consents' | 'enrollments'>,
  person: Prospect,
): Promise<LedgerView> {
  const recorded = await consents.consentsOf(person.id);
  const { ledger, suppressedBy } = await enrollments.facts(person.id);
  const isRecorded = (declared: Consent): boolean =>
    recorded.some(
      (each) =>
        each.kind === declared.kind &&
        each.channel === declared.channel &&
        each.basis === declared.basis &&
        each.source === declared.source,
    );
  const own = declaredConsents(person)
    .filter((each) => !isRecorded(each))
    .map((each) => ({ ...each, id: null, recordedAtMs: null }));
  return { ledger, suppressedBy, statements: [...own, ...recorded] };
}
