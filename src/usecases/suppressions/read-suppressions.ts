/** Which entries does a file of suppressions hold? One a line, or columns of a list. */
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
  /** `null`: it is no address, domain, profile or number. */
  readonly entry: SuppressionEntry | null;
  /** What its columns of these names say; `null`: nothing. */
  readonly channel: string | null;
  readonly reason: string | null;
}

/** Folded headers of the column that is meant when nobody names one, best first. */
const COLUMNS = 'email emailaddress address domain value entry phone linkedinurl linkedin'.split(
  ' ',
);

/**
 * Empty lines and lines that begin with `#` are left out. Entries are read while they are asked for, so that a list of a million is never
 * held as entries.
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
): () => Iterable<WrittenEntry> {
  const text = column === null ? (decodeText(bytes, null)?.text ?? '') : '';
  const [first] = plainEntries(text, country);
  // A header of one word could be a top-level domain; nobody begins a list with one.
  const isPlain = first !== undefined && first.entry !== null && !isBareWord(first.text);
  return isPlain ? () => plainEntries(text, country) : columnEntries(bytes, file, column, country);
}

function* plainEntries(text: string, country: string | null): Generator<WrittenEntry> {
  let line = 0;
  for (const [written] of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    line += 1;
    const cell = cellText(written);
    if (cell === null || cell.startsWith('#')) continue;
    const entry = parseSuppression(cell, country);
    yield { line, text: cell, entry, channel: null, reason: null };
  }
}

function isBareWord(text: string): boolean {
  return /^[a-z]+$/i.test(text);
}

function columnEntries(
  bytes: Uint8Array,
  file: string,
  column: string | null,
  country: string | null,
): () => Iterable<WrittenEntry> {
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
  const at = columnAt(list.header, column === null ? COLUMNS : [foldHeader(column)]);
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
  const [channelAt, reasonAt] = [
    columnAt(list.header, ['channel']),
    columnAt(list.header, ['reason']),
  ];
  return function* () {
    for (const { line, cells } of list.rows) {
      const cell = (index: number | null): string | null =>
        index === null ? null : cellText(cells[index] ?? '');
      const text = cell(at);
      if (text === null) continue;
      const entry = parseSuppression(text, country);
      yield { line, text, entry, channel: cell(channelAt), reason: cell(reasonAt) };
    }
  };
}

function columnAt(header: readonly string[], wanted: readonly string[]): number | null {
  const folded = header.map(foldHeader);
  const found = wanted.map((name) => folded.indexOf(name)).find((at) => at >= 0);
  return found ?? null;
}
