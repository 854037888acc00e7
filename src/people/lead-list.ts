/** Which rows of a list are people, each once? */
import type { Column } from './columns.ts';
import { leadOf, type Lead, type LeadDefaults, type LeadVerdict } from './lead.ts';
import type { LeadRow } from './list-row.ts';
import { nameKey } from './names.ts';

/**
 * One verdict per row, in their order. Of rows that `whoIs` would take for one person, the first counts: two rows that disagree would change
 * the person back and forth with every import.
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
    const marks = verdict.lead.identities.map((identity) => marksOf(verdict.lead, identity));
    for (const { value, sought } of marks) {
      const line = sought.map((mark) => firstLines.get(mark)).find((found) => found !== undefined);
      if (line === undefined) continue;
      const words = `${value} is in line ${line} already`;
      return { kind: 'rejected', row, code: 'duplicate_in_file', words };
    }
    for (const mark of marks.flatMap(({ left }) => left)) {
      if (!firstLines.has(mark)) firstLines.set(mark, row.line);
    }
    return verdict;
  });
}

interface Marks {
  readonly value: string;
  /** Left by an earlier row, they say that it is the same person. */
  readonly sought: readonly string[];
  readonly left: readonly string[];
}

/**
 * A phone number alone is no proof: colleagues share a switchboard. Two rows with it are one person when their names are the same, or when
 * one has no name and they don't have an address each.
 */
function marksOf(lead: Lead, { kind, value }: Lead['identities'][number]): Marks {
  // The forms of the other kinds can't be mistaken for each other.
  const key = kind === 'external' ? `external ${value}` : value;
  if (kind !== 'phone') return { value, sought: [key], left: [key] };
  const name = nameKey(lead);
  const hasAddress = lead.identities.some((identity) => identity.kind === 'email');
  const anybody = hasAddress ? `${key} no address` : key;
  const nameless = hasAddress ? `${key} no name, no address` : `${key} no name`;
  return {
    value,
    sought: name === null ? [anybody] : [`${key} name ${name}`, nameless],
    left: [
      key,
      name === null ? `${key} no name` : `${key} name ${name}`,
      ...(hasAddress ? [] : [`${key} no address`]),
      ...(name === null && !hasAddress ? [`${key} no name, no address`] : []),
    ],
  };
}
