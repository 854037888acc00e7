/** The records of a list, piece by piece, whatever file they come from. */
import {
  csvReader,
  MAX_RECORD_LENGTH,
  type CsvFault,
  type CsvReader,
  type CsvRecord,
} from './csv-reader.ts';
import type { TextPiece } from './lead-text.ts';
import type { ListFault } from './fault.ts';
import { sniffDelimiter } from './delimiter.ts';

export interface RecordPiece {
  /** `null` for a spreadsheet. */
  readonly delimiter: string | null;
  readonly records: readonly CsvRecord[];
  /** Of the file, read so far. */
  readonly bytes: number;
  /** Nothing of the list may be used, and nothing follows. */
  readonly fault: ListFault | null;
}

/** @param asked  The delimiter; `null`: told from the first lines. */
export async function* recordsOf(
  pieces: AsyncIterable<TextPiece>,
  asked: string | null,
): AsyncGenerator<RecordPiece, void> {
  const read = recordReader(asked);
  for await (const { text, isLast, bytes } of pieces) {
    const piece = { ...read(text, isLast), bytes };
    yield piece;
    if (piece.fault !== null) return;
  }
}

type TextRecords = Omit<RecordPiece, 'bytes' | 'delimiter'> & { readonly delimiter: string };

/** Fed with the text of a list, piece by piece, its line ends settled. */
export function recordReader(asked: string | null): (text: string, isLast: boolean) => TextRecords {
  let open: Opened | null = null;
  return (text, isLast) => {
    let body = text;
    if (open === null) {
      open = opened(text, isLast, asked);
      body = open.body;
    }
    const { delimiter, reader } = open;
    const nul = body.indexOf('\0');
    const { records, fault } =
      nul < 0 ? reader.read(body, isLast) : reader.read(body.slice(0, nul), false);
    if (fault !== null) return { delimiter, records, fault: { ...fault, ...FAULTS[fault.code] } };
    return { delimiter, records, fault: nul < 0 ? null : { line: reader.line(), ...NUL } };
  };
}

interface Opened {
  readonly body: string;
  readonly delimiter: string;
  readonly reader: CsvReader;
}

/** Excel's first line `sep=;` names the delimiter and is no row. */
function opened(text: string, isLast: boolean, asked: string | null): Opened {
  const separator = /^sep=([,;\t|])\n/i.exec(text);
  const body = separator === null ? text : text.slice(separator[0].length);
  const delimiter = asked ?? separator?.[1] ?? sniffDelimiter(body, isLast);
  return { body, delimiter, reader: csvReader(delimiter, separator === null ? 1 : 2) };
}

export const EMPTY_LIST: ListFault = {
  line: 1,
  code: 'empty_file',
  message: 'the file is empty',
  hint: 'the first line names the columns: email,first_name,company',
};

export function unknownEncoding(name: string): ListFault {
  return {
    line: 1,
    code: 'unknown_encoding',
    message: `"${name}" is no encoding`,
    hint: 'name one such as utf-8, shift_jis or windows-1252',
  };
}

const NUL = {
  code: 'nul_character',
  message: 'the file holds a NUL character',
  hint: 'this is no text file, or it is UTF-16: try --encoding utf-16le',
};

const FAULTS: Readonly<
  Record<CsvFault['code'], { readonly message: string; readonly hint: string }>
> = {
  unclosed_quote: {
    message: 'a quoted cell that begins here is never closed',
    hint: 'close the cell, or write a quote inside of a cell as two: ""',
  },
  line_too_long: {
    message: `a row that begins here is longer than ${MAX_RECORD_LENGTH} characters`,
    hint: 'this is no list of people, or its lines do not end',
  },
};
