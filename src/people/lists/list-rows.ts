/** The header and the rows of a delimited list, as they come, whatever they are about. `lead-stream.ts` reads people. */
import type { CsvRecord } from './csv-reader.ts';
import type { ListFault } from './fault.ts';
import { findHeader, HEADER_SEARCH_RECORDS, headerProblem, isFilled } from './header.ts';
import { leadText } from './lead-text.ts';
import { EMPTY_LIST, recordsOf } from './records.ts';
import { rowOf, type LeadRow } from './row.ts';

/** First the head, then rows; or, at any place, the end: then nothing of the list may be used. */
export type ListPart =
  | {
      readonly kind: 'head';
      /** As in `leadText`. */
      readonly encoding: string;
      /** `,` `;` `|` or a tab. */
      readonly delimiter: string;
      /** Trimmed names, without empty ones at the end. */
      readonly header: readonly string[];
    }
  | {
      readonly kind: 'rows';
      /** Those with at least one filled cell, in the order of the file. */
      readonly rows: readonly LeadRow[];
    }
  | { readonly kind: 'failed'; readonly fault: ListFault };

/**
 * Reads a delimited text with a header line (RFC 4180, and what spreadsheets make of it), in memory that does not grow with it. Never throws,
 * whatever the bytes.
 *
 * @param wanted  Folded names that the header must have, if it has any.
 */
export async function* listRows(
  chunks: AsyncIterable<Uint8Array>,
  wanted: readonly string[],
): AsyncGenerator<ListPart, void> {
  const { encoding, pieces } = await leadText(chunks, null);
  const waiting: CsvRecord[] = [];
  let delimiter = ',';
  let width: number | null = null;
  const headOf = (): ListPart => {
    const header = findHeader(waiting.slice(0, HEADER_SEARCH_RECORDS), wanted);
    const fault = header === null ? EMPTY_LIST : headerProblem(header);
    if (header === null || fault !== null) return { kind: 'failed', fault: fault ?? EMPTY_LIST };
    waiting.splice(0, header.index + 1);
    width = header.names.length;
    return { kind: 'head', encoding, delimiter, header: header.names };
  };
  for await (const piece of recordsOf(pieces, null)) {
    if (piece.fault !== null) {
      yield { kind: 'failed', fault: piece.fault };
      return;
    }
    delimiter = piece.delimiter ?? delimiter;
    for (const record of piece.records) if (isFilled(record)) waiting.push(record);
    if (waiting.length < HEADER_SEARCH_RECORDS) continue;
    if (width === null) {
      const head = headOf();
      yield head;
      if (head.kind === 'failed') return;
    }
    yield rowsIn(waiting.splice(0), width ?? 0);
  }
  if (width === null) yield headOf();
  if (width !== null && waiting.length > 0) yield rowsIn(waiting, width);
}

function rowsIn(records: readonly CsvRecord[], width: number): ListPart {
  return { kind: 'rows', rows: records.map((record) => rowOf(record, width)) };
}
