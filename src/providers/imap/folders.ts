/** Which folders of an account may hold an answer? */
import type { ListResponse } from 'imapflow';

import { isOutgoingFolder, isSentFolder } from '../../core/outgoing-folder.ts';

export interface FolderToRead {
  readonly path: string;
  /** It holds what the mailbox sent. */
  readonly isSent: boolean;
}

/**
 * Folders to read, INBOX first: what a filter or a person moves out of it while we read is then met again where it went.
 *
 * Everything that can be opened is read, also Junk, Trash, All Mail and every folder a filter may use: a reply stops
 * wherever it lies. Sent comes last; Drafts and Outbox are left out, by SPECIAL-USE (RFC 6154) or by exact name. All Mail
 * of Gmail shows what we sent as well: whoever understands the messages must know our own.
 *
 * @param only  Exact paths from the configuration, or `null` for all.
 * @throws      When there is no INBOX, or one of `only` is not there: an empty list must never look like an empty
 *              mailbox.
 */
export function foldersToRead(
  listed: readonly ListResponse[],
  only: readonly string[] | null,
): FolderToRead[] {
  const paths = listed.filter(canBeOpened).map((folder) => folder.path);
  const required = only ?? ['INBOX'];
  const absent = required.filter((path) => !paths.includes(path));
  if (absent.length > 0)
    throw new Error(
      `no folder ${absent.map((path) => `"${path}"`).join(', ')} among ${paths.length} listed`,
    );
  const sent = new Set(sentFolders(listed));
  const outgoing = new Set(listed.filter(isOutgoing).map((folder) => folder.path));
  const others = paths.filter((path) => path !== 'INBOX' && !outgoing.has(path));
  const wanted = only ?? ['INBOX', ...others.toSorted(), ...sent];
  return wanted.map((path) => ({ path, isSent: sent.has(path) }));
}

/** Paths of the folders that hold what the mailbox sent. */
export function sentFolders(listed: readonly ListResponse[]): string[] {
  return listed
    .filter((folder) => folder.flags.has('\\Sent') || isSentFolder(folder.path))
    .filter(canBeOpened)
    .map((folder) => folder.path);
}

function canBeOpened(folder: ListResponse): boolean {
  return !folder.flags.has('\\Noselect') && !folder.flags.has('\\NonExistent');
}

/** `specialUse` is not asked: without the extension it is a guess by many more names than are safe to skip. */
function isOutgoing(folder: ListResponse): boolean {
  return (
    folder.flags.has('\\Sent') || folder.flags.has('\\Drafts') || isOutgoingFolder(folder.path)
  );
}
