/** Records as delimited text that any spreadsheet reads: RFC 4180. */

/** CRLF after each record, the last one too. A cell is quoted where it must be, or where its white space would be lost. */
export function csvText(records: readonly (readonly string[])[]): string {
  return records.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(cell: string): string {
  return /^\s|\s$|[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
