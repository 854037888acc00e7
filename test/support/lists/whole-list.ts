/** A list that is read to its end, for tests that look at all of it. */
import type { ListFault } from '../../../src/people/lists/fault.ts';
import { findHeader, isFilled } from '../../../src/people/lists/header.ts';
import { listRows } from '../../../src/people/lists/list-rows.ts';
import { recordReader } from '../../../src/people/lists/records.ts';
import { rowOf, type LeadRow } from '../../../src/people/lists/row.ts';

export interface WholeList {
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly header: readonly string[];
  readonly rows: readonly LeadRow[];
  readonly fault: ListFault | null;
}

export async function wholeList(content: string | Uint8Array): Promise<WholeList> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  let list: WholeList = { encoding: null, delimiter: null, header: [], rows: [], fault: null };
  for await (const part of listRows(inHalves(bytes), [])) {
    if (part.kind === 'head') list = { ...list, ...part };
    else if (part.kind === 'rows') list = { ...list, rows: [...list.rows, ...part.rows] };
    else list = { ...list, fault: part.fault };
  }
  return list;
}

async function* inHalves(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const half = bytes.length >> 1;
  yield bytes.subarray(0, half);
  yield bytes.subarray(half);
}

/** The same of a text with a header, at once. */
export function wholeText(text: string): Pick<WholeList, 'header' | 'rows'> {
  const records = recordReader(null)(text, true).records.filter(isFilled);
  const header = findHeader(records, []);
  if (header === null) throw new Error('the text has no header');
  const { index, names } = header;
  return {
    header: names,
    rows: records.slice(index + 1).map((each) => rowOf(each, names.length)),
  };
}
