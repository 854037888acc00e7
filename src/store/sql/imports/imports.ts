/** Lists: what they made of people, so that it can be undone. */
import { declaredConsents } from '../../../core/person/consent.ts';
import { personOfText, type PersonText } from '../../../core/person/person-text.ts';
import type { Prospect } from '../../../core/person/prospect.ts';
import type {
  ChangedRow,
  ImportOrderRecord,
  ImportPortion,
  ImportRecord,
  KnownText,
  NewPerson,
  OpenImport,
  Standing,
} from '../../../ports/import-store.ts';
import type { Ask, Executor } from '../executor.ts';
import { addDeclared } from '../people/consents.ts';
import { AccountIndex } from './account-index.ts';
import { noteColumns } from '../people/known-columns.ts';
import { keepBefore } from '../people/list-changes.ts';
import { owners } from '../people/link-keys.ts';
import { erasedOf } from '../people/erased.ts';
import { merge } from '../merges/merges.ts';
import { rememberFile } from '../privacy/privacy.ts';
import { type KnownRow, writePerson } from '../people/prospects.ts';
import { importId, prospectId, prospectOf, rowId, timesOf, timesText } from '../rows.ts';
import { boundOf, type WideEntries } from '../people/suppressions.ts';
import { all, insert, insertion, one, run, sql, type Command } from '../statement.ts';
import { WaitingKeys } from './waiting-keys.ts';

const RESERVE = sql(
  `INSERT INTO import (file, sha256, options, list, at_ms, counts) VALUES (?, ?, ?, ?, ?, '{}') RETURNING id`,
);
const SAME = sql(
  `SELECT id, at_ms FROM import WHERE sha256 = ? AND options = ? AND undone_at_ms IS NULL ORDER BY id LIMIT 1`,
);
/** Of people who are there, or were until a merge. */
const LAST_KNOWN = `SELECT max(id) AS id FROM (SELECT coalesce(max(id), 0) AS id FROM prospect UNION ALL
  SELECT value AS id FROM counter WHERE name = 'last_prospect') AS known`;
const LAST_ID = sql(LAST_KNOWN);
const RECORD = sql(
  `UPDATE import SET counts = ?, first_prospect_id = ?, last_prospect_id = (${LAST_KNOWN}) WHERE id = ?`,
);

/** The number that the import gets, and what it goes by. */
export async function importing<Result>(
  db: Executor,
  order: ImportOrderRecord,
  work: (
    open: OpenImport,
  ) => Promise<{ readonly keep: Readonly<Record<string, number>> | null; readonly result: Result }>,
): Promise<Result> {
  return db.hold(async (ask) => {
    const into = await ask(begin(order));
    const open = openImport(ask, into);
    const { keep, result } = await work(open);
    if (keep !== null) await ask(end(keep, into));
    return { keep: keep !== null, result };
  });
}

function* end(keep: Readonly<Record<string, number>>, into: Into): Command<void> {
  yield* into.keys.write();
  yield* into.accounts.make();
  yield* run(RECORD, JSON.stringify(keep), into.firstNewNumber, into.number);
}

interface Into extends Pick<OpenImport, 'number' | 'firstNewNumber' | 'same'> {
  readonly list: string | null;
  readonly nowMs: number;
  readonly keys: WaitingKeys;
  readonly accounts: AccountIndex;
}

function* begin({ file, sha256, options, list, nowMs }: ImportOrderRecord): Command<Into> {
  const first = yield* one<{ id: number; at_ms: number }>(SAME, sha256, options);
  const row = yield* one<{ id: number }>(RESERVE, file, sha256, options, list, nowMs);
  const last = yield* one<{ id: number }>(LAST_ID);
  const firstNewNumber = (last?.id ?? 0) + 1;
  const same = first === null ? null : { number: first.id, atMs: first.at_ms };
  const accounts = new AccountIndex(firstNewNumber);
  return {
    number: row?.id ?? 0,
    firstNewNumber,
    same,
    list,
    nowMs,
    keys: new WaitingKeys(),
    accounts,
  };
}

function openImport(ask: Ask, into: Into): OpenImport {
  const { number, firstNewNumber, same, keys, nowMs } = into;
  const wide: WideEntries = new Map();
  return {
    number,
    firstNewNumber,
    same,
    owners: async (hashes) => [...keys.of(hashes), ...(await ask(owners(hashes)))],
    people: (ids) => ask(people(ids)),
    noteColumns: (names) => ask(noteColumns(names)),
    standing: (rows) => ask(standing(rows, wide)),
    write: (portion) => ask(write(portion, into)),
    remember: (file) => ask(rememberFile(file, nowMs)),
    merge: async ({ before, ...merged }) => {
      await ask(keys.write());
      await ask(merge({ ...merged, importNumber: number, nowMs }));
      await ask(keepBefore(number, rowId(merged.survivor.prospect.id), before));
    },
  };
}

const IS_ANYBODY_BOUND = sql(
  `SELECT 1 AS hit FROM counter WHERE name IN ('suppression_epoch', 'erased_count') AND value > 0 LIMIT 1`,
);

