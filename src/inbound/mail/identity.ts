/** What makes a stored message the same as another? Read from the raw bytes, before anything is understood. */
import { createHash } from 'node:crypto';
import { bodyStart } from './bounded-bytes.ts';

const HEADER_MOST = 65_536;

/**
 * Message-ID without brackets with a hash of who wrote and when, else `sha256:` and the hash of the bytes. Never throws, never has a blank;
 * the same mail in two folders is one. The Message-ID alone is not enough: forms and broken programs give each letter the same.
 */
export function identityOf(bytes: Uint8Array): string {
  const end = Math.min(bodyStart(bytes), HEADER_MOST);
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('latin1');
  const id = /^<?([^\s<>]{1,900})>?/.exec(field(header, 'message-id'))?.[1];
  if (id === undefined) return `sha256:${sha256(bytes)}`;
  return `${id}#${sha256(`${field(header, 'from')}\n${field(header, 'date')}`).slice(0, 16)}`;
}

/** Unfolded, blanks as one; `''`: there is none. */
function field(header: string, name: string): string {
  const found = new RegExp(`^${name}:((?:[^\\r\\n]|\\r?\\n[ \\t])*)`, 'im').exec(header);
  return found?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
