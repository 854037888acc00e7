/** Spreadsheets run what begins like a formula, whoever wrote it: https://owasp.org/www-community/attacks/CSV_Injection */

/** With an apostrophe in front, where a spreadsheet would calculate, and where one stands there already. `unguarded` takes it off. */
export function guarded(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** A cell as it was before a spreadsheet, or a careful export, put an apostrophe in front of what looks like a formula. */
export function unguarded(cell: string): string {
  return cell.charCodeAt(0) === APOSTROPHE && /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

const APOSTROPHE = 0x27;
