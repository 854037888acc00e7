/** What binds a person whatever any sequence says, so that nobody has to enroll them to learn of it. */
import type { ChannelSuppression } from '../../core/person/consent.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { takenBack } from '../../policy/may-send.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';

const CHANNELS = ['email', 'sms', 'call', 'linkedin'];

export interface Bounds {
  /** The entry of the suppression list, in words; `null`: none. */
  readonly suppressedBy: string | null;
  /** Entries that bind on one channel alone. */
  readonly suppressedOn: readonly ChannelSuppression[];
  /** They opted out or complained, whether or not an entry still says so. */
  readonly hasOptedOut: boolean;
  /** Channels on which they took their consent back. */
  readonly takenBack: readonly string[];
}

export async function boundsOf(
  enrollments: Pick<EnrollmentStore, 'facts'>,
  prospect: Prospect,
  nowMs: number,
): Promise<Bounds> {
  const { suppressedBy, ledger, hasOptedOut } = await enrollments.facts(prospect.id);
  const { suppressedOn } = ledger;
  const facts = { prospect, ledger, nowMs };
  return { suppressedBy, suppressedOn, hasOptedOut, takenBack: takenBack(facts, CHANNELS) };
}
