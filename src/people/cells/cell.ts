/** What did a cell of a list say, once what can't be seen is gone? */

/** Spreadsheet errors and the ways to write nothing. */
const NOTHING = /^(?:-+|#?n\/a|#(?:ref|value|name|div\/0|null)[!?]?)$/i;
/** Nothing in an address column; in a name column these are names (Mr Null exists). */
const NO_ADDRESS = /^(?:null|none|nil|undefined|unknown|na|no)$/i;

/**
 * The text of a cell as one line: ends trimmed, line breaks and tabs turned into a space (a header could be injected with them), control,
 * bidirectional and zero-width characters gone, NFC. Joiners stay: emoji, Persian and Indic scripts need them.
 *
 * @returns `null` for an absent cell: empty, white space, `n/a`, `-`, `#REF!`.
 */
export function cellText(cell: string): string | null {
  let text = cell;
  if (/[^ -~]/.test(text)) {
    text = text
      .replace(/[\t-\r\u0085\u2028\u2029]+/g, ' ')
      .replace(
        /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Cs}/gu,
        '',
      )
      .replace(/[\u00a0\u2007\u202f\u3000]/g, ' ')
      .normalize('NFC');
  }
  text = text.trim();
  return text === '' || NOTHING.test(text) ? null : text;
}

/** Whether it holds nothing that `cellText` would have taken out of it. */
export function isOneLine(text: string): boolean {
  return !/[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/u.test(
    text,
  );
}

/** What a program writes for a letter that it could not read. Nobody is to be greeted with it. */
export const LOST_LETTER = '\ufffd';

/** As `cellText`, for a column of addresses, where `none` and `unknown` mean absent too. */
export function addressText(cell: string): string | null {
  const text = cellText(cell);
  return text === null || NO_ADDRESS.test(text) ? null : text;
}
