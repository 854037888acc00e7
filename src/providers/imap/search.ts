/** Which UIDs of the open folder match? */
import type { ImapFlow, SearchObject } from 'imapflow';

import { asking, ServerRefusal } from './connection.ts';

/**
 * Ascending. A search that did not complete is a failure, never an empty answer.
 *
 * @throws  `ServerRefusal` when the server did not answer it and the connection is still good.
 */
export async function search(
  where: string,
  client: ImapFlow,
  query: SearchObject,
): Promise<number[]> {
  const found = await asking(where, client.search(query, { uid: true }));
  if (Array.isArray(found)) return found.toSorted((a, b) => a - b);
  const message = `${where}: a search did not complete`;
  throw client.usable ? new ServerRefusal(message) : new Error(message);
}
