/** The file that brings rejected rows back to whoever can mend them. */
import { REASON_COLUMN } from '../columns/columns.ts';
import { csvText } from './csv-text.ts';
import type { LeadRow } from './row.ts';

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
  return `${rejectsHeader(header)}${rejectsLines(header, rejected)}`;
}

export function rejectsHeader(header: readonly string[]): string {
  return csvText([[REASON_COLUMN, ...without(header, reasonAt(header))]]);
}

/** The rows alone, for a file that has its header. */
export function rejectsLines(header: readonly string[], rejected: readonly RejectedRow[]): string {
  const at = reasonAt(header);
  return csvText(
    rejected.map(({ row, code, words }) => [`${code}: ${words}`, ...without(row.cells, at)]),
  );
}

function reasonAt(header: readonly string[]): number {
  return header.findIndex((name) => name.toLowerCase() === REASON_COLUMN);
}

function without(cells: readonly string[], at: number): string[] {
  return cells.filter((_, index) => index !== at);
}
