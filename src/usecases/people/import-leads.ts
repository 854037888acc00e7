/** Writes what was planned of a list: everybody in one commit, and the record of it. */
import { createHash } from 'node:crypto';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { ImportPlan } from './plan-import.ts';

/** Returns the import's id. */
export async function importLeads(
  people: Pick<PeopleStore, 'save' | 'recordImport'>,
  plan: ImportPlan,
  order: { readonly file: string; readonly bytes: Uint8Array; readonly list: string | null },
  nowMs: number,
): Promise<string> {
  const sha256 = createHash('sha256').update(order.bytes).digest('hex');
  // Without a list, people who stay as they are need no write at all.
  const changes =
    order.list === null ? plan.changes.filter((each) => each.person !== null) : plan.changes;
  await people.save(changes, nowMs, order.list);
  return people.recordImport(order.file, sha256, { ...plan.counts }, nowMs);
}
