/** Which rows of a list are people, each once? */
import { leadOf, type Lead, type LeadDefaults, type LeadVerdict } from './lead.ts';
import type { Column } from './columns.ts';
import type { LeadRow } from './lead-file.ts';

/**
 * One verdict per row, in their order. Of rows that share an address, a LinkedIn profile or an external id, the first counts; rows that share
 * only a phone number are colleagues at one switchboard, unless the number is all they have.
 */
export function leadsOf(
  rows: readonly LeadRow[],
  columns: readonly Column[],
  defaults: LeadDefaults,
): LeadVerdict[] {
  const firstLines = new Map<string, number>();
  return rows.map((row) => {
    const verdict = leadOf(row, columns, defaults);
    if (verdict.kind === 'rejected') return verdict;
    const keys = personalKeys(verdict.lead);
    for (const [key, shown] of keys) {
      const line = firstLines.get(key);
      if (line !== undefined) {
        return {
          kind: 'rejected',
          row,
          code: 'duplicate_in_file',
          words: `${shown} is in line ${line} already`,
        };
      }
    }
    for (const [key] of keys) firstLines.set(key, row.line);
    return verdict;
  });
}

function personalKeys(lead: Lead): [key: string, shown: string][] {
  const personal = lead.identities.filter((identity) => identity.kind !== 'phone');
  const keys = personal.length > 0 ? personal : lead.identities;
  return keys.map(({ kind, value }) => [`${kind} ${value}`, value]);
}
