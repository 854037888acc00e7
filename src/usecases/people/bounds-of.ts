/** What binds a person whatever any sequence says, so that nobody has to enroll them to learn of it. */
import type { ChannelSuppression } from '../../core/person/consent.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';

export interface Bounds {
  /** The entry of the suppression list, in words; `null`: none. */
  readonly suppressedBy: string | null;
  /** Entries that bind on one channel alone. */
  readonly suppressedOn: readonly ChannelSuppression[];
  /** They opted out or complained, whether or not an entry still says so. */
  readonly hasOptedOut: boolean;
}

export async function boundsOf(
  enrollments: Pick<EnrollmentStore, 'facts'>,
  prospectId: string,
): Promise<Bounds> {
  const { suppressedBy, ledger, hasOptedOut } = await enrollments.facts(prospectId);
  return { suppressedBy, suppressedOn: ledger.suppressedOn, hasOptedOut };
}
