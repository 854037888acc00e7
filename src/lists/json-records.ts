/** The records of people who were exported as JSON, a document a line. */
import { createReadStream } from 'node:fs';
import { cellsOfLine } from '../people/identity/json-people.ts';
import { peopleHeader } from '../people/identity/people-csv.ts';
import { MAX_RECORD_LENGTH, type CsvRecord } from '../people/lists/csv-reader.ts';
import type { RecordPiece } from '../people/lists/records.ts';

/** In memory that no file can make it leave. @throws The system's error where it can't be read. */
export async function* jsonRecords(path: string): AsyncGenerator<RecordPiece, void> {
  const header: CsvRecord = { line: 1, cells: peopleHeader([]), hasStrayQuote: false };
  yield { delimiter: null, records: [header], bytes: 0, fault: null };
  const decoder = new TextDecoder();
  const chunks: AsyncIterable<Uint8Array> = createReadStream(path);
  let [open, line, bytes] = ['', 0, 0];
  for await (const chunk of chunks) {
    bytes += chunk.length;
    const lines = (open + decoder.decode(chunk, { stream: true })).split('\n');
    open = lines.pop() ?? '';
    const records = lines.flatMap((text) => recordOf(text, ++line));
    const fault = open.length > MAX_RECORD_LENGTH ? { line: line + 1, ...TOO_LONG } : null;
    yield { delimiter: null, records, bytes, fault };
    if (fault !== null) return;
  }
  yield { delimiter: null, records: recordOf(open, line + 1), bytes, fault: null };
}

const TOO_LONG = {
  code: 'line_too_long',
  message: `a line is longer than ${MAX_RECORD_LENGTH} characters`,
  hint: null,
};

function recordOf(text: string, line: number): readonly CsvRecord[] {
  const cells = text.trim() === '' ? null : cellsOfLine(text);
  return cells === null ? [] : [{ line, cells, hasStrayQuote: false }];
}
