/**
 * Whom a query or a condition may mean, by an index of the trigrams of what people are found by. `MATCH` is SQLite's: a database without it
 * keeps the text itself beside the person and asks by LIKE, as docs/decisions/0029 says.
 */
import type { Prospect } from '../../../core/person/prospect.ts';
import { indexedText, trigramsOf, type Clues } from '../../../core/person/search-text.ts';
import type { Sought } from '../../../ports/search-store.ts';
import { list as everybody } from './prospects.ts';
import { prospectOf, rowId } from '../rows.ts';
import { all, insert, insertion, one, run, sql, type Command } from '../statement.ts';

interface PersonRow {
  readonly id: number;
  readonly profile: string;
  readonly revision: number;
}

const FOUND = sql(
  `SELECT p.id, p.profile, p.revision FROM person_text t JOIN prospect p ON p.id = t.rowid
  WHERE t.person_text MATCH ? AND t.rowid > ? ORDER BY t.rowid LIMIT ?`,
);
const FOUND_ON_LIST = sql(
  `SELECT p.id, p.profile, p.revision FROM person_text t JOIN prospect p ON p.id = t.rowid
  JOIN list_member l ON l.list = ? AND l.prospect_id = t.rowid
  WHERE t.person_text MATCH ? AND t.rowid > ? ORDER BY t.rowid LIMIT ?`,
);

// The innermost walks the index of who is held, in the order of people.
const HELD = sql(`SELECT p.id, p.profile, p.revision FROM
  (SELECT DISTINCT prospect_id FROM enrollment WHERE held_by = ? AND prospect_id > ? ORDER BY prospect_id LIMIT ?) h
  JOIN prospect p ON p.id = h.prospect_id ORDER BY p.id`);

export function* mayFit(sought: Sought): Command<readonly Prospect[]> {
  const { list, heldBy = null, clues, after, limit } = sought;
  const match = matchOf(clues);
  const from = after === null ? 0 : rowId(after);
  if (match === null && (list !== null || heldBy === null))
    return yield* everybody({ list, after, limit });
  const rows =
    match === null
      ? yield* all<PersonRow>(HELD, heldBy, from, limit)
      : list === null
        ? yield* all<PersonRow>(FOUND, match, from, limit)
        : yield* all<PersonRow>(FOUND_ON_LIST, list, match, from, limit);
  return rows.map((row) => prospectOf(row.id, row.profile, row.revision));
}

/** All trigrams of one of each group. `null`: nothing to look up. */
function matchOf(clues: Clues): string | null {
  const groups = clues.map((group) => {
    const ways = group.map((clue) => `(${trigramsOf(clue).map(quoted).join(' AND ')})`);
    return `(${ways.join(' OR ')})`;
  });
  return groups.length === 0 ? null : groups.join(' AND ');
}

function quoted(trigram: string): string {
  return `"${trigram.replaceAll('"', '""')}"`;
}

const BACK =
  sql(`INSERT INTO person_text_due (prospect_id) SELECT p.id FROM prospect p JOIN counter c ON c.name = 'last_indexed' AND p.id <= c.value
  WHERE p.id = ? ON CONFLICT (prospect_id) DO NOTHING`);

/** A person whose number was given before: those behind the counter it does not look at again. */
export function* cameBack(row: number): Command<void> {
  yield* run(BACK, row);
}

const LAST_INDEXED = sql(`SELECT value FROM counter WHERE name = 'last_indexed'`);
const BEHIND =
  sql(`SELECT (SELECT coalesce(max(id), 0) FROM prospect) - (SELECT value FROM counter WHERE name = 'last_indexed') AS added,
  (SELECT count(*) FROM person_text_due) AS changed`);
const CHANGED =
  sql(`SELECT d.prospect_id AS id, p.profile, p.revision FROM person_text_due d JOIN prospect p ON p.id = d.prospect_id
  ORDER BY d.prospect_id LIMIT ?`);
const ADDED = sql(`SELECT id, profile, revision FROM prospect WHERE id > ? ORDER BY id LIMIT ?`);
const INDEX = insertion(`INSERT OR REPLACE INTO person_text (rowid, text)`, `(?, ?)`);
const NOT_DUE = sql(`DELETE FROM person_text_due WHERE prospect_id <= ?`);
const INDEXED = sql(`UPDATE counter SET value = ? WHERE name = 'last_indexed'`);

export function* behind(): Command<number> {
  const row = yield* one<{ added: number; changed: number }>(BEHIND);
  return row === null ? 0 : Math.max(0, row.added) + row.changed;
}

export function* catchUp(most: number): Command<void> {
  const changed = yield* all<PersonRow>(CHANGED, most);
  yield* index(changed);
  const last = changed.length < most ? Number.MAX_SAFE_INTEGER : changed.at(-1)?.id;
  yield* run(NOT_DUE, last ?? 0);
  const from = (yield* one<{ value: number }>(LAST_INDEXED))?.value ?? 0;
  const added = yield* all<PersonRow>(ADDED, from, most - changed.length);
  yield* index(added);
  if (added.length > 0) yield* run(INDEXED, added.at(-1)!.id);
}

function* index(rows: readonly PersonRow[]): Command<void> {
  yield* insert(
    INDEX,
    rows.map(({ id, profile, revision }) => [id, indexedText(prospectOf(id, profile, revision))]),
  );
}
