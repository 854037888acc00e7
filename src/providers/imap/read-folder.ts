/** Reads what is new in one folder into the intake, in ascending UID order. */
import type { ImapFlow } from 'imapflow';

import { DAY_MS } from '../../core/duration.ts';
import type { FolderCursor, Intake } from '../../ports/message-source.ts';
import { asking, ServerRefusal } from './connection.ts';
import { fetchMessages } from './fetch-messages.ts';
import { search } from './search.ts';

const MESSAGES_PER_BATCH = 50;

export interface Reading {
  /** For messages: `imaps://mail.example.org:993`. */
  readonly address: string;
  readonly client: ImapFlow;
  readonly intake: Intake;
  readonly cursors: readonly FolderCursor[];
  readonly nowMs: number;
  /** How far back the first reading of a folder goes. */
  readonly firstSyncDays: number;
}

/**
 * New is every UID above the cursor, read or unread. A folder without a cursor (also one whose UIDVALIDITY changed) is
 * read from `firstSyncDays` ago by INTERNALDATE; SEARCH knows only days and the server's zone, so one day more is asked
 * for. A first reading that is interrupted goes on by UID.
 *
 * The cursor moves only over what was stored or is gone. A message that the server lists and does not hand over stops
 * the cursor in front of it, for good: the ones behind it are stored all the same, and asked for again next time.
 *
 * @throws  `ServerRefusal` when the server refused something of this folder, and the connection is still good.
 */
export async function readFolder(path: string, reading: Reading): Promise<void> {
  const { client, intake, cursors } = reading;
  const where = `${reading.address} folder "${path}"`;
  const mailbox = await asking(where, client.mailboxOpen(path, { readOnly: true }));
  if (!mailbox?.uidValidity) throw new ServerRefusal(`${where}: the server gave no UIDVALIDITY`);
  const folder = `${path};${mailbox.uidValidity}`;

  const cursor = cursors.find((known) => known.folder === folder)?.uid ?? null;
  const { uids, lastUid } =
    cursor === null ? await recentUids(where, reading) : await uidsAfter(where, cursor, reading);

  const withheld: number[] = [];
  for (let start = 0; start < uids.length; start += MESSAGES_PER_BATCH) {
    const batch = uids.slice(start, start + MESSAGES_PER_BATCH);
    const fetched = await fetchMessages(where, client, batch, { folder, nowMs: reading.nowMs });
    withheld.push(...fetched.withheld);
    const uid = withheld.length > 0 ? withheld[0]! - 1 : batch.at(-1)!;
    await intake.store(fetched.messages, { folder, uid });
  }
  if (withheld.length > 0)
    throw new ServerRefusal(
      `${where}: the server lists UID ${withheld.join(', ')} and does not hand it over; move or delete it there`,
    );
  // Also for an empty folder: it was looked at, so a message that is moved into it later is new, however old it is.
  if (cursor === null && lastUid > (uids.at(-1) ?? -1))
    await intake.store([], { folder, uid: lastUid });
}

interface NewUids {
  /** Ascending. */
  readonly uids: readonly number[];
  /** The highest UID of the folder when it was looked at; 0 when it is empty. */
  readonly lastUid: number;
}

async function recentUids(where: string, reading: Reading): Promise<NewUids> {
  // In this order: what arrives in between is above `lastUid` and found by the second search.
  const all = await search(where, reading.client, { all: true });
  const since = new Date(reading.nowMs - (reading.firstSyncDays + 1) * DAY_MS);
  const uids = await search(where, reading.client, { since });
  return { uids, lastUid: all.at(-1) ?? 0 };
}

async function uidsAfter(where: string, cursor: number, reading: Reading): Promise<NewUids> {
  const found = await search(where, reading.client, { uid: `${cursor + 1}:*` });
  // RFC 3501, 6.4.8: `n:*` names the last message even when its UID is below n.
  const uids = found.filter((uid) => uid > cursor);
  return { uids, lastUid: uids.at(-1) ?? cursor };
}
