/** What does a list say, read while it comes? In memory that does not grow with the list. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import { foldHeader } from '../columns/column-names.ts';
import { mapList, type Column, type Reading } from '../columns/columns.ts';
import type { CsvRecord } from './csv-reader.ts';
import { leadOf, type LeadDefaults, type LeadVerdict } from './lead.ts';
import { isEncoding } from './encoding.ts';
import { leadText } from './lead-text.ts';
import {
  findHeader,
  HEADER_SEARCH_RECORDS,
  headerProblem,
  isFilled,
  type ListHeader,
} from './header.ts';
import type { ListFault } from './fault.ts';
import { applyMapping, type ListMapping } from '../columns/mapping.ts';
import { EMPTY_LIST, recordsOf, unknownEncoding, type RecordPiece } from './records.ts';
import { rowOf } from './row.ts';

export interface LeadListHead {
  readonly format: 'csv' | 'tsv' | 'xlsx' | 'jsonl';
  /** `null` for a spreadsheet. */
  readonly encoding: string | null;
  /** `,` `;` `|` or a tab; `null` for a spreadsheet and for JSON. */
  readonly delimiter: string | null;
  /** The tool whose export it is; `null`: none that we know by its columns. */
  readonly preset: string | null;
  /** Trimmed names, without empty ones at the end. */
  readonly header: readonly string[];
  /** As many as the header has names. */
  readonly columns: readonly Column[];
  /** Lines above the header that hold something: a title, notes. */
  readonly ignoredLines: number;
  /** What is good to know before anything is written: a column that nearly has one of our names, a name that stands twice. */
  readonly warnings: readonly Diagnostic[];
}

/** First the head, then batches; or, at any place, the end: then nothing of the list may be used. */
export type LeadPart =
  | { readonly kind: 'head'; readonly head: LeadListHead }
  | {
      readonly kind: 'batch';
      /** One per row, in the order of the list; `BATCH_ROWS` at most. */
      readonly verdicts: readonly LeadVerdict[];
      /** Of the file, read so far. */
      readonly bytes: number;
    }
  | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] };

export interface LeadListOptions extends LeadDefaults, Reading {
  /** The name shown in problems. */
  readonly file: string;
  /** `null`: told from the bytes. */
  readonly encoding: string | null;
  /** `null`: told from the first lines. */
  readonly delimiter: string | null;
  /** A saved one; what `maps` and `preset` say counts before it. */
  readonly mapping: ListMapping | null;
}

/** How a file is to be read that may be a spreadsheet. */
export interface LeadOrder extends LeadListOptions {
  /** Of a spreadsheet; `null`: the first one with rows. */
  readonly sheet: string | null;
}

/** Few: what lives as long as a batch is copied whenever memory is cleared, which took a sixth of the time at a thousand. */
export const BATCH_ROWS = 250;
/** Rows of a megabyte each are legal: a batch is cut where its rows weigh more. */
const BATCH_WEIGHT_MOST = 8_000_000;
const CELL_BYTES = 8;

/**
 * Reads a delimited list (CSV, TSV) with a line of column names. Never throws, whatever the bytes; ends in time that grows with their number
 * only.
 */
export async function* readLeads(
  chunks: AsyncIterable<Uint8Array>,
  options: LeadListOptions,
): AsyncGenerator<LeadPart, void> {
  if (options.encoding !== null && !isEncoding(options.encoding)) {
    yield failed(options.file, unknownEncoding(options.encoding));
    return;
  }
  const text = await leadText(chunks, options.encoding);
  const records = recordsOf(text.pieces, options.delimiter);
  yield* leadsOfRecords(records, text.encoding, options);
}

