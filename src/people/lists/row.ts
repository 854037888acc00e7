/** One row of a list, as it was written, and whether it can be read at all. */
import type { CsvRecord } from './csv-reader.ts';

export interface LeadRow {
  /** 1-based physical line on which the row starts. */
  readonly line: number;
  /** As written; as many as the header has unless `problem` says otherwise. */
  readonly cells: readonly string[];
  /** Why the row can't be read; it belongs into the rejects file as it is. */
  readonly problem: RowProblem | null;
}

export interface RowProblem {
  readonly code: 'too_few_cells' | 'too_many_cells' | 'stray_quote' | 'cell_too_long';
  readonly words: string;
}

/** Characters. */
export const MAX_CELL_LENGTH = 65_536;

/** @param width  How many names the header has. */
export function rowOf({ line, cells: written, hasStrayQuote }: CsvRecord, width: number): LeadRow {
  const cells =
    written.length > width && written.slice(width).every(isBlank)
      ? written.slice(0, width)
      : written;
  return { line, cells, problem: rowProblem(cells, width, hasStrayQuote) };
}

function rowProblem(
  cells: readonly string[],
  width: number,
  hasStrayQuote: boolean,
): RowProblem | null {
  if (hasStrayQuote) {
    return {
      code: 'stray_quote',
      words:
        'text follows a closing quote, so lines after it may be in the same cell; write a quote within a cell as two',
    };
  }
  if (cells.length < width) {
    return {
      code: 'too_few_cells',
      words: `the row has ${cells.length} cells, the header ${width}`,
    };
  }
  if (cells.length > width) {
    return {
      code: 'too_many_cells',
      words: `the row has ${cells.length} cells, the header ${width}; quote a cell that holds the delimiter`,
    };
  }
  if (cells.some((cell) => cell.length > MAX_CELL_LENGTH)) {
    return { code: 'cell_too_long', words: `a cell is longer than ${MAX_CELL_LENGTH} characters` };
  }
  return null;
}

function isBlank(cell: string): boolean {
  return cell.trim() === '';
}
