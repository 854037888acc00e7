/** The ledger of consents as a file: what a regulator, or the next tool, asks for. */
import { addressOn } from '../../core/person/prospect.ts';
import type { ConsentRecord } from '../../ports/consent-store.ts';
import type { Stores } from '../../ports/stores.ts';

export type ExportFormat = 'csv' | 'jsonl';

const PORTION = 1_000;
const COLUMNS = [
  'id',
  'prospect',
  'email',
  'kind',
  'channel',
  'basis',
  'source',
  'evidence',
  'at',
  'expires',
  'recorded_at',
] as const;

/**
 * Every statement in the order in which it was recorded.
 *
 * @param isoOf  Writes an instant.
 */
export async function exportConsents(
  { consents, people }: Pick<Stores, 'consents' | 'people'>,
  format: ExportFormat,
  isoOf: (atMs: number) => string,
): Promise<{ readonly text: string; readonly statements: number }> {
  const lines: string[] = format === 'csv' ? [COLUMNS.join(',')] : [];
  let statements = 0;
  for (let after: string | null = null; ;) {
    const portion: readonly ConsentRecord[] = await consents.consents(after, PORTION);
    for (const each of portion) {
      const person = await people.byId(each.prospectId);
      const email = person === null ? null : addressOn(person, 'email');
      const record = recordOf(each, email, isoOf);
      lines.push(
        format === 'csv'
          ? COLUMNS.map((name) => csvCell(record[name])).join(',')
          : JSON.stringify(record),
      );
    }
    statements += portion.length;
    if (portion.length < PORTION) break;
    after = portion.at(-1)?.id ?? null;
  }
  const end = format === 'csv' ? '\r\n' : '\n';
  return { text: lines.map((line) => line + end).join(''), statements };
}

function recordOf(
  each: ConsentRecord,
  email: string | null,
  isoOf: (atMs: number) => string,
): Readonly<Record<(typeof COLUMNS)[number], string | null>> {
  return {
    id: each.id,
    prospect: each.prospectId,
    email,
    kind: each.kind,
    channel: each.channel,
    basis: each.basis,
    source: each.source,
    evidence: each.evidence,
    at: isoOf(each.atMs),
    expires: each.expiresAtMs === null ? null : isoOf(each.expiresAtMs),
    recorded_at: isoOf(each.recordedAtMs),
  };
}

/** RFC 4180; what a spreadsheet would run as a formula stands behind an apostrophe. */
function csvCell(value: string | null): string {
  if (value === null) return '';
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
