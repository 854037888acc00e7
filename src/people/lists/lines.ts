/** The lines of a text that comes in chunks of bytes, in any encoding that a list may have. */
import { UserError } from '../../core/user-error.ts';
import { leadText } from './lead-text.ts';

/** A line of such a list is a number or an address, and what stands beside it. */
const LINE_LENGTH_MOST = 65_536;

/** Without their ends. @throws {UserError} `line_too_long` (exit 3): what has no lines is held in memory by nobody. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const text = await leadText(chunks, null);
  let rest = '';
  for await (const piece of text.pieces) {
    const lines = (rest + piece.text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > LINE_LENGTH_MOST)
      throw new UserError(
        'line_too_long',
        `a line of it is longer than ${LINE_LENGTH_MOST} characters`,
        'one entry a line; this is no list of them, or its lines do not end',
        3,
      );
  }
  if (rest !== '') yield rest;
}
