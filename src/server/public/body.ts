/** The body of a request, whole, as it came. */
import type { IncomingMessage } from 'node:http';

/** `null`: it is longer than `mostBytes`; what is left of it stays unread. Rejects when the connection breaks. */
export async function readBody(
  incoming: IncomingMessage,
  mostBytes: number,
): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not to be destroyed with the rest unread: the answer has still to go out by its connection.
  for await (const chunk of incoming.iterator({
    destroyOnReturn: false,
  }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
