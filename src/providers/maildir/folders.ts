/** Which folders does a Maildir have, and which messages do they list? */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { isOutgoingFolder, isSentFolder } from '../../core/outgoing-folder.ts';

export interface MaildirFolder {
  /** `INBOX`, `Junk`, `Clients/Acme` as on disk, without the leading dot of Maildir++. */
  readonly name: string;
  /** Its `new`, then its `cur` where there is one yet. */
  readonly directories: readonly string[];
  /** It holds what the mailbox sent. */
  readonly isSent: boolean;
}

const PARTS = ['new', 'cur', 'tmp'];

/**
 * INBOX first, the others by name, Sent at the end, without Drafts and Outbox. Finds the folders of Maildir++ (`.Junk`,
 * Dovecot and Courier) and nested ones (`Junk`, `Clients/Acme`, mbsync and OfflineIMAP). Symbolic links to folders are not
 * followed.
 *
 * @throws  When the directory can't be read, or neither it nor its `INBOX` is a Maildir: a path that is not mounted or
 *          misspelt must not look like an empty mailbox.
 */
export async function listFolders(directory: string): Promise<MaildirFolder[]> {
  const found = await foldersUnder(directory, '').catch((cause: unknown) => {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw isMissing ? new Error(`maildir: there is no folder ${directory}`, { cause }) : cause;
  });
  const top = found.find((folder) => folder.name === '');
  const folders = found
    .filter(({ name, isSent }) => name !== '' && (isSent || !isOutgoingFolder(decoded(name))))
    .toSorted((a, b) => Number(a.isSent) - Number(b.isSent));
  if (top !== undefined) return [{ ...top, name: 'INBOX' }, ...folders];

  const inbox = folders.find((folder) => folder.name === 'INBOX');
  if (inbox === undefined) throw new Error(`maildir: no "new" folder in ${directory}`);
  return [inbox, ...folders.filter((folder) => folder !== inbox)];
}

/**
 * Paths by base name: the part before the flags (`:2,S`), which stays the same when a reader moves the file from `new`
 * to `cur`.
 */
export async function listMessages(folder: MaildirFolder): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  for (const directory of folder.directories) {
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      // Names with a dot are not messages (maildir(5)); a pipe or a device would block the reading.
      if (entry.name.startsWith('.') || !(entry.isFile() || entry.isSymbolicLink())) continue;
      paths.set(entry.name.split(':', 1)[0]!, path.join(directory, entry.name));
    }
  }
  return paths;
}

async function foldersUnder(directory: string, name: string): Promise<MaildirFolder[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const children = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const folders: MaildirFolder[] = [];
  // A delivery agent may make `new` alone; `cur` comes with the first reader. Elsewhere both are needed to be sure.
  if (children.includes('new') && (name === '' || children.includes('cur'))) {
    const parts = ['new', 'cur'].filter((part) => children.includes(part));
    folders.push({
      name,
      directories: parts.map((part) => path.join(directory, part)),
      isSent: isSentFolder(decoded(name)),
    });
  }
  for (const child of children.filter((part) => !PARTS.includes(part)).toSorted()) {
    const childName = name === '' ? child.replace(/^\./, '') : `${name}/${child}`;
    folders.push(...(await foldersUnder(path.join(directory, child), childName)));
  }
  return folders;
}

/** Names on disk are in modified UTF-7 (RFC 3501, 5.1.3): `Entw&APw-rfe`. */
function decoded(name: string): string {
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (_, base64: string) => {
    if (base64 === '') return '&';
    return Buffer.from(base64.replaceAll(',', '/'), 'base64').swap16().toString('utf16le');
  });
}
