/** Who is on which list. */
import { rowId } from '../rows.ts';
import { all, run, sql, type Command } from '../statement.ts';

const LISTS = sql(
  `SELECT list AS name, count(*) AS people FROM list_member GROUP BY list ORDER BY list`,
);
const JOIN = sql(
  `INSERT INTO list_member (list, prospect_id) VALUES (?, ?) ON CONFLICT (list, prospect_id) DO NOTHING`,
);
const LEAVE = sql(`DELETE FROM list_member WHERE list = ? AND prospect_id = ?`);
const JOIN_ALL = sql(
  `INSERT INTO list_member (list, prospect_id, import_id) SELECT ?, prospect_id, import_id FROM list_member WHERE list = ?
  ON CONFLICT (list, prospect_id) DO NOTHING`,
);
const DISBAND = sql(`DELETE FROM list_member WHERE list = ?`);
const RENAME_IMPORTS = sql(`UPDATE import SET list = ? WHERE list = ?`);

export function* lists(): Command<readonly { readonly name: string; readonly people: number }[]> {
  return yield* all<{ name: string; people: number }>(LISTS);
}

export function* join(list: string, ids: readonly string[]): Command<number> {
  let joined = 0;
  for (const id of ids) joined += yield* run(JOIN, list, rowId(id));
  return joined;
}

export function* leave(list: string, ids: readonly string[]): Command<number> {
  let left = 0;
  for (const id of ids) left += yield* run(LEAVE, list, rowId(id));
  return left;
}

export function* rename(list: string, name: string): Command<number> {
  if (list === name) return 0;
  yield* run(JOIN_ALL, name, list);
  yield* run(RENAME_IMPORTS, name, list);
  return yield* run(DISBAND, list);
}

export function* disband(list: string): Command<number> {
  return yield* run(DISBAND, list);
}
