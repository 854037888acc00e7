/** Takes back what a list made of people. */
import type { ChangeBefore } from '../../../core/person/said.ts';
import { isOfImport } from '../../../core/person/source-time.ts';
import type { CreatedPerson, OpenUndo } from '../../../ports/import-store.ts';
import type { PersonNow, StoredPerson } from '../../../ports/stored-person.ts';
import type { MergeRecord } from '../../../ports/merge-store.ts';
import type { Ask, Executor } from '../executor.ts';
import { takeBackDeclared } from '../people/consents.ts';
import { importOf } from './imports.ts';
import { dropKeys } from '../people/link-keys.ts';
import { changeOf } from '../people/list-changes.ts';
import {
  knownPerson,
  stored,
  storedPersonOf,
  writePerson,
  type KnownRow,
} from '../people/prospects.ts';
import { prospectId, rowId } from '../rows.ts';
import { all, one, run, sql, type Command } from '../statement.ts';
import { mergedInto, mergesOf, recordOf, unmerge, type MergeRow } from '../merges/unmerge.ts';

const RANGE = sql(
  `SELECT sha256, options, list, first_prospect_id, last_prospect_id FROM import WHERE id = ?`,
);
const SAME = sql(`SELECT id FROM import WHERE sha256 = ? AND options = ? AND id <= ? ORDER BY id`);
/** What these said is said by nobody any more, though what is known may still be as new as they were. */
const TAKEN_BACK = sql(`SELECT id FROM import WHERE undone_at_ms IS NOT NULL ORDER BY id`);
const UNDONE = sql(`UPDATE import SET undone_at_ms = ? WHERE id = ?`);

export async function undoing<Result>(
  db: Executor,
  importId: string,
  nowMs: number,
  work: (open: OpenUndo) => Promise<{ readonly keep: boolean; readonly result: Result }>,
): Promise<Result> {
  return db.hold(async (ask) => {
    const number = rowId(importId);
    await ask(takeBackDeclared(number));
    const done = await work(await openUndo(ask, number, nowMs));
    if (done.keep) await ask(run(UNDONE, nowMs, number));
    return done;
  });
}

interface Range {
  readonly sha256: string;
  readonly options: string;
  readonly list: string | null;
  readonly first_prospect_id: number | null;
  readonly last_prospect_id: number | null;
}

async function openUndo(ask: Ask, number: number, nowMs: number): Promise<OpenUndo> {
  const record = await ask(importOf(number));
  const range = await ask(one<Range>(RANGE, number));
  const same = await ask(
    all<{ id: number }>(SAME, range?.sha256 ?? '', range?.options ?? '', number),
  );
  const undone = await ask(all<{ id: number }>(TAKEN_BACK));
  return {
    record,
    numbers: [...same, ...undone].map(({ id }) => id),
    created: (after, limit) => ask(created(number, range, after, limit)),
    changed: (after, limit) => ask(changed(number, after, limit)),
    merges: () => ask(merges(number)),
    mergesOf: (id) => ask(mergesOf(id)),
    absorbers: () => ask(absorbers(number, range)),
    stored: (id) => ask(stored(id)),
    unmerge: (order) => ask(unmerge(order)),
    remove: (ids) => ask(remove(ids)),
    restore: (person, now) => ask(restore(person, now, nowMs)),
    leaveList: () => ask(leaveList(number, range?.list ?? null)),
  };
}

const PERSON_COLUMNS = `p.id, p.profile, p.revision, p.source_at_ms, p.source_order, p.source_times`;
const CREATED = sql(`SELECT ${PERSON_COLUMNS},
    CASE WHEN EXISTS (SELECT 1 FROM enrollment x WHERE x.prospect_id = p.id) OR EXISTS (SELECT 1 FROM signal x WHERE x.prospect_id = p.id)
      OR EXISTS (SELECT 1 FROM task x WHERE x.prospect_id = p.id) OR EXISTS (SELECT 1 FROM inbound x WHERE x.prospect_id = p.id)
      OR EXISTS (SELECT 1 FROM consent x WHERE x.prospect_id = p.id)
      OR EXISTS (SELECT 1 FROM activity x WHERE x.prospect_id = p.id AND x.type NOT IN ('merged', 'unmerged'))
      THEN 1 ELSE 0 END AS has_history,
    CASE WHEN EXISTS (SELECT 1 FROM list_member x WHERE x.prospect_id = p.id AND (x.import_id IS NULL OR x.import_id <> ?))
      THEN 1 ELSE 0 END AS is_on_other_list
  FROM prospect p WHERE p.id >= ? AND p.id > ? AND p.id <= ? ORDER BY p.id LIMIT ?`);

function* created(
  number: number,
  range: Range | null,
  after: string | null,
  limit: number,
): Command<readonly CreatedPerson[]> {
  const rows = yield* all<KnownRow & { has_history: number; is_on_other_list: number }>(
    CREATED,
    number,
    range?.first_prospect_id ?? 1,
    after === null ? 0 : rowId(after),
    range?.last_prospect_id ?? 0,
    limit,
  );
  return rows.map((row) => ({
    ...storedPersonOf(row),
    hasHistory: row.has_history === 1,
    isOnOtherList: row.is_on_other_list === 1,
  }));
}

