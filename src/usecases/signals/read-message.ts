/** What would a message be taken for? Parsed and classified, nothing stored. */
import type { Classification } from '../../core/inbound-message.ts';
import { classify } from '../../inbound/classify.ts';
import { parseMessage, type ParsedMessage } from '../../inbound/mail/parse.ts';

/**
 * @param nowMs  For a message that does not say when it came: "back on Monday" counts from its arrival.
 * @param zone   Where its days begin; `null`: UTC.
 */
export async function readMessage(
  bytes: Uint8Array,
  nowMs: number,
  zone: string | null,
): Promise<Classification> {
  const message = await parseMessage(bytes);
  return classify(message, { nowMs: arrivalOf(message) ?? nowMs, zone });
}

/** The topmost `Received` was written by the server that took it in; a file without one may have its own date. */
function arrivalOf({ headers }: ParsedMessage): number | null {
  const received = headers.get('received')?.[0]?.split(';').at(-1);
  for (const written of [received, headers.get('date')?.[0]]) {
    const atMs = Date.parse((written ?? '').replace(/\([^)]*\)/g, '').trim());
    if (!Number.isNaN(atMs)) return atMs;
  }
  return null;
}
