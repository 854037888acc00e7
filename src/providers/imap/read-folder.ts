/** Reads what is new in one folder into the intake, in ascending UID order. */
import type { ImapFlow } from 'imapflow';

import { DAY_MS } from '../../core/time/duration.ts';
import type { FolderCursor, Intake } from '../../ports/message-source.ts';
import type { Caution } from './caution.ts';
import { asking, ServerRefusal } from './connection.ts';
import { fetchMessages, type Origin } from './fetch-messages.ts';
import type { FolderToRead } from './folders.ts';
import { search } from './search.ts';

/** A message may be listed later than one that came after it; SEARCH knows only days and the server's zone. */
const LATE_DAYS = 2;

export interface Reading {
  /** For messages: `imaps://mail.example.org:993`. */
  readonly address: string;
  readonly client: ImapFlow;
  readonly intake: Intake;
  readonly cursors: readonly FolderCursor[];
  readonly nowMs: number;
  /** How far back the first reading of a folder goes. */
  readonly firstSyncDays: number;
  readonly caution: Caution;
  /** UIDs of the last days that are known to be stored, by folder: written and read here, so that the store is asked once. */
  readonly known: Map<string, ReadonlySet<number>>;
}

/**
 * New is every UID above the cursor, read or unread, and of the last days every one that was never stored: servers under
 * load list a message later than the one behind it. A folder without a cursor (also one whose UIDVALIDITY changed) is
 * read from `firstSyncDays` ago by INTERNALDATE; one day more is asked for, since SEARCH knows only days. A first reading
 * that is interrupted goes on by UID.
 *
 * The cursor moves only over what was stored or is gone. A message that the server lists and does not hand over stops
 * the cursor in front of it, for good: the ones behind it are stored all the same, and it is asked for again next time.
 *
 * @throws  `ServerRefusal` when the server refused something of this folder, and the connection is still good.
 */
export async function readFolder({ path, isSent }: FolderToRead, reading: Reading): Promise<void> {
  const { intake, cursors, nowMs } = reading;
  const { where, folder } = await openFolder(path, reading);
  const origin = { folder, isSent, nowMs };
  const cursor = cursors.find((known) => known.folder === folder)?.uid ?? null;
  const listed =
    cursor === null
      ? await listFirst(where, reading)
      : await listSince(where, folder, cursor, reading);
  const { late, news, lastUid } = listed;
  const lost = await storeAll(where, origin, late, { ...reading, movesCursor: false });
  // What is behind a withheld message was stored and is listed again: the cursor passes over it as soon as it may.
  const withheld = [
    ...lost,
    ...(await storeAll(where, origin, news, { ...reading, movesCursor: true })),
  ];
  // Back in front of it: in two days it would not be asked for any more.
  if (lost.length > 0) await intake.store([], { folder, uid: lost[0]! - 1 });
  if (withheld.length > 0)
    throw new ServerRefusal(
      `${where}: the server lists UID ${withheld.join(', ')} and does not hand it over; move or delete it there`,
    );
  // Also for an empty folder: it was looked at, so a message that is moved into it later is new, however old it is.
  if (lastUid > (news.at(-1) ?? cursor ?? -1)) await intake.store([], { folder, uid: lastUid });
}

/** Somebody else's folder that the account sees and may not read, or one that was removed since it was listed: no answer to us is in it. */
export function isNotForUs(path: string, refusal: ServerRefusal): boolean {
  return path !== 'INBOX' && ['NOPERM', 'NONEXISTENT'].includes(refusal.code);
}

/** Opens a folder for reading alone. `folder` names it together with its UIDVALIDITY. */
export async function openFolder(
  path: string,
  { address, client }: Pick<Reading, 'address' | 'client'>,
): Promise<{ readonly where: string; readonly folder: string }> {
  const where = `${address} folder "${path}"`;
  const mailbox = await asking(where, client.mailboxOpen(path, { readOnly: true }));
  if (!mailbox?.uidValidity) throw new ServerRefusal(`${where}: the server gave no UIDVALIDITY`);
  return { where, folder: `${path};${mailbox.uidValidity}` };
}

/** Stores messages batch by batch. Returns what the server does not hand over, ascending. */
export async function storeAll(
  where: string,
  origin: Origin,
  uids: readonly number[],
  reading: Reading & { readonly movesCursor: boolean },
): Promise<number[]> {
  const { client, intake, caution, nowMs, movesCursor } = reading;
  const { folder } = origin;
  const withheld: number[] = [];
  for (const batch of caution.batchesOf(folder, uids, nowMs)) {
    const fetched = await caution.fetching(folder, batch, nowMs, () =>
      fetchMessages(where, client, batch, origin),
    );
    withheld.push(...fetched.withheld);
    const uid = withheld.length > 0 ? withheld[0]! - 1 : batch.uids.at(-1)!;
    await intake.store(fetched.messages, movesCursor ? { folder, uid } : null);
  }
  return withheld;
}

/** Those that were never stored, in their order. */
export async function neverStored(
  intake: Intake,
  folder: string,
  uids: readonly number[],
): Promise<readonly number[]> {
  if (uids.length === 0) return [];
  const unseen = new Set(await intake.unseen(folder, uids.map(String)));
  return uids.filter((uid) => unseen.has(String(uid)));
}

interface Listed {
  /** Below the cursor and never stored, ascending. */
  readonly late: readonly number[];
  /** Above the cursor and never stored, ascending. */
  readonly news: readonly number[];
  /** The highest UID of the folder when it was looked at, as far as it is above the cursor; 0 when it is empty. */
  readonly lastUid: number;
}

async function listFirst(where: string, reading: Reading): Promise<Listed> {
  // In this order: what arrives in between is above `lastUid` and found by the second search.
  const all = await search(where, reading.client, { all: true });
  const since = new Date(reading.nowMs - (reading.firstSyncDays + 1) * DAY_MS);
  const news = await search(where, reading.client, { since });
  return { late: [], news, lastUid: all.at(-1) ?? 0 };
}

/** Every message of the last days was stored when the cursor passed it, but those that were not listed then. */
async function listSince(
  where: string,
  folder: string,
  cursor: number,
  { client, intake, nowMs, known }: Reading,
): Promise<Listed> {
  const since = new Date(nowMs - LATE_DAYS * DAY_MS);
  const found = await search(where, client, { or: [{ uid: `${cursor + 1}:*` }, { since }] });
  const below = found.filter((uid) => uid <= cursor);
  const above = found.filter((uid) => uid > cursor);
  const asked = below.filter((uid) => known.get(folder)?.has(uid) !== true);
  const unseen = new Set(await neverStored(intake, folder, [...asked, ...above]));
  const candidates = asked.filter((uid) => unseen.has(uid));
  // RFC 3501, 6.4.8: `n:*` names the last message even when its UID is below n, however old it is.
  const isDoubtful = above.length === 0 && candidates.at(-1) === found.at(-1);
  const late =
    isDoubtful && candidates.length > 0
      ? await search(where, client, { uid: candidates.join(','), since })
      : candidates;
  known.set(folder, new Set(below.filter((uid) => !late.includes(uid))));
  return { late, news: above.filter((uid) => unseen.has(uid)), lastUid: above.at(-1) ?? 0 };
}
