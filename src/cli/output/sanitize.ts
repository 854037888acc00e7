/**
 * Text that prospects wrote may hold sequences that drive a terminal (colours, titles, clipboard) or reorder a line (bidi controls,
 * "Trojan Source", CVE-2021-42574). None of it reaches the screen.
 */

/** C0 and C1 controls, DEL, line and paragraph separators, bidi controls. */
export const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** ECMA-48: CSI sequences; OSC, DCS, SOS, PM and APC strings up to their terminator or the end of the line; other escapes. */
const ESCAPES =
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[P\]X^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]/g;

// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const COLOR = /\u001b\[\d{1,2}m/g;

/** One line of foreign text: sequences and controls are gone, tabs and line breaks are spaces. */
export function cleanLine(text: string): string {
  return text
    .replace(ESCAPES, '')
    .replace(/\r\n|[\t\n\r\v\f\u0085\u2028\u2029]/g, ' ')
    .replace(UNSAFE, '');
}

/** Several lines of foreign text: as `cleanLine`, and line breaks stay. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map(cleanLine)
    .join('\n');
}

/** The last net under everything printed: as `cleanLines`, but our own colours stay. */
export function stripUnsafe(text: string): string {
  const colors = text.match(COLOR) ?? [];
  return text
    .split(COLOR)
    .map((piece, i) => cleanLines(piece) + (colors[i] ?? ''))
    .join('');
}
