/** `--text -` reads standard input. */
import type { Io } from '../io.ts';

/** The text as given, or all of standard input without its last line break. */
export async function textOf(io: Io, given: string | null): Promise<string | null> {
  if (given !== '-') return given;
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin()) chunks.push(chunk);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
