/** How much of a message is looked at? Enough to understand any reply, little enough that no message costs more than another. */

const HEADER_MAX = 256 * 1024;
const BODY_MAX = 256 * 1024;
/** The parser pays for every line; a letter of this size has a tenth of them. */
const LINES_MAX = 10_000;
/** Lines that could be MIME boundaries: more of them are no letter, and every part costs a parser's node. */
const DASH_LINES_MAX = 2_000;

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;

/** Where the body begins: after the first empty line, else the length. */
export function bodyStart(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== LF) continue;
    if (bytes[at + 1] === LF) return at + 2;
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return bytes.length;
}

/** The header whole (up to 256 KiB), the body up to 256 KiB and 10,000 lines of which 2,000 may be boundaries. */
export function boundBytes(bytes: Uint8Array): {
  readonly bytes: Uint8Array;
  readonly cut: boolean;
} {
  const start = bodyStart(bytes);
  if (start > HEADER_MAX) return { bytes: bytes.subarray(0, HEADER_MAX), cut: true };
  const end = Math.min(bytes.length, start + BODY_MAX);
  let lines = 0;
  let dashLines = 0;
  for (let at = start; at < end; at += 1) {
    if (at !== start && bytes[at - 1] !== LF) continue;
    lines += 1;
    if (bytes[at] === DASH && bytes[at + 1] === DASH) dashLines += 1;
    if (lines > LINES_MAX || dashLines > DASH_LINES_MAX)
      return { bytes: bytes.subarray(0, at), cut: true };
  }
  return { bytes: bytes.subarray(0, end), cut: end < bytes.length };
}