const CHANGED =
  sql(`SELECT ${PERSON_COLUMNS}, c.before FROM import_change c JOIN prospect p ON p.id = c.prospect_id
  WHERE c.import_id = ? AND c.prospect_id > ? ORDER BY c.prospect_id LIMIT ?`);

function* changed(
  number: number,
  after: string | null,
  limit: number,
): Command<readonly { readonly stored: StoredPerson; readonly before: ChangeBefore }[]> {
  const rows = yield* all<KnownRow & { before: string }>(
    CHANGED,
    number,
    after === null ? 0 : rowId(after),
    limit,
  );
  return rows.map((row) => ({ stored: storedPersonOf(row), before: changeOf(row.before) }));
}

const MERGES =
  sql(`SELECT id, survivor_id, absorbed_id, at_ms, import_id, evidence, record FROM merge
  WHERE import_id = ? AND undone_at_ms IS NULL ORDER BY id DESC`);

function* merges(number: number): Command<readonly MergeRecord[]> {
  return (yield* all<MergeRow>(MERGES, number)).map(recordOf);
}

const ABSORBED =
  sql(`SELECT DISTINCT absorbed_id FROM merge WHERE undone_at_ms IS NULL AND ((absorbed_id >= ? AND absorbed_id <= ?)
  OR EXISTS (SELECT 1 FROM import_change c WHERE c.import_id = ? AND c.prospect_id = absorbed_id)) ORDER BY absorbed_id`);

function* absorbers(number: number, range: Range | null): Command<readonly string[]> {
  const { first_prospect_id: first, last_prospect_id: last } = range ?? NOBODY;
  const rows = yield* all<{ absorbed_id: number }>(ABSORBED, first ?? 1, last ?? 0, number);
  const found = new Set<string>();
  for (const { absorbed_id: row } of rows) {
    const into = yield* mergedInto(prospectId(row));
    if (into !== null) found.add(into);
  }
  return [...found];
}

const NOBODY = { first_prospect_id: null, last_prospect_id: null };

const SAME_LIST = sql(
  `SELECT id FROM import WHERE list = ? AND id <> ? AND undone_at_ms IS NULL ORDER BY id`,
);
const MEMBERS =
  sql(`SELECT ${PERSON_COLUMNS} FROM list_member l JOIN prospect p ON p.id = l.prospect_id
  WHERE l.list = ? AND l.import_id = ? AND p.id > ? ORDER BY p.id LIMIT 1000`);
const HAND_ON = sql(`UPDATE list_member SET import_id = ? WHERE list = ? AND prospect_id = ?`);
/** It may have another name now. */
const LISTS = sql(`SELECT DISTINCT list FROM list_member WHERE import_id = ? ORDER BY list`);
const LEAVE = sql(`DELETE FROM list_member WHERE import_id = ?`);

/** Whom another import of the same list has said something of as well stays on it, by that one. */
function* leaveList(number: number, name: string | null): Command<number> {
  if (name === null) return 0;
  const others = (yield* all<{ id: number }>(SAME_LIST, name, number)).map(({ id }) => id);
  const lists = others.length === 0 ? [] : yield* all<{ list: string }>(LISTS, number);
  for (const { list } of lists) yield* handOn(list, number, others);
  return yield* run(LEAVE, number);
}

function* handOn(list: string, number: number, others: readonly number[]): Command<void> {
  for (let after = 0; ;) {
    const rows: readonly KnownRow[] = yield* all<KnownRow>(MEMBERS, list, number, after);
    for (const row of rows) {
      const { base, others: times } = storedPersonOf(row).times;
      const said = [base, ...Object.values(times)];
      const other = others.find((each) => said.some((time) => isOfImport(time, [each])));
      if (other !== undefined) yield* run(HAND_ON, other, list, row.id);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
const LEAVE_LISTS = sql(`DELETE FROM list_member WHERE prospect_id = ?`);
/** Only of having been merged and parted. */
const FORGET = sql(`DELETE FROM activity WHERE prospect_id = ?`);
const FORGET_HEARD = sql(`DELETE FROM person_heard WHERE prospect_id = ?`);
const GONE = sql(`DELETE FROM prospect WHERE id = ?`);
const NEVER_AGAIN = sql(`UPDATE counter SET value = ? WHERE name = 'last_prospect' AND value < ?`);

function* remove(ids: readonly string[]): Command<void> {
  for (const row of ids.map(rowId)) {
    const person = yield* knownPerson(row);
    if (person === null) continue;
    yield* dropKeys(row, person.prospect.identities);
    for (const statement of [LEAVE_LISTS, FORGET, FORGET_HEARD, GONE]) yield* run(statement, row);
    yield* run(NEVER_AGAIN, row, row);
  }
}

function* restore({ prospect }: StoredPerson, now: PersonNow, nowMs: number): Command<void> {
  const row = rowId(prospect.id);
  const lost = prospect.identities.filter(
    ({ kind, value }) =>
      !now.person.identities.some((each) => each.kind === kind && each.value === value),
  );
  yield* dropKeys(row, lost);
  yield* writePerson(row, now.person, now.times, nowMs);
}
