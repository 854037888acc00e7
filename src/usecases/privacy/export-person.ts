/** All that is known of a person, for them. */
import type { Prospect } from '../../core/person/prospect.ts';
import type { Everything, PrivacyStore } from '../../ports/privacy-store.ts';

/** That it was asked for is kept; what it said is not. */
export async function exportPerson(
  privacy: Pick<PrivacyStore, 'everything' | 'record'>,
  person: Pick<Prospect, 'id'>,
  nowMs: number,
): Promise<Everything> {
  const known = await privacy.everything(person.id);
  const counts = Object.fromEntries(
    Object.entries(known).map(([table, rows]): [string, number] => [table, rows.length]),
  );
  const said = { subject: person.id, reason: 'asked', counts } as const;
  await privacy.record({ atMs: nowMs, action: 'export', ...said });
  return known;
}
