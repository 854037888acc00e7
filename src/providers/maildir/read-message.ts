/** The first part of one message, wherever its file went since it was listed. */
import { open } from 'node:fs/promises';

import { listMessages, type MaildirFolder } from './folders.ts';

/** Enough for any header and the text of any answer. */
const MESSAGE_BYTES_MAX = 256 * 1024;

const LOOKUPS_MAX = 3;

export type ReadMessage =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly truncated: boolean }
  /** It left the folder: deleted, or moved to another one. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

/** What a folder held when it was last looked at. */
export interface Listing {
  readonly folder: MaildirFolder;
  /** By base name. */
  paths: ReadonlyMap<string, string>;
}

/**
 * A reader renames the file when it sees it (`new/x` to `cur/x:2,S`), so when one is not there any more, the folder is
 * listed again, for all that follow. A file that is listed again and again and can't be opened is unreadable.
 */
export async function readMessage(listing: Listing, key: string): Promise<ReadMessage> {
  for (let lookups = 0; ; lookups += 1) {
    const path = listing.paths.get(key);
    if (path === undefined) return { kind: 'gone' };
    try {
      return { kind: 'read', ...(await readStart(path)) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      if (code !== 'ENOENT' || lookups === LOOKUPS_MAX)
        return { kind: 'unreadable', path, reason: code };
    }
    listing.paths = await listMessages(listing.folder);
  }
}

async function readStart(path: string): Promise<{ bytes: Uint8Array; truncated: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.min(size, MESSAGE_BYTES_MAX));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return { bytes: bytes.subarray(0, length), truncated: size > MESSAGE_BYTES_MAX };
  } finally {
    await file.close();
  }
}
