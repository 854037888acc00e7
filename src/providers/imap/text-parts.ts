/**
 * The parts of a message that are needed to understand it, where an attachment stands in front of them: a photo and then a sentence,
 * as telephones write it. What is kept is a message of its own: the header as it came, and the text parts without the others.
 */
import type { FetchMessageObject, ImapFlow, MessageStructureObject } from 'imapflow';

import { asking } from './connection.ts';

/** Of all text parts together. */
const TEXT_BYTES_MAX = 64 * 1024;
const PART_HEADER_BYTES_MAX = 8 * 1024;
const PARTS_MOST = 20;
/** Lines that may be boundaries. More of them in the beginning are no letter, and a structure of thousands of parts costs a second to read. */
const DASH_LINES_MOST = 100;

/**
 * @param start  The message from its first byte, as far as it was fetched.
 * @returns `null`: the beginning says as much as the parts would.
 */
export async function textPartsOf(
  where: string,
  client: ImapFlow,
  uid: number,
  start: Uint8Array,
): Promise<Uint8Array | null> {
  if (Buffer.from(start).toString('latin1').split('\n--').length > DASH_LINES_MOST) return null;
  const answer = await fetchOne(where, client, uid, { uid: true, bodyStructure: true });
  const structure = answer?.bodyStructure;
  const boundary = structure?.parameters?.['boundary'];
  const bodyAt = Buffer.from(start).indexOf('\r\n\r\n') + 4;
  if (structure === undefined || boundary === undefined || bodyAt < 4) return null;
  const parts = textsBehind(structure, start.length - bodyAt);
  if (parts.length === 0) return null;
  const bodyParts = parts.flatMap((part, index) => [
    { key: `${part}.MIME`, start: 0, maxLength: PART_HEADER_BYTES_MAX },
    { key: part, start: 0, maxLength: Math.floor(TEXT_BYTES_MAX / parts.length) - index },
  ]);
  const fetched = await fetchOne(where, client, uid, { uid: true, bodyParts });
  const bytesOf = (key: string): Buffer =>
    fetched?.bodyParts?.get(key.toLowerCase()) ?? Buffer.alloc(0);
  return Buffer.concat([
    start.subarray(0, bodyAt),
    ...parts.flatMap((part) => [
      Buffer.from(`--${boundary}\r\n`),
      bytesOf(`${part}.MIME`),
      bytesOf(part),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

/** Numbers of all text parts, in order; empty when the first so many bytes of the body hold the beginning of each. */
function textsBehind(structure: MessageStructureObject, bytes: number): string[] {
  const texts: { readonly part: string; readonly at: number }[] = [];
  let at = 0;
  const walk = (node: MessageStructureObject): void => {
    if (node.part !== undefined && isText(node)) texts.push({ part: node.part, at });
    // What is inside a message that is attached is not what they wrote.
    if (node.childNodes === undefined || node.type === 'message/rfc822') at += node.size ?? 0;
    else node.childNodes.forEach(walk);
  };
  walk(structure);
  const isBehind = texts.some((text) => text.at >= bytes);
  return isBehind ? texts.slice(0, PARTS_MOST).map(({ part }) => part) : [];
}

function isText({ type, disposition }: MessageStructureObject): boolean {
  if (type === 'message/delivery-status' || type === 'message/feedback-report') return true;
  return type.startsWith('text/') && disposition?.toLowerCase() !== 'attachment';
}

async function fetchOne(
  where: string,
  client: ImapFlow,
  uid: number,
  query: Parameters<ImapFlow['fetchAll']>[1],
): Promise<FetchMessageObject | undefined> {
  const [found] = await asking(where, client.fetchAll(String(uid), query, { uid: true }));
  return found;
}
