/** What makes a stored message the same as another? Read from the raw bytes, before anything is understood. */
import { createHash } from 'node:crypto';
import { bodyStart } from './bounded-bytes.ts';

const HEADER_MOST = 65_536;

/** Message-ID without brackets, else `sha256:` and the hash of the bytes. Never throws; the same mail in two folders is one. */
export function quickIdentityOf(bytes: Uint8Array): string {
  const end = Math.min(bodyStart(bytes), HEADER_MOST);
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('latin1');
  const found = /^message-id:[ \t]*(?:\r?\n[ \t]+)?<?([^\s<>]{1,900})>?/im.exec(header);
  return found?.[1] ?? `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
