/** The records of a spreadsheet's sheet, while it is inflated. */
import { closest } from '../core/closest.ts';
import type { CsvRecord } from '../people/lists/csv-reader.ts';
import { isFilled } from '../people/lists/header.ts';
import type { RecordPiece } from '../people/lists/records.ts';
import { ListRefused, XlsxParts } from './xlsx-parts.ts';
import { columnOfReference, dateText, isDateFormat, numberText } from './xlsx-values.ts';

/** More are no list of people. */
const COLUMNS_MOST = 1_000;

/**
 * The rows of the first sheet that has any, or of the one that is named. Numbers are whole (`491701234567`), dates ISO. Ends with a fault for
 * whatever is no such file.
 *
 * @param sheet      `null`: the first one with rows. @param bytes  Of the file, for the progress.
 */
export async function* xlsxRecords(
  path: string,
  sheet: string | null,
  bytes: number,
): AsyncGenerator<RecordPiece, void> {
  let parts: XlsxParts | null = null;
  try {
    parts = await XlsxParts.open(path);
    const book = await readBook(parts);
    let isFound = false;
    for (const { name } of wantedSheets(book, sheet)) {
      for await (const { records, share } of readSheet(parts, name, book)) {
        isFound ||= records.some(isFilled);
        yield { delimiter: null, records, bytes: Math.round(share * bytes), fault: null };
      }
      if (isFound) return;
    }
  } catch (cause) {
    const fault = cause instanceof ListRefused ? cause.fault : DAMAGED;
    yield { delimiter: null, records: [], bytes, fault };
  } finally {
    parts?.close();
  }
}

const DAMAGED = {
  line: 1,
  code: 'damaged_spreadsheet',
  message: 'the spreadsheet can not be unpacked',
  hint: 'open it and save it again as .xlsx, or as CSV',
};

interface Book {
  /** In the order of the file. */
  readonly sheets: readonly { readonly title: string; readonly name: string }[];
  readonly isFrom1904: boolean;
  /** By the style of a cell: whether it shows a number as a date. */
  readonly dates: readonly boolean[];
  readonly strings: readonly string[];
}

