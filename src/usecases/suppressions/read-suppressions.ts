/** Which entries does a file of suppressions hold? One a line, or columns of a list. */
import { UserError } from '../../core/user-error.ts';
import { cellText } from '../../people/cells/cell.ts';
import { foldHeader } from '../../people/columns/column-names.ts';
import type { ListFault } from '../../people/lists/fault.ts';
import { linesOf } from '../../people/lists/lines.ts';
import { listRows } from '../../people/lists/list-rows.ts';
import type { LeadRow } from '../../people/lists/row.ts';
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

export interface SuppressionFile {
  /** As it was named; shown in problems. */
  readonly name: string;
  /** Its bytes from the beginning, as often as they are asked for. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** How it is to be read. */
export interface SuppressionReading {
  /** A header's name; `null`: a plain file, or the column that looks like it. */
  readonly column: string | null;
  /** Alpha-2, for numbers without a country code; `null`: they can't be read. */
  readonly country: string | null;
}

/** Folded headers of the column that is meant when nobody names one, best first. */
const COLUMNS = 'email emailaddress address domain value entry phone linkedinurl linkedin'.split(
  ' ',
);

/**
 * Empty lines and lines that begin with `#` are left out. Read while they are asked for: neither the file nor its entries are ever held as a
 * whole, so what is wrong further down comes when it is reached.
 *
 * @throws {UserError} `unknown_column` (exit 2), `empty_file`, `line_too_long` and what else a list may lack (exit 3).
 */
export async function* readSuppressions(
  file: SuppressionFile,
  reading: SuppressionReading,
): AsyncGenerator<WrittenEntry, void> {
  const { country } = reading;
  if (reading.column === null && (await isPlain(file, country)))
    yield* plainEntries(file.open(), country);
  else yield* columnEntries(file, reading);
}

async function isPlain(file: SuppressionFile, country: string | null): Promise<boolean> {
  for await (const { entry, text } of plainEntries(file.open(), country))
    // A header of one word could be a top-level domain; nobody begins a list with one.
    return entry !== null && !/^[a-z]+$/i.test(text);
  return false;
}

async function* plainEntries(
  chunks: AsyncIterable<Uint8Array>,
  country: string | null,
): AsyncGenerator<WrittenEntry, void> {
  let line = 0;
  for await (const written of linesOf(chunks)) {
    line += 1;
    const cell = cellText(written);
    if (cell === null || cell.startsWith('#')) continue;
    const entry = parseSuppression(cell, country);
    yield { line, text: cell, entry, channel: null, reason: null };
  }
}

async function* columnEntries(
  { name, open }: SuppressionFile,
  { column, country }: SuppressionReading,
): AsyncGenerator<WrittenEntry, void> {
  const wanted = column === null ? [] : [foldHeader(column)];
  let entryOf: (row: LeadRow) => WrittenEntry | null = () => null;
  for await (const part of listRows(open(), wanted)) {
    switch (part.kind) {
      case 'failed':
        throw unusable(name, part.fault);
      case 'head':
        entryOf = entryReader(part.header, name, column, country);
        break;
      case 'rows':
        for (const row of part.rows) {
          const entry = entryOf(row);
          if (entry !== null) yield entry;
        }
    }
  }
}

function unusable(file: string, { code, line, message, hint }: ListFault): UserError {
  const cure = code === 'empty_file' ? 'one address, domain or number a line' : hint;
  return new UserError(code, `${file}:${line}: ${message}`, cure, 3);
}

/** What a row says in the columns that are meant; `null`: nothing. */
function entryReader(
  header: readonly string[],
  file: string,
  column: string | null,
  country: string | null,
): (row: LeadRow) => WrittenEntry | null {
  const at = columnAt(header, column === null ? COLUMNS : [foldHeader(column)]);
  if (at === null) {
    throw new UserError(
      'unknown_column',
      column === null
        ? `${file}: the first line is no address, domain or number`
        : `${file} has no column "${column}"`,
      `columns are ${header.join(', ')}\nname the one that is meant: --column NAME`,
      2,
    );
  }
  const [channelAt, reasonAt] = [columnAt(header, ['channel']), columnAt(header, ['reason'])];
  return ({ line, cells }) => {
    const cell = (index: number | null): string | null =>
      index === null ? null : cellText(cells[index] ?? '');
    const text = cell(at);
    if (text === null) return null;
    const entry = parseSuppression(text, country);
    return { line, text, entry, channel: cell(channelAt), reason: cell(reasonAt) };
  };
}

function columnAt(header: readonly string[], wanted: readonly string[]): number | null {
  const folded = header.map(foldHeader);
  const found = wanted.map((name) => folded.indexOf(name)).find((at) => at >= 0);
  return found ?? null;
}