/** The same for records from any file. @param encoding  `null`: it is a spreadsheet. */
export async function* leadsOfRecords(
  pieces: AsyncIterable<RecordPiece>,
  encoding: string | null,
  options: LeadListOptions,
): AsyncGenerator<LeadPart, void> {
  const waiting: CsvRecord[] = [];
  let weight = 0;
  let head: LeadListHead | null = null;
  let bytes = 0;
  const batchOf = ({ columns }: LeadListHead): LeadPart => {
    const records = waiting.splice(0, BATCH_ROWS);
    for (const record of records) weight -= weightOf(record);
    const rows = records.map((record) =>
      rowOf(encoding === null ? padded(record, columns.length) : record, columns.length),
    );
    return { kind: 'batch', verdicts: rows.map((row) => leadOf(row, columns, options)), bytes };
  };
  for await (const piece of withEnd(pieces)) {
    bytes = piece.bytes;
    for (const record of piece.records.filter(isFilled)) {
      waiting.push(record);
      weight += weightOf(record);
    }
    const isHeavy = weight > BATCH_WEIGHT_MOST;
    if (piece.fault !== null) {
      yield failed(options.file, piece.fault);
      return;
    }
    const isEnough = piece.isLast || isHeavy || waiting.length >= HEADER_SEARCH_RECORDS;
    if (head === null && isEnough) {
      const part = headOf(waiting, piece.delimiter, encoding, options);
      yield part;
      if (part.kind !== 'head') return;
      head = part.head;
      weight = waiting.reduce((sum, record) => sum + weightOf(record), 0);
    }
    if (head === null) continue;
    const least = piece.isLast || isHeavy ? 1 : BATCH_ROWS;
    while (waiting.length >= least) yield batchOf(head);
  }
}

/** About the bytes that a record takes in memory. */
function weightOf({ cells }: CsvRecord): number {
  let weight = CELL_BYTES * cells.length;
  for (const cell of cells) weight += cell.length;
  return weight;
}

/** A spreadsheet has no cells where nothing was written. */
function padded(record: CsvRecord, width: number): CsvRecord {
  const lacking = width - record.cells.length;
  if (lacking <= 0) return record;
  return { ...record, cells: [...record.cells, ...Array.from({ length: lacking }, () => '')] };
}

/** After the last piece an empty one that says so. */
async function* withEnd(
  pieces: AsyncIterable<RecordPiece>,
): AsyncGenerator<RecordPiece & { readonly isLast: boolean }, void> {
  let last: RecordPiece = { delimiter: null, records: [], bytes: 0, fault: null };
  for await (const piece of pieces) {
    yield { ...piece, isLast: false };
    last = piece;
  }
  yield { ...last, records: [], isLast: true };
}

/** Takes the header, and what stands above it, out of the records. */
function headOf(
  waiting: CsvRecord[],
  delimiter: string | null,
  encoding: string | null,
  options: LeadListOptions,
): LeadPart {
  const { file } = options;
  const named = [...options.maps, ...(options.mapping?.maps ?? [])];
  const wanted = named.map(({ column }) => foldHeader(column));
  const header = findHeader(waiting.slice(0, HEADER_SEARCH_RECORDS), wanted);
  if (header === null) return failed(file, EMPTY_LIST);
  const problem = headerProblem(header);
  if (problem !== null) return failed(file, problem);
  waiting.splice(0, header.index + 1);
  const { reading, warnings } =
    options.mapping === null
      ? { reading: options, warnings: [] }
      : applyMapping(options.mapping, options, header.names, file);
  const mapped = mapList(header.names, reading, file);
  if (!mapped.ok) return { kind: 'failed', diagnostics: mapped.diagnostics };
  const head: LeadListHead = {
    format: formatOf(encoding, delimiter),
    encoding,
    delimiter,
    preset: mapped.value.preset,
    header: header.names,
    columns: mapped.value.columns,
    ignoredLines: header.ignored,
    warnings: [
      ...header.repeated.map((name) => repeatedName(name, header, file)),
      ...warnings,
      ...mapped.diagnostics,
    ],
  };
  return { kind: 'head', head };
}

function formatOf(encoding: string | null, delimiter: string | null): LeadListHead['format'] {
  if (encoding === null) return 'xlsx';
  if (delimiter === null) return 'jsonl';
  return delimiter === '\t' ? 'tsv' : 'csv';
}

function repeatedName(name: string, { line }: ListHeader, file: string): Diagnostic {
  return diagnostic(file, 'warning', {
    line,
    code: 'duplicate_column',
    message: `two columns are named "${name}"; the second is read as "${name}_2"`,
    hint: null,
  });
}

function failed(file: string, fault: ListFault): LeadPart {
  return { kind: 'failed', diagnostics: [diagnostic(file, 'error', fault)] };
}

function diagnostic(file: string, severity: Diagnostic['severity'], fault: ListFault): Diagnostic {
  return { file, column: 1, length: 1, severity, ...fault };
}
