/** Which record of a list names its columns, and what are the columns called? */
import { HEADERS_OF, foldHeader, KNOWN_FIELDS } from '../columns/column-names.ts';
import type { CsvRecord } from './csv-reader.ts';
import type { ListFault } from './fault.ts';

export interface ListHeader {
  /** Of the record among those looked at. */
  readonly index: number;
  readonly line: number;
  /** Trimmed, without empty ones at the end; a name that stands twice has a number the second time: `name`, `name_2`. */
  readonly names: readonly string[];
  /** As they stand in the file, once each. */
  readonly repeated: readonly string[];
  /** Records above it that hold something. */
  readonly ignored: number;
  /** How many different names of ours it holds. */
  readonly known: number;
}

/** Records that may stand above the header: titles, notes. Public tables and reports have up to a dozen. */
export const HEADER_SEARCH_RECORDS = 50;

/**
 * The first record whose cells are names that we know, more than in any other; where none is, the first that is nearly as wide as most
 * records are. A narrow record above a wide table is its title.
 *
 * @param records  The first ones of the list, `HEADER_SEARCH_RECORDS` at most.
 * @param wanted   Names that one of them must have: those of `--map`.
 * @returns `null` when nothing is filled.
 */
export function findHeader(
  records: readonly CsvRecord[],
  wanted: readonly string[],
): ListHeader | null {
  const filled = records.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const known = records.map(({ cells }) => knownNames(cells, wanted));
  const most = Math.max(0, ...known);
  const width = usualWidth(filled);
  const index =
    most >= Math.min(2, width)
      ? known.indexOf(most)
      : filled.findIndex((count) => count > 0 && count >= width - 1);
  const record = records[index];
  if (record === undefined || filled[index] === 0) return null;
  const { names, repeated } = namesOf(record.cells);
  const ignored = filled.slice(0, index).filter((count) => count > 0).length;
  return { index, line: record.line, names, repeated, ignored, known: known[index]! };
}

/** How many different names of ours a record holds. A long text or an address is no name of a column. */
function knownNames(cells: readonly string[], wanted: readonly string[]): number {
  const names = new Set<string>();
  for (const cell of cells) {
    if (cell.length > 60) continue;
    const folded = foldHeader(cell);
    if (folded !== '' && (KNOWN_NAMES.has(folded) || wanted.includes(folded))) names.add(folded);
  }
  return names.size;
}

const KNOWN_NAMES: ReadonlySet<string> = new Set(
  [...KNOWN_FIELDS, ...Object.values(HEADERS_OF).flatMap((names) => names.split(' '))].map(
    foldHeader,
  ),
);

/** Filled cells that most records have; of equally usual widths the larger. */
function usualWidth(filled: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const count of filled) if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  const usual = [...counts].toSorted((one, other) => other[1] - one[1] || other[0] - one[0]);
  return usual[0]?.[0] ?? 0;
}

function namesOf(cells: readonly string[]): Pick<ListHeader, 'names' | 'repeated'> {
  const written = cells.map((cell) => cell.slice(0, NAME_LENGTH_MOST).replace(/\s+/g, ' ').trim());
  while (written.at(-1) === '') written.pop();
  const taken = new Set(written.map((name) => name.toLowerCase()));
  /** The number that the next column of this name may have. */
  const next = new Map<string, number>();
  const repeated = new Set<string>();
  const names = written.map((name) => {
    const key = name.toLowerCase();
    let copy = next.get(key);
    if (name === '' || copy === undefined) {
      next.set(key, 2);
      return name;
    }
    repeated.add(name);
    while (taken.has(`${key}_${copy}`)) copy++;
    taken.add(`${key}_${copy}`);
    next.set(key, copy + 1);
    return `${name}_${copy}`;
  });
  return { names, repeated: [...repeated] };
}

/** Longer ones are cut: a cell may be a whole letter, and a name is said in messages. */
const NAME_LENGTH_MOST = 200;

/** More are no list of people; the largest CRMs' own exports have a few hundred. */
const MAX_COLUMNS = 1_000;

/** Why the record can't be the header. */
export function headerProblem({ line, names }: ListHeader): ListFault | null {
  if (names.length > MAX_COLUMNS) {
    const message = `the file has ${names.length} columns, at most ${MAX_COLUMNS} are read`;
    return { line, code: 'too_many_columns', message, hint: null };
  }
  const address = names.find((name) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name));
  if (address === undefined) return null;
  const message = `the first line has no column names: it holds "${address}"`;
  return { line, code: 'no_header', message, hint: 'add a line such as email,first_name,company' };
}

export function isFilled({ cells }: CsvRecord): boolean {
  return cells.some((cell) => cell !== '' && cell.trim() !== '');
}
