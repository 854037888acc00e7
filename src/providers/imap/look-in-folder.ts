/** Is one person's answer in a folder? Asked of the server's search, where the folder could not be read to its end. */
import type { SearchObject } from 'imapflow';

import { DAY_MS } from '../../core/time/duration.ts';
import type { Sought } from '../../ports/message-source.ts';
import { ServerRefusal } from './connection.ts';
import type { FolderToRead } from './folders.ts';
import { neverStored, openFolder, storeAll, type Reading } from './read-folder.ts';
import { search } from './search.ts';

/** A command line has its limits; the latest of our messages are the likeliest to be answered. */
const IDS_MOST = 20;

/**
 * Stores what was never stored. The cursor stays: what lies between was not read.
 *
 * @throws  Also when something that may be the answer is not handed over.
 */
export async function lookInFolder(
  { path, isSent }: FolderToRead,
  sought: Sought,
  reading: Reading,
): Promise<void> {
  const { client, intake, nowMs } = reading;
  const or = whatMayAnswer(sought);
  if (or.length === 0) return;
  const { where, folder } = await openFolder(path, reading);
  // SEARCH knows only days, in the server's zone.
  const since = new Date(sought.sinceMs - DAY_MS);
  const found = await search(where, client, { since, or });
  const news = await neverStored(intake, folder, found);
  const origin = { folder, isSent, nowMs };
  const withheld = await storeAll(where, origin, news, { ...reading, movesCursor: false });
  if (withheld.length > 0)
    throw new ServerRefusal(
      `${where}: UID ${withheld.join(', ')} may be their answer, and the server does not hand it over`,
    );
}

function whatMayAnswer({ writers, messageIds }: Sought): SearchObject[] {
  return [
    ...writers.map((from) => ({ from })),
    ...messageIds
      .slice(-IDS_MOST)
      .flatMap((id) => [{ header: { 'in-reply-to': id } }, { header: { references: id } }]),
  ];
}
