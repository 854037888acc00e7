/** Fetches messages by UID, and finds out why one did not come. */
import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';

import type { RawMessage } from '../../core/inbound-message.ts';
import type { Batch } from './caution.ts';
import { asking, ServerRefusal } from './connection.ts';
import { search } from './search.ts';
import { textPartsOf } from './text-parts.ts';

/** 64 KiB of text are enough to understand any answer, with room for the longest header. */
const MESSAGE_BYTES_MAX = 128 * 1024;

/** One byte more than is kept tells a cut message from a whole one; RFC822.SIZE is wrong on some servers. */
const WHOLE: FetchQueryObject = {
  uid: true,
  internalDate: true,
  source: { start: 0, maxLength: MESSAGE_BYTES_MAX + 1 },
};
const HEADER: FetchQueryObject = { uid: true, internalDate: true, headers: true };

export interface Origin {
  readonly folder: string;
  /** What the mailbox sent: only its headers are fetched. */
  readonly isSent: boolean;
  readonly nowMs: number;
}

/**
 * Some servers (Exchange) refuse a whole FETCH, or answer it with fewer messages, because of one that they can't render.
 * So what is missing is asked for alone, then for its header alone. What is still missing was expunged, or is
 * `withheld`. A server that drops the connection instead (Dovecot) makes this reject: see `Caution`.
 *
 * @returns  `messages` and `withheld` ascending by UID.
 */
export async function fetchMessages(
  where: string,
  client: ImapFlow,
  { uids, ask: most }: Batch,
  origin: Origin,
): Promise<{ messages: RawMessage[]; withheld: number[] }> {
  const found = new Map<number, FetchMessageObject>();
  const ask = async (wanted: readonly number[], query: FetchQueryObject) => {
    if (wanted.length === 0) return;
    for (const message of await fetched(where, client, wanted, query))
      if (bytesOf(message) !== null) found.set(message.uid, message);
  };
  const missing = () => uids.filter((uid) => !found.has(uid));

  if (most === 'nothing') return { messages: [], withheld: await stillListed(where, client, uids) };
  if (origin.isSent) await ask(uids, HEADER);
  else if (most === 'whole') {
    await ask(uids, WHOLE);
    for (const uid of missing()) await ask([uid], WHOLE);
  }
  for (const uid of missing()) await ask([uid], HEADER);
  const messages: RawMessage[] = [];
  for (const uid of uids) {
    const message = found.get(uid);
    if (message !== undefined) messages.push(await rawMessage(where, client, message, origin));
  }
  return { messages, withheld: await stillListed(where, client, missing()) };
}

async function fetched(
  where: string,
  client: ImapFlow,
  uids: readonly number[],
  query: FetchQueryObject,
): Promise<FetchMessageObject[]> {
  try {
    return await asking(where, client.fetchAll(uids.join(','), query, { uid: true }));
  } catch (error) {
    if (error instanceof ServerRefusal) return [];
    throw error;
  }
}

async function stillListed(
  where: string,
  client: ImapFlow,
  uids: readonly number[],
): Promise<number[]> {
  if (uids.length === 0) return [];
  // Lets the server say what was expunged: it may not do so during FETCH and SEARCH (RFC 3501, 7.4.1).
  await asking(where, client.noop());
  const listed = new Set(await search(where, client, { uid: uids.join(',') }));
  return uids.filter((uid) => listed.has(uid));
}

async function rawMessage(
  where: string,
  client: ImapFlow,
  message: FetchMessageObject,
  { folder, isSent, nowMs }: Origin,
): Promise<RawMessage> {
  const bytes = bytesOf(message) ?? new Uint8Array();
  const receivedAtMs = new Date(message.internalDate ?? NaN).getTime();
  const start = bytes.subarray(0, MESSAGE_BYTES_MAX);
  const isCut = bytes.length > MESSAGE_BYTES_MAX;
  return {
    folder,
    key: String(message.uid),
    receivedAtMs: Number.isNaN(receivedAtMs) ? nowMs : receivedAtMs,
    bytes: isCut ? await readable(where, client, message.uid, start) : start,
    truncated: !message.source || isCut,
    ...(isSent ? { isSentCopy: true } : {}),
  };
}

/** A structure that the server can't tell costs only what stands behind the cut. */
async function readable(
  where: string,
  client: ImapFlow,
  uid: number,
  start: Uint8Array,
): Promise<Uint8Array> {
  try {
    return (await textPartsOf(where, client, uid, start)) ?? start;
  } catch (error) {
    if (error instanceof ServerRefusal) return start;
    throw error;
  }
}

function bytesOf(message: FetchMessageObject): Uint8Array | null {
  // Not `??`: imapflow gives `false` for a body that is NIL.
  return message.source || message.headers || null;
}
