/** What stands between the cells of a list? */
import { csvReader } from './csv-reader.ts';
import { findHeader, HEADER_SEARCH_RECORDS } from './header.ts';

const DELIMITERS = [',', ';', '\t', '|'];
/** Characters of the list that are looked at. */
const SAMPLE_LENGTH = 65_536;

/**
 * The one that makes a table: most records of the same width, the header among them, and names that we know in it. Commas within decimal
 * numbers and addresses make no table, and a title above the header has no say. A comma when none does.
 */
export function sniffDelimiter(text: string, isWhole: boolean): string {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const isAll = isWhole && sample.length === text.length;
  const scores = DELIMITERS.map((delimiter) => tableScore(sample, isAll, delimiter));
  return DELIMITERS[scores.indexOf(Math.max(...scores))]!;
}

function tableScore(sample: string, isAll: boolean, delimiter: string): number {
  const read = csvReader(delimiter, 1).read(sample, isAll).records;
  const filled = read.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const records = filled.slice(0, HEADER_SEARCH_RECORDS);
  const header = findHeader(records, []);
  if (header === null || header.names.length < 2) return 0;
  const rows = records.slice(header.index);
  const even = rows.filter(({ cells }) => cells.length >= header.names.length).length;
  return (even / rows.length) * header.names.length * (1 + header.known);
}
