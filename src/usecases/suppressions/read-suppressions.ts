/** Which entries does a file of suppressions hold? One a line, or a column of a list. */
import { UserError } from '../../core/user-error.ts';
import { cellText } from '../../people/cells/cell.ts';
import { foldHeader } from '../../people/columns/column-names.ts';
import { decodeText } from '../../people/lists/encoding.ts';
import { readLeadFile } from '../../people/lists/lead-file.ts';
import {
  parseSuppression,
  type SuppressionEntry,
} from '../../people/identity/suppression-entry.ts';

export interface WrittenEntry {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  /** `null`: it is no address, domain or number. */
  readonly entry: SuppressionEntry | null;
}

/** Folded headers of the column that is meant when nobody names one, best first. */
const COLUMNS = ['email', 'emailaddress', 'address', 'domain', 'value', 'entry', 'phone'];

/**
 * Empty lines and lines that begin with `#` are left out.
 *
 * @param column   A header's name; `null`: a plain file, or the column that looks like it.
 * @param country  Alpha-2, for numbers without a country code.
 * @throws {UserError} `unknown_column` (exit 2), `empty_file` and what else a list may lack (exit 3).
 */
export function readSuppressions(
  bytes: Uint8Array,
  file: string,
  column: string | null,
  country: string | null,
): readonly WrittenEntry[] {
  const plain = column === null ? plainEntries(bytes, country) : null;
  return plain ?? columnEntries(bytes, file, column, country);
}

/** `null` when the first filled line is no entry: then it is a header. */
function plainEntries(bytes: Uint8Array, country: string | null): readonly WrittenEntry[] | null {
  const lines = (decodeText(bytes, null)?.text ?? '').split(/\r\n|\r|\n/);
  const written = lines.flatMap((cell, index) => {
    const text = cellText(cell);
    if (text === null || text.startsWith('#')) return [];
    return [{ line: index + 1, text, entry: parseSuppression(text, country) }];
  });
  const [first] = written;
  // A header of one word could be a top-level domain; nobody begins a list with one.
  const isHeader = first === undefined || first.entry === null || isBareWord(first.text);
  return isHeader ? null : written;
}

function isBareWord(text: string): boolean {
  return /^[a-z]+$/i.test(text);
}

function columnEntries(
  bytes: Uint8Array,
  file: string,
  column: string | null,
  country: string | null,
): readonly WrittenEntry[] {
  const list = readLeadFile(bytes, { file });
  const [problem] = list.problems;
  if (problem !== undefined) {
    throw new UserError(
      problem.code,
      `${file}:${problem.line}: ${problem.message}`,
      problem.code === 'empty_file' ? 'one address, domain or number a line' : problem.hint,
      3,
    );
  }
  const at = columnAt(list.header, column);
  if (at === null) {
    throw new UserError(
      'unknown_column',
      column === null
        ? `${file}: the first line is no address, domain or number`
        : `${file} has no column "${column}"`,
      `columns are ${list.header.join(', ')}\nname the one that is meant: --column NAME`,
      2,
    );
  }
  return list.rows.flatMap(({ line, cells }) => {
    const text = cellText(cells[at] ?? '');
    return text === null ? [] : [{ line, text, entry: parseSuppression(text, country) }];
  });
}

function columnAt(header: readonly string[], column: string | null): number | null {
  const folded = header.map(foldHeader);
  const wanted = column === null ? COLUMNS : [foldHeader(column)];
  const found = wanted.map((name) => folded.indexOf(name)).find((at) => at >= 0);
  return found ?? null;
}
