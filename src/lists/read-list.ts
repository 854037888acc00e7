/** A list of leads from a file, of any format that we read. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { readyLeads, type ReadyPart, type RowTerms } from '../people/identity/ready-leads.ts';
import {
  leadsOfRecords,
  readLeads,
  type LeadOrder,
  type LeadPart,
} from '../people/lists/lead-stream.ts';

/**
 * In this thread. What can't be read ends with the reason; a file that can't be opened throws the system's error.
 *
 * @param path  Absolute.
 */
export async function* readList(path: string, order: LeadOrder): AsyncGenerator<LeadPart, void> {
  const { start, bytes } = await startOf(path);
  if (start.startsWith('PK\u0003\u0004')) {
    const { xlsxRecords } = await import('./xlsx-records.ts');
    yield* leadsOfRecords(xlsxRecords(path, order.sheet, bytes), null, order);
    return;
  }
  if (/^\s*\{"/.test(start)) {
    const { jsonRecords } = await import('./json-records.ts');
    yield* leadsOfRecords(jsonRecords(path), 'utf-8', order);
    return;
  }
  const other = OTHER_FORMATS.find(({ begins }) => begins(start));
  if (other === undefined) {
    yield* readLeads(createReadStream(path, { highWaterMark: READ_BYTES }), order);
    return;
  }
  const { message, hint } = other;
  const place = { file: order.file, line: 1, column: 1, length: 1 };
  yield {
    kind: 'failed',
    diagnostics: [{ ...place, severity: 'error', code: 'not_a_list', message, hint }],
  };
}

/** As `readList`, ready to be written down. */
export function readReadyList(
  path: string,
  order: LeadOrder,
  terms: RowTerms,
): AsyncGenerator<ReadyPart, void> {
  return readyLeads(readList(path, order), terms);
}

const READ_BYTES = 262_144;

const OTHER_FORMATS: readonly {
  readonly begins: (start: string) => boolean;
  readonly message: string;
  readonly hint: string;
}[] = [
  {
    // OLE: .xls before 2007, and .xlsx under a password.
    begins: (start) => start.startsWith('\u00d0\u00cf\u0011\u00e0'),
    message: 'this is a spreadsheet of the old kind (.xls), or under a password',
    hint: 'save it as .xlsx or CSV, without a password',
  },
  {
    begins: (start) =>
      /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype html|html|table|\?xml)/i.test(start),
    message: 'this is a web page or XML, whatever its name says',
    hint: 'open it in a spreadsheet and save it as .xlsx or CSV',
  },
  {
    begins: (start) => start.startsWith('%PDF-'),
    message: 'this is a PDF',
    hint: 'export the list as CSV',
  },
  {
    begins: (start) => start.startsWith('\u001f\u008b'),
    message: 'this is packed with gzip',
    hint: 'unpack it first: gunzip',
  },
];

async function startOf(path: string): Promise<{ readonly start: string; readonly bytes: number }> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return { start: buffer.toString('latin1', 0, bytesRead), bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}