function* standing(
  texts: readonly Pick<PersonText, 'profile'>[],
  wide: WideEntries,
): Command<readonly Standing[]> {
  if ((yield* one(IS_ANYBODY_BOUND)) === null) return texts.map(() => 'free');
  const found: Standing[] = [];
  for (const text of texts) {
    const row = personOfText(text);
    const isErased = (yield* erasedOf(row)) !== null;
    const isBound = !isErased && (yield* boundOf(row, wide)).by !== null;
    found.push(isErased ? 'erased' : isBound ? 'suppressed' : 'free');
  }
  return found;
}

/** So many are read by one statement. */
const PEOPLE_AT_ONCE = 30;
const PEOPLE = sql(
  `SELECT id, profile, revision, source_at_ms, source_order, source_times FROM prospect
  WHERE id IN (${Array<string>(PEOPLE_AT_ONCE).fill('?').join(', ')})`,
);

function* people(ids: readonly string[]): Command<readonly KnownText[]> {
  const found: KnownText[] = [];
  for (let at = 0; at < ids.length; at += PEOPLE_AT_ONCE) {
    const rows = ids.slice(at, at + PEOPLE_AT_ONCE).map(rowId);
    while (rows.length < PEOPLE_AT_ONCE) rows.push(rows[0]!);
    for (const row of yield* all<KnownRow>(PEOPLE, ...rows)) found.push(knownTextOf(row));
  }
  return found;
}

function knownTextOf(row: KnownRow): KnownText {
  const { id, profile, revision } = row;
  const read = (): Prospect => prospectOf(id, profile, revision);
  return { id: prospectId(id), profile, times: timesOf(row), read };
}

const CREATE = insertion(
  `INSERT INTO prospect (id, profile, owner, zone, zone_source, country, account, source_at_ms, source_order, source_times, revision,
    created_at_ms, updated_at_ms)`,
  `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)`,
);
const CONFIRM = sql(
  `UPDATE prospect SET source_at_ms = ?, source_order = ?, source_times = ? WHERE id = ?`,
);
const JOIN = insertion(
  `INSERT INTO list_member (list, prospect_id, import_id)`,
  `(?, ?, ?)`,
  `ON CONFLICT (list, prospect_id) DO NOTHING`,
);

function* write(portion: ImportPortion, into: Into): Command<void> {
  const { created, changed, optedOut, keys, members } = portion;
  const { nowMs, list } = into;
  yield* into.accounts.before(created.length);
  yield* insert(
    CREATE,
    created.map(({ id, text, times }: NewPerson) => [
      rowId(id),
      text.profile,
      text.owner,
      text.zone,
      text.zoneSource,
      text.country,
      text.accountId,
      ...timesText(times),
      nowMs,
      nowMs,
    ]),
  );
  for (const { id, text } of created) yield* addDeclared(id, text.declared, into);
  for (const { id, person } of changed) yield* addDeclared(id, declaredConsents(person), into);
  for (const { id, said } of optedOut) yield* addDeclared(id, said, into);
  yield* into.keys.add(keys);
  for (const each of changed) yield* writeChange(each, into);
  if (list !== null)
    yield* insert(
      JOIN,
      members.map((id) => [list, rowId(id), into.number]),
    );
}

function* writeChange(
  { id, person, times, before }: ChangedRow,
  { number, nowMs }: Into,
): Command<void> {
  const row = rowId(id);
  if (before === null) {
    yield* run(CONFIRM, ...timesText(times), row);
    return;
  }
  yield* writePerson(row, person, times, nowMs);
  yield* keepBefore(number, row, before);
}

const IMPORTS = sql(`SELECT id, file, at_ms, counts, undone_at_ms FROM import ORDER BY id DESC`);
const IMPORT = sql(`SELECT id, file, at_ms, counts, undone_at_ms FROM import WHERE id = ?`);

interface ImportRow {
  readonly id: number;
  readonly file: string;
  readonly at_ms: number;
  readonly counts: string;
  readonly undone_at_ms: number | null;
}

export function* imports(): Command<readonly ImportRecord[]> {
  return (yield* all<ImportRow>(IMPORTS)).map(recordOf);
}

export function* importOf(number: number): Command<ImportRecord | null> {
  const row = yield* one<ImportRow>(IMPORT, number);
  return row === null ? null : recordOf(row);
}

function recordOf(row: ImportRow): ImportRecord {
  return {
    id: importId(row.id),
    number: row.id,
    file: row.file,
    atMs: row.at_ms,
    counts: JSON.parse(row.counts) as Record<string, number>,
    undoneAtMs: row.undone_at_ms,
  };
}

const IN_FLIGHT =
  sql(`SELECT p.id, p.profile, p.revision FROM import_change c JOIN prospect p ON p.id = c.prospect_id
  WHERE c.import_id = ? AND c.prospect_id > ? AND EXISTS
    (SELECT 1 FROM enrollment e WHERE e.prospect_id = c.prospect_id AND e.status <> 'finished')
  ORDER BY c.prospect_id LIMIT ?`);

export function* changedInFlight(
  number: number,
  after: string | null,
  limit: number,
): Command<readonly Prospect[]> {
  const rows = yield* all<{ id: number; profile: string; revision: number }>(
    IN_FLIGHT,
    number,
    after === null ? 0 : rowId(after),
    limit,
  );
  return rows.map((row) => prospectOf(row.id, row.profile, row.revision));
}
