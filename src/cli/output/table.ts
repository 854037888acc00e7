/** Plain aligned text: no boxes, two spaces between columns. */
import { cleanLine } from './sanitize.ts';
import { fitWidth, textWidth } from './width.ts';

export interface Column {
  readonly title: string;
  /** Longer cells are cut with `…`; unlimited when left out. */
  readonly maxWidth?: number;
  /** Colours the padded cell. */
  readonly style?: (text: string) => string;
}

/** Numbers stand at the right of their column; `null` is empty. */
export type Cell = string | number | null;

/**
 * Rows under their titles. Cells may hold foreign text: they are cleaned here. The last column is not padded.
 *
 * @returns Lines without the last break; the titles alone when there are no rows.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): string {
  const titles = columns.map((column) => column.title);
  const cells = rows.map((row) => columns.map((column, i) => cellText(row[i] ?? null, column)));
  const widths = columns.map((_, i) =>
    [titles, ...cells].reduce((widest, row) => Math.max(widest, textWidth(row[i]!)), 0),
  );
  const isNumeric = columns.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  const line = (row: readonly string[], style: (text: string, column: number) => string) =>
    row
      .map((text, i) => style(pad(text, widths[i]!, isNumeric[i]!, i === row.length - 1), i))
      .join('  ')
      .trimEnd();
  return [
    line(titles, (text) => text),
    ...cells.map((row) => line(row, (text, i) => columns[i]!.style?.(text) ?? text)),
  ].join('\n');
}

function cellText(cell: Cell, column: Column): string {
  const text = cell === null ? '' : cleanLine(String(cell));
  return column.maxWidth === undefined ? text : fitWidth(text, column.maxWidth);
}

function pad(text: string, width: number, isNumeric: boolean, isLast: boolean): string {
  const room = ' '.repeat(width - textWidth(text));
  if (isNumeric) return room + text;
  return isLast ? text : text + room;
}