async function readBook(parts: XlsxParts): Promise<Book> {
  const targets = new Map<string, string>();
  await parts.readAll('xl/_rels/workbook.xml.rels', {
    open: ({ attributes: { Id, Target } }) => {
      if (Id !== undefined && Target !== undefined)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { title: string; name: string }[] = [];
  let isFrom1904 = false;
  await parts.readAll('xl/workbook.xml', {
    open: ({ name, attributes }) => {
      const part = targets.get(attributes['r:id'] ?? '');
      if (bare(name) === 'sheet' && part !== undefined)
        sheets.push({ title: attributes['name'] ?? '', name: part });
      if (bare(name) === 'workbookPr')
        isFrom1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
    },
  });
  if (sheets.length === 0) {
    const message = 'the file is packed like a spreadsheet, but holds no sheet';
    throw new ListRefused({ code: 'not_a_list', message, hint: 'save it as .xlsx or CSV' });
  }
  return { sheets, isFrom1904, dates: await readDates(parts), strings: await readStrings(parts) };
}

async function readDates(parts: XlsxParts): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const dates: boolean[] = [];
  let isCell = false;
  await parts.readAll('xl/styles.xml', {
    open: ({ name, attributes }) => {
      const id = Number(attributes['numFmtId']);
      if (bare(name) === 'numFmt') codes.set(id, attributes['formatCode'] ?? '');
      if (bare(name) === 'cellXfs') isCell = true;
      if (bare(name) === 'xf' && isCell) dates.push(isDateFormat(id, codes.get(id)));
    },
    close: (name) => {
      if (bare(name) === 'cellXfs') isCell = false;
    },
  });
  return dates;
}

/** What an empty one takes in memory. */
const STRING_BYTES = 16;

async function readStrings(parts: XlsxParts): Promise<readonly string[]> {
  const strings: string[] = [];
  const text = textReader((value) => {
    parts.spend(STRING_BYTES);
    strings.push(value);
  }, 'si');
  await parts.readAll('xl/sharedStrings.xml', text);
  return strings;
}

/** The text of each element of a name, without the readings (furigana) that Japanese Excel keeps with it. */
function textReader(take: (value: string) => void, element: string) {
  let value = '';
  let isText = false;
  let isReading = false;
  return {
    open: ({ name }: { readonly name: string }): void => {
      if (bare(name) === element) value = '';
      if (bare(name) === 't') isText = true;
      if (bare(name) === 'rPh') isReading = true;
    },
    text: (piece: string): void => {
      if (isText && !isReading) value += piece;
    },
    close: (name: string): void => {
      if (bare(name) === 't') isText = false;
      if (bare(name) === 'rPh') isReading = false;
      if (bare(name) === element) take(value);
    },
  };
}

function wantedSheets({ sheets }: Book, title: string | null): Book['sheets'] {
  if (title === null) return sheets;
  const wanted = sheets.filter((one) => one.title.toLowerCase() === title.toLowerCase());
  if (wanted.length > 0) return wanted;
  const titles = sheets.map((one) => one.title);
  const near = closest(title, titles);
  throw new ListRefused({
    code: 'unknown_sheet',
    message: `the spreadsheet has no sheet "${title}"`,
    hint: near === null ? `sheets are ${titles.join(', ')}` : `did you mean "${near}"?`,
  });
}

interface SheetPiece {
  readonly records: readonly CsvRecord[];
  readonly share: number;
}

async function* readSheet(
  parts: XlsxParts,
  name: string,
  book: Book,
): AsyncGenerator<SheetPiece, void> {
  let records: CsvRecord[] = [];
  let line = 0;
  let cells: string[] = [];
  let cell = { column: 0, type: '', style: 0 };
  let value = '';
  let isValue = false;
  const inline = textReader((text) => (value = text), 'is');
  const put = (): void => {
    const text = shown(cell.type, cell.style, value, book);
    if (text === '') return;
    if (cell.column >= COLUMNS_MOST) throw tooWide(cell.column + 1);
    parts.spend(cell.column + 1 - cells.length);
    if (cell.type === 's') parts.repeat(text.length);
    while (cells.length < cell.column) cells.push('');
    cells[cell.column] = text;
  };
  const reader = {
    open: (tag: {
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
    }): void => {
      const { attributes } = tag;
      switch (bare(tag.name)) {
        case 'row':
          line = lineOf(attributes['r']) ?? line + 1;
          cells = [];
          cell = { column: -1, type: '', style: 0 };
          break;
        case 'c':
          cell = cellOf(attributes, cell.column);
          value = '';
          break;
        case 'v':
          isValue = true;
          break;
        default:
          inline.open(tag);
      }
    },
    text: (text: string): void => {
      if (isValue) value += text;
      else inline.text(text);
    },
    close: (tag: string): void => {
      switch (bare(tag)) {
        case 'v':
          isValue = false;
          break;
        case 'c':
          put();
          break;
        case 'row':
          records.push({ line, cells, hasStrayQuote: false });
          break;
        default:
          inline.close(tag);
      }
    },
  };
  for await (const share of parts.read(name, reader)) {
    yield { records, share };
    records = [];
  }
  yield { records, share: 1 };
}

/** Rows that a sheet may have (ECMA-376 18.3.1.73). */
const LINES_MOST = 1_048_576;

/** `null`: the row says nothing of where it stands, or something that can't be. */
function lineOf(written: string | undefined): number | null {
  const line = Number(written);
  return Number.isInteger(line) && line > 0 && line <= LINES_MOST ? line : null;
}

function cellOf(attributes: Readonly<Record<string, string>>, before: number) {
  const column = columnOfReference(attributes['r'] ?? '') ?? before + 1;
  return { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0) };
}

function shown(
  type: string,
  style: number,
  value: string,
  { strings, dates, isFrom1904 }: Book,
): string {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value;
    case 'n':
      return (dates[style] === true ? dateText(value, isFrom1904) : null) ?? numberText(value);
    // Text of a formula or in the cell itself, an error, an ISO date.
    default:
      return value;
  }
}

function tooWide(columns: number): ListRefused {
  const message = `the sheet has ${columns} columns or more, at most ${COLUMNS_MOST} are read`;
  return new ListRefused({ code: 'too_many_columns', message, hint: null });
}

/** Some writers put a prefix before every name: `x:row`. */
function bare(name: string): string {
  const at = name.indexOf(':');
  return at < 0 ? name : name.slice(at + 1);
}
