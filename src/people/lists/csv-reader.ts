/** Which records does delimited text hold (RFC 4180, and what spreadsheets make of it)? Fed piece by piece, in memory that no text can make it leave. */

export interface CsvRecord {
  /** 1-based physical line on which the record starts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Text follows a closing quote. It stays in its cell, so that the damage ends with the record. */
  readonly hasStrayQuote: boolean;
}

/** Why nothing more can be read. */
export interface CsvFault {
  readonly code: 'unclosed_quote' | 'line_too_long';
  readonly line: number;
}

export interface CsvPiece {
  readonly records: readonly CsvRecord[];
  readonly fault: CsvFault | null;
}

export interface CsvReader {
  /** @param text  With `\n` as its only line end. @param isLast  What is open now is never closed. */
  read(text: string, isLast: boolean): CsvPiece;
  /** The line of the character that would be fed next. */
  line(): number;
}

/** Characters: one with quoted line breaks that is longer is an opening quote without a closing one. */
export const MAX_RECORD_LENGTH = 1_048_576;

/** @param delimiter  One character, no quote and no line end. @param firstLine  The number of the first line fed. */
export function csvReader(delimiter: string, firstLine: number): CsvReader {
  let rest = '';
  let line = firstLine;
  return {
    read(text, isLast) {
      const all = rest + text;
      const records: CsvRecord[] = [];
      let at = 0;
      const marks = { quote: UNKNOWN, newline: UNKNOWN, delimiter: UNKNOWN };
      let fault: CsvFault | null = null;
      while (at < all.length && fault === null) {
        const quote = (marks.quote = next(marks.quote, all, '"', at));
        const newline = (marks.newline = next(marks.newline, all, '\n', at));
        const lineEnd = newline === -1 ? all.length : newline;
        const isPlain = quote === -1 || quote >= lineEnd;
        if (isPlain && newline === -1 && !isLast) break;
        const found = isPlain
          ? plainRecord(all, at, lineEnd, delimiter)
          : quotedRecord(all, at, delimiter, isLast, marks);
        const { end, cells, hasStrayQuote, newlines } = found;
        if ((end ?? all.length) - at > MAX_RECORD_LENGTH) break;
        if (end === null && isLast) fault = { code: 'unclosed_quote', line: line + newlines };
        if (end === null) break;
        records.push({ line, cells, hasStrayQuote });
        line += 1 + newlines;
        at = end + 1;
      }
      rest = all.slice(at);
      if (rest.length > MAX_RECORD_LENGTH) fault = faultOfLong(rest, delimiter, line);
      return { records, fault };
    },
    line: () => line + newlinesIn(rest),
  };
}

interface Found {
  readonly cells: readonly string[];
  readonly hasStrayQuote: boolean;
  /** Line breaks within its cells; before the one that is open where `isOpen`. */
  readonly newlines: number;
  /** Where its line end stands, or the text ends; `null`: more text is needed. */
  readonly end: number | null;
  /** A quoted cell has no end yet. */
  readonly isOpen: boolean;
}

/** Told from the same characters however the text was cut. */
function faultOfLong(text: string, delimiter: string, line: number): CsvFault {
  const start = text.slice(0, MAX_RECORD_LENGTH + 1);
  const { isOpen, newlines } = quotedRecord(start, 0, delimiter, false, {
    newline: UNKNOWN,
    delimiter: UNKNOWN,
  });
  return isOpen
    ? { code: 'unclosed_quote', line: line + newlines }
    : { code: 'line_too_long', line };
}

function plainRecord(text: string, at: number, end: number, delimiter: string): Found {
  const isLong = end - at > MAX_RECORD_LENGTH;
  const cells = isLong ? [] : text.slice(at, end).split(delimiter);
  return { cells, hasStrayQuote: false, newlines: 0, end, isOpen: false };
}

/** Where the next one stands, or -1: kept over records, so that a mark that is rare is not sought to the end again and again. */
interface Marks {
  newline: number;
  delimiter: number;
}

function next(known: number, text: string, mark: string, from: number): number {
  return known < from && known !== -1 ? text.indexOf(mark, from) : known;
}

function quotedRecord(
  text: string,
  start: number,
  delimiter: string,
  isLast: boolean,
  marks: Marks,
): Found {
  const cells: string[] = [];
  let hasStrayQuote = false;
  let newlines = 0;
  let at = start;
  for (;;) {
    let value = '';
    const isQuoted = text.charCodeAt(at) === QUOTE;
    if (isQuoted) {
      const close = closingQuote(text, at + 1);
      // A quote at the end of a piece may be the first of two.
      if (close === -1 || (close + 1 === text.length && !isLast))
        return { cells, hasStrayQuote, newlines, end: null, isOpen: close === -1 };
      value = text.slice(at + 1, close);
      if (value.includes('"')) value = value.replaceAll('""', '"');
      newlines += newlinesIn(value);
      at = close + 1;
    }
    marks.newline = next(marks.newline, text, '\n', at);
    marks.delimiter = next(marks.delimiter, text, delimiter, at);
    const lineEnd = marks.newline === -1 ? text.length : marks.newline;
    const isInside = marks.delimiter !== -1 && marks.delimiter < lineEnd;
    if (!isInside && marks.newline === -1 && !isLast)
      return { cells, hasStrayQuote, newlines, end: null, isOpen: false };
    const end = isInside ? marks.delimiter : lineEnd;
    const bare = text.slice(at, end);
    if (!isQuoted) value = bare;
    else if (bare.trim() !== '') {
      hasStrayQuote = true;
      value += bare;
    }
    cells.push(value);
    if (!isInside) return { cells, hasStrayQuote, newlines, end, isOpen: false };
    at = end + 1;
  }
}

const QUOTE = 34;
/** Less than any place in a text, and not the -1 of a mark that is nowhere. */
const UNKNOWN = -2;

/** The quote that is not doubled; -1: none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
