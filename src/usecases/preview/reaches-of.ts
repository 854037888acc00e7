/** Where would a person be reached, for each step that asks? */
import type { Prospect } from '../../core/person/prospect.ts';
import type { Reach } from '../../core/reach.ts';
import type { Sequence } from '../../core/sequence.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';
import type { Deciding } from '../../runner/engine.ts';
import { reachOf } from '../../runner/deciding/reach.ts';

export async function reachesOf(
  to: Pick<Deciding, 'settings' | 'preferences'> & {
    readonly enrollments: Pick<EnrollmentStore, 'facts'>;
  },
  sequence: Sequence,
  prospect: Prospect,
  mailbox: string | null,
  nowMs: number,
): Promise<ReadonlyMap<string, Reach>> {
  const asking = sequence.steps.filter((step) => step.kind === 'channel');
  if (asking.length === 0) return new Map();
  const { ledger } = await to.enrollments.facts(prospect.id);
  const about = { prospect, ledger, enrollment: { mailbox, rep: null } };
  const reaches = new Map<string, Reach>();
  for (const step of asking)
    reaches.set(step.id, await reachOf(to, sequence, step, about, { rangAtMs: [] }, nowMs));
  return reaches;
}
