/**
 * Which tables have rows that are somebody's, and what becomes of them when two people turn out to be one? Who is erased is taken out of all of
 * them, from the last to the first. A test knows all of them.
 */
import { sql } from '../statement.ts';

export interface MovedTable {
  readonly table: string;
  readonly find: string;
  readonly move: string;
  /** One row, by its id, from whom it is theirs now. */
  readonly moveOne: string;
}

const moved = (table: string): MovedTable => ({
  table,
  find: sql(`SELECT id FROM ${table} WHERE prospect_id = ? ORDER BY id`),
  move: sql(`UPDATE ${table} SET prospect_id = ? WHERE prospect_id = ?`),
  moveOne: sql(`UPDATE ${table} SET prospect_id = ? WHERE id = ? AND prospect_id = ?`),
});

/** Their rows have an id, and go wherever their person goes. */
export const MOVED_TABLES: readonly MovedTable[] = [
  'enrollment',
  'touch',
  'task',
  'signal',
  'activity',
  'inbound',
  'consent',
].map(moved);

/** Moved by rules of their own, in `merges.ts`. */
export const UNITED_TABLES: readonly string[] = ['link_key', 'list_member', 'person_heard'];

/** What they say is about the person as they were then, or about the row that is theirs. Who is being erased is bound by their hashes. */
export const STAYING_TABLES: readonly string[] = ['import_change', 'erasure', 'person_text_due'];
