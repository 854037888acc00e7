/** The file that brings rejected rows back to whoever can mend them. */
import { REASON_COLUMN } from './columns.ts';
import { csvText } from './csv-text.ts';
import type { LeadRow } from './list-row.ts';

export interface RejectedRow {
  readonly row: LeadRow;
  readonly code: string;
  readonly words: string;
}

/**
 * CSV (RFC 4180, CRLF) of the rows as they were written, with `touchline_reason` first: there it stays in its place beside rows with too many
 * cells. Mended and imported again, that column is ignored.
 *
 * The rows' own cells are not escaped against spreadsheet formulas: they must come back as they are. The reason begins with its code, so it
 * is never a formula.
 */
export function rejectsCsv(header: readonly string[], rejected: readonly RejectedRow[]): string {
  const reasonAt = header.findIndex((name) => name.toLowerCase() === REASON_COLUMN);
  const without = (cells: readonly string[]): string[] =>
    cells.filter((_, index) => index !== reasonAt);
  const records = rejected.map(({ row, code, words }) => [
    `${code}: ${words}`,
    ...without(row.cells),
  ]);
  return csvText([[REASON_COLUMN, ...without(header)], ...records]);
}
