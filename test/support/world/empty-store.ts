/** A store that nobody is in, as the migrations leave it: they take a hundred times as long as a copy. */
import { openSqlite } from '../../../src/store/sqlite/open.ts';

let image: Buffer | null = null;

/** What its file holds. Its id and its key are `00ff`. */
export function emptyStore(): Buffer {
  if (image !== null) return image;
  const stores = openSqlite(':memory:', { create: true, nowMs: 0, randomHex: () => '00ff' });
  image = stores.db.serialize();
  stores.close();
  return image;
}
