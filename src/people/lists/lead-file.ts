/** What does a list of people hold, read at once? For short lists; `lead-stream.ts` reads any. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import { decodeText } from './encoding.ts';
import type { ListFault } from './fault.ts';
import { findHeader, HEADER_SEARCH_RECORDS, headerProblem, isFilled } from './header.ts';
import { EMPTY_LIST, recordReader, unknownEncoding } from './records.ts';
import { rowOf, type LeadRow } from './row.ts';

export type { LeadRow } from './row.ts';

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

/** Reads a delimited text file with a header line (RFC 4180, and what spreadsheets make of it). Never throws. */
export function readLeadFile(bytes: Uint8Array, options: LeadFileOptions): LeadFile {
  const { file, encoding, delimiter } = options;
  const decoded = decodeText(bytes, encoding ?? null);
  if (decoded === null)
    return refused(file, encoding ?? '', delimiter ?? ',', unknownEncoding(encoding ?? ''));
  const text = decoded.text.replace(/\r\n?/g, '\n');
  const read = recordReader(delimiter ?? null);
  const piece = read(text.startsWith('\ufeff') ? text.slice(1) : text, true);
  const refuse = (fault: ListFault): LeadFile =>
    refused(file, decoded.encoding, piece.delimiter, fault);
  if (piece.fault !== null) return refuse(piece.fault);
  const filled = piece.records.filter(isFilled);
  const header = findHeader(filled.slice(0, HEADER_SEARCH_RECORDS), []);
  if (header === null) return refuse(EMPTY_LIST);
  const problem = headerProblem(header);
  if (problem !== null) return refuse(problem);
  const rows = filled.slice(header.index + 1).map((record) => rowOf(record, header.names.length));
  return {
    encoding: decoded.encoding,
    delimiter: piece.delimiter,
    header: header.names,
    rows,
    problems: [],
  };
}

function refused(file: string, encoding: string, delimiter: string, fault: ListFault): LeadFile {
  const problem: Diagnostic = { file, column: 1, length: 1, severity: 'error', ...fault };
  return { encoding, delimiter, header: [], rows: [], problems: [problem] };
}
