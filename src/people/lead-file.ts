/** What does a list of people hold? Bytes to text to rows; what a cell means is `columns.ts` and `lead.ts`. */
import Papa from 'papaparse';
import type { Diagnostic } from '../core/diagnostic.ts';
import { decodeText } from './lead-encoding.ts';
import { rowOf, type LeadRow } from './list-row.ts';
export type { LeadRow, RowProblem } from './list-row.ts';

export interface LeadFile {
  readonly encoding: string;
  /** `,` `;` `|` or a tab. */
  readonly delimiter: string;
  /** Trimmed names, without empty ones at the end. Empty when `problems` holds an error. */
  readonly header: readonly string[];
  /** Rows with at least one filled cell, in the order of the file. Empty when `problems` holds an error. */
  readonly rows: readonly LeadRow[];
  /** Errors: nothing of the file may be used. */
  readonly problems: readonly Diagnostic[];
}

export interface LeadFileOptions {
  /** The name shown in problems. */
  readonly file: string;
  /** As in `decodeText`; detected when absent. */
  readonly encoding?: string;
  /** Told from the header line when absent. */
  readonly delimiter?: string;
}

export const MAX_ROWS = 1_000_000;
export const MAX_COLUMNS = 256;

const DELIMITERS = [',', ';', '\t', '|'];

/** Reads a delimited text file with a header line (RFC 4180, and what spreadsheets make of it). Never throws. */
export function readLeadFile(bytes: Uint8Array, options: LeadFileOptions): LeadFile {
  const decoded = decodeText(bytes, options.encoding ?? null);
  if (decoded === null) {
    const fail = failure(options.file, options.encoding ?? '', options.delimiter ?? ',');
    return fail(
      1,
      'unknown_encoding',
      `"${options.encoding}" is no encoding`,
      'name one such as utf-8, shift_jis or windows-1252',
    );
  }
  // One kind of line end: a file glued together from two has both, and papaparse would join lines.
  const text = decoded.text.includes('\r') ? decoded.text.replace(/\r\n?/g, '\n') : decoded.text;
  const separator = /^sep=([,;\t|])\n/i.exec(text);
  const body = separator === null ? text : text.slice(separator[0].length);
  const delimiter = options.delimiter ?? separator?.[1] ?? sniffDelimiter(body);
  const fail = failure(options.file, decoded.encoding, delimiter);
  const firstLine = separator === null ? 1 : 2;

  const nul = body.indexOf('\0');
  if (nul >= 0) {
    const hint = 'this is no text file, or it is UTF-16: try --encoding utf-16le';
    return fail(
      firstLine + newlinesIn(body, nul),
      'nul_character',
      'the file holds a NUL character',
      hint,
    );
  }
  const parsed = Papa.parse<string[]>(body, { delimiter, newline: '\n', skipEmptyLines: false });
  const unclosed = parsed.errors.find((error) => error.code === 'MissingQuotes');
  if (unclosed !== undefined) {
    const line = firstLine + newlinesIn(body, unclosed.index ?? 0);
    const hint = 'close the cell, or write a quote inside of a cell as two: ""';
    return fail(line, 'unclosed_quote', 'a quoted cell that begins here is never closed', hint);
  }
  const strayQuotes = new Set(parsed.errors.map((error) => error.row));
  return toLeadFile(parsed.data, strayQuotes, firstLine, fail);
}

/** The candidate that stands most often outside of quotes in the first filled line; a comma when none does. */
function sniffDelimiter(text: string): string {
  const counts = new Map(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  let isFilled = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '\n' && isFilled) break;
    else if (counts.has(character)) counts.set(character, counts.get(character)! + 1);
    isFilled ||= character.trim() !== '';
  }
  return DELIMITERS.reduce((best, one) => (counts.get(one)! > counts.get(best)! ? one : best));
}

type Fail = (line: number, code: string, message: string, hint: string | null) => LeadFile;

function failure(file: string, encoding: string, delimiter: string): Fail {
  return (line, code, message, hint) => {
    const problem: Diagnostic = {
      file,
      line,
      column: 1,
      length: 1,
      code,
      severity: 'error',
      message,
      hint,
    };
    return { encoding, delimiter, header: [], rows: [], problems: [problem] };
  };
}

function toLeadFile(
  records: readonly string[][],
  strayQuotes: ReadonlySet<number | undefined>,
  firstLine: number,
  fail: Fail,
): LeadFile {
  const empty = fail(
    firstLine,
    'empty_file',
    'the file is empty',
    'the first line names the columns: email,first_name,company',
  );
  let line = firstLine;
  let header: string[] | null = null;
  const rows: LeadRow[] = [];
  for (const [index, cells] of records.entries()) {
    const start = line;
    line += 1 + newlinesWithin(cells);
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (header === null) {
      header = trimmedHeader(cells);
      const problem = headerProblem(header, start, fail);
      if (problem !== null) return problem;
    } else {
      rows.push(
        rowOf({ line: start, cells, hasStrayQuote: strayQuotes.has(index) }, header.length),
      );
    }
  }
  if (header === null) return empty;
  if (rows.length > MAX_ROWS) {
    return fail(
      1,
      'too_many_rows',
      `the file has ${rows.length} rows, at most ${MAX_ROWS} are read at once`,
      'split the file',
    );
  }
  return { ...empty, header, rows, problems: [] };
}

function trimmedHeader(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  while (names.at(-1) === '') names.pop();
  return names;
}

function headerProblem(header: readonly string[], line: number, fail: Fail): LeadFile | null {
  if (header.length > MAX_COLUMNS) {
    return fail(
      line,
      'too_many_columns',
      `the file has ${header.length} columns, at most ${MAX_COLUMNS} are read`,
      null,
    );
  }
  const address = header.find((name) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name));
  if (address !== undefined) {
    return fail(
      line,
      'no_header',
      `the first line has no column names: it holds "${address}"`,
      'add a line such as email,first_name,company',
    );
  }
  const seen = new Set<string>();
  for (const name of header) {
    const key = name.toLowerCase();
    if (key !== '' && seen.has(key)) {
      return fail(
        line,
        'duplicate_column',
        `two columns are named "${name}"`,
        'rename one of them',
      );
    }
    seen.add(key);
  }
  return null;
}

function newlinesWithin(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) if (cell.includes('\n')) count += newlinesIn(cell, cell.length);
  return count;
}

function newlinesIn(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
