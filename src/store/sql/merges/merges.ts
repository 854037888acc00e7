/** Two people become one: everything that is theirs moves to the one who is known longest, and what moved is written down. */
import { effectsOnNobody } from '../../../core/person-effects.ts';
import { WHO_IS_WHO, type SignalKind } from '../../../core/signal.ts';
import type { Prospect } from '../../../core/person/prospect.ts';
import { UserError } from '../../../core/user-error.ts';
import type { Merged, MergeOrder, MergeRecord } from '../../../ports/merge-store.ts';
import type { StoredPerson } from '../../../ports/stored-person.ts';
import { markStarts } from '../people/changed-starts.ts';
import { addActivity } from '../history.ts';
import { dropKeys, keysOf } from '../people/link-keys.ts';
import { nextIdIn } from '../next-id.ts';
import { MOVED_TABLES } from '../people/person-tables.ts';
import { columnsOf, knownPerson } from '../people/prospects.ts';
import { enrollmentId, prospectId, rowId, signalOf, timesText, type SignalRow } from '../rows.ts';
import { rowsNaming, type NamingRow } from './rows-naming.ts';
import { lastSignal, withdrawnBy } from './shared-wishes.ts';
import { all, one, run, sql, type Command } from '../statement.ts';

/** What is needed to take it back, beside the two people. */
export interface Moves {
  /** By table: the rows that were the absorbed one's. */
  readonly rows: Readonly<Record<string, readonly (number | string)[]>>;
  readonly keys: readonly (readonly [hash: number, name: string])[];
  /** Those of them that the survivor had, too. */
  readonly keptKeys: readonly (readonly [hash: number, name: string])[];
  readonly lists: readonly (readonly [list: string, importId: number | null])[];
  readonly keptLists: readonly string[];
  readonly heard: readonly (readonly [person: number, source: string, atMs: number])[];
  /** Bound by the merge: enrollment and signal. */
  readonly bound: readonly (readonly [number, number])[];
  /** Made by the merge. */
  readonly signals: readonly number[];
  readonly survivor: PersonColumns;
  readonly absorbed: PersonColumns;
  /** Nothing was written of either since, when this is still the last. */
  readonly lastActivity: number;
  /** What was said from here on was said by the one person; absent in what was written before it was asked. */
  readonly lastSignal?: number;
  /** What either had withdrawn before; absent as above. */
  readonly withdrawn?: readonly string[];
  /** Rows of the survivor's own that name a touch of the absorbed one's, as an answer in their thread; absent as above. */
  readonly own?: readonly NamingRow[];
}

export interface PersonColumns {
  readonly opened: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** As it is kept in the row: the two people as they were, what they became, and what moved. */
export type StoredRecord = Pick<MergeRecord, 'survivor' | 'absorbed' | 'merged'> & {
  readonly moves: Moves;
};

const COLUMNS = sql(`SELECT opened_count, created_at_ms, updated_at_ms FROM prospect WHERE id = ?`);
const LISTS = sql(`SELECT list, import_id FROM list_member WHERE prospect_id = ? ORDER BY list`);
const DROP_LISTS = sql(`DELETE FROM list_member WHERE prospect_id = ?`);
const JOIN_LIST = sql(
  `INSERT INTO list_member (list, prospect_id, import_id) VALUES (?, ?, ?) ON CONFLICT (list, prospect_id) DO NOTHING`,
);
const HEARD = sql(
  `SELECT source, heard_at_ms FROM person_heard WHERE prospect_id = ? ORDER BY source`,
);
const FORGET_HEARD = sql(`DELETE FROM person_heard WHERE prospect_id = ?`);
const ADD_KEY = sql(
  `INSERT INTO link_key (hash, prospect_id, name) VALUES (?, ?, ?) ON CONFLICT (hash, prospect_id, name) DO NOTHING`,
);
const SURVIVE = sql(
  `UPDATE prospect SET profile = ?, owner = ?, zone = ?, zone_source = ?, country = ?, account = ?, source_at_ms = ?, source_order = ?,
  source_times = ?, revision = ?, opened_count = ?, updated_at_ms = ? WHERE id = ?`,
);
const GONE = sql(`DELETE FROM prospect WHERE id = ?`);
const NEVER_AGAIN = sql(`UPDATE counter SET value = ? WHERE name = 'last_prospect' AND value < ?`);
/** What was decided in the light of one of them is decided anew. */
export const REVISE = sql(
  `UPDATE enrollment SET revision = revision + 1 WHERE prospect_id = ? AND status <> 'finished'`,
);
const RECORD =
  sql(`INSERT INTO merge (survivor_id, absorbed_id, at_ms, import_id, evidence, record, after_intent)
  VALUES (?, ?, ?, ?, ?, ?, (SELECT value FROM counter WHERE name = 'intent')) RETURNING id`);
const LAST_ACTIVITY = sql(`SELECT max(id) AS id FROM activity WHERE prospect_id = ?`);

export function* merge(order: MergeOrder): Command<Merged> {
  const { survivor, absorbed, merged, evidence, nowMs } = order;
  const into = rowId(survivor.prospect.id);
  const from = rowId(absorbed.prospect.id);
  yield* refuseChanged(survivor);
  yield* refuseChanged(absorbed);
  for (const { prospect } of [survivor, absorbed]) yield* refuseErasing(prospect);
  const columns = { survivor: yield* columnsBeside(into), absorbed: yield* columnsBeside(from) };
  const said = { lastSignal: yield* lastSignal(), withdrawn: yield* withdrawnBy([into, from]) };
  const { bound, signals } = yield* bindStops(into, from, order);
  for (const row of [into, from]) yield* markStarts(row);
  const { rows, own } = yield* moveRows(into, from);
  const keys = yield* moveKeys(into, absorbed);
  const lists = yield* moveLists(into, from);
  const heard = yield* forgetHeard([into, from]);
  const revision = Math.max(survivor.prospect.revision, absorbed.prospect.revision) + 1;
  yield* run(NEVER_AGAIN, from, from);
  yield* run(GONE, from);
  const opened = columns.survivor.opened + columns.absorbed.opened;
  const times = timesText(merged.times);
  yield* run(SURVIVE, ...columnsOf(merged.person), ...times, revision, opened, nowMs, into);
  yield* run(REVISE, into);
  yield* addActivity({
    atMs: nowMs,
    prospectId: prospectId(into),
    enrollmentId: null,
    type: 'merged',
    channel: null,
    sequence: null,
    step: null,
    touchId: null,
    summary: summaryOf(order),
  });
  const last = yield* one<{ id: number }>(LAST_ACTIVITY, into);
  const moves: Moves = {
    rows,
    own,
    bound,
    signals,
    heard,
    ...said,
    ...keys,
    ...lists,
    ...columns,
    lastActivity: last?.id ?? 0,
  };
  const record: StoredRecord = { survivor, absorbed, merged, moves };
  const texts = [JSON.stringify(evidence), JSON.stringify(record)];
  const row = yield* one<{ id: number }>(RECORD, into, from, nowMs, order.importNumber, ...texts);
  const ids = [...new Set(bound.map(([enrollment]) => enrollmentId(enrollment)))];
  return { mergeId: mergeId(row?.id ?? 0), bound: ids };
}

export const mergeId = (row: number): string => `g${row}`;

function summaryOf({ absorbed, evidence }: MergeOrder): string {
  const { id, name } = absorbed.prospect;
  const who = name === null ? id : `${name} (${id})`;
  switch (evidence.by) {
    case 'rep':
      return `${who} is the same person, says a rep`;
    case 'import':
      return `${who} is the same person: line ${evidence.line} of ${evidence.file} names ${evidence.values.join(' and ')}`;
    case 'letter':
      return `${who} is the same person: the answer to ${evidence.touchId} came from ${evidence.address} (${evidence.inboundId})`;
  }
}

const ERASING = sql(`SELECT 1 AS hit FROM erasure WHERE prospect_id = ?`);

/** What names them must not go to anybody, nor come from anybody, before it is gone. */
export function* refuseErasing({ id, name }: Pick<Prospect, 'id' | 'name'>): Command<void> {
  if ((yield* one(ERASING, rowId(id))) === null) return;
  throw new UserError(
    'being_erased',
    `${name ?? id} is being erased; nothing was written`,
    'the next run ends what was begun: touchline run --once',
    75,
  );
}

function* refuseChanged({ prospect }: StoredPerson): Command<void> {
  const now = yield* knownPerson(rowId(prospect.id));
  if (now?.prospect.revision === prospect.revision) return;
  throw new UserError(
    'people_changed',
    `${prospect.name ?? prospect.id} has changed in the meantime; nothing was written`,
    'run the command again',
    75,
  );
}

function* columnsBeside(row: number): Command<PersonColumns> {
  const found = yield* one<{ opened_count: number; created_at_ms: number; updated_at_ms: number }>(
    COLUMNS,
    row,
  );
  return {
    opened: found?.opened_count ?? 0,
    createdAtMs: found?.created_at_ms ?? 0,
    updatedAtMs: found?.updated_at_ms ?? 0,
  };
}

function* moveRows(into: number, from: number): Command<Required<Pick<Moves, 'rows' | 'own'>>> {
  const rows: Record<string, readonly (number | string)[]> = {};
  for (const { table, find } of MOVED_TABLES)
    rows[table] = (yield* all<{ id: number | string }>(find, from)).map(({ id }) => id);
  const own = yield* rowsNaming(into, new Set(rows['enrollment']?.map(Number)), new Set());
  for (const { table, move } of MOVED_TABLES)
    if (rows[table]!.length > 0) yield* run(move, into, from);
  return { rows, own };
}

function* moveKeys(
  into: number,
  { prospect }: StoredPerson,
): Command<Pick<Moves, 'keys' | 'keptKeys'>> {
  const keys: [number, string][] = [];
  const keptKeys: [number, string][] = [];
  for (const identity of prospect.identities) {
    const had = yield* keysOf(into, identity);
    for (const { hash, name } of yield* keysOf(rowId(prospect.id), identity)) {
      keys.push([hash, name]);
      if (had.some((each) => each.hash === hash && each.name === name)) keptKeys.push([hash, name]);
      yield* run(ADD_KEY, hash, into, name);
    }
  }
  yield* dropKeys(rowId(prospect.id), prospect.identities);
  return { keys, keptKeys };
}

function* moveLists(into: number, from: number): Command<Pick<Moves, 'lists' | 'keptLists'>> {
  const had = yield* all<{ list: string }>(LISTS, into);
  const rows = yield* all<{ list: string; import_id: number | null }>(LISTS, from);
  yield* run(DROP_LISTS, from);
  for (const { list, import_id: importId } of rows) yield* run(JOIN_LIST, list, into, importId);
  return {
    lists: rows.map((row) => [row.list, row.import_id] as const),
    keptLists: had.map(({ list }) => list).filter((list) => rows.some((row) => row.list === list)),
  };
}

/** Who was looked for under one address was not looked for under the other. */
function* forgetHeard(people: readonly number[]): Command<Moves['heard']> {
  const heard: [number, string, number][] = [];
  for (const person of people) {
    const rows = yield* all<{ source: string; heard_at_ms: number }>(HEARD, person);
    heard.push(
      ...rows.map((row): [number, string, number] => [person, row.source, row.heard_at_ms]),
    );
    yield* run(FORGET_HEARD, person);
  }
  return heard;
}

const STOPS: readonly SignalKind[] = [
  'reply',
  'meeting_booked',
  'opt_out',
  'complaint',
  'suppressed',
  'erased',
];
const SIGNALS =
  sql(`SELECT id, prospect_id, kind, at_ms, source, external_id, channel, details FROM signal WHERE prospect_id = ?
  AND kind IN (${STOPS.map((kind) => `'${kind}'`).join(', ')}) ORDER BY id`);
const UNFINISHED = sql(
  `SELECT id, sequence, exclusive, enrolled_at_ms FROM enrollment WHERE prospect_id = ? AND status <> 'finished' ORDER BY id`,
);
/** Sequences that wrote to them and are over. */
const BEEN_IN =
  sql(`SELECT max(e.id) AS id, e.sequence FROM enrollment e WHERE e.prospect_id = ? AND e.status = 'finished'
  AND EXISTS (SELECT 1 FROM touch t WHERE t.enrollment_id = e.id AND t.status IN ('sending', 'sent', 'uncertain')) GROUP BY e.sequence`);
const BIND = sql(
  `INSERT INTO pending_signal (enrollment_id, signal_id) VALUES (?, ?) ON CONFLICT (enrollment_id, signal_id) DO NOTHING`,
);
const DOUBT =
  sql(`INSERT INTO signal (id, prospect_id, kind, at_ms, source, external_id, channel, details, after_intent)
  VALUES (${nextIdIn('signal')}, ?, 'suspect', ?, '${WHO_IS_WHO}', ?, NULL, ?, (SELECT value FROM counter WHERE name = 'intent')) RETURNING id`);

interface UnfinishedRow {
  readonly id: number;
  readonly sequence: string;
  readonly exclusive: number;
  readonly enrolled_at_ms: number;
}

/** Who answered under one address has answered. And nobody goes through a sequence twice at once. */
function* bindStops(
  into: number,
  from: number,
  order: MergeOrder,
): Command<Pick<Moves, 'bound' | 'signals'>> {
  const { nowMs } = order;
  const bound: [number, number][] = [];
  const mine = yield* all<UnfinishedRow>(UNFINISHED, into);
  const theirs = yield* all<UnfinishedRow>(UNFINISHED, from);
  for (const [person, enrollments] of [
    [from, mine],
    [into, theirs],
  ] as const) {
    const stops = enrollments.length === 0 ? [] : yield* all<SignalRow>(SIGNALS, person);
    for (const stop of stops) {
      const { enrolledNotAfterMs } = effectsOnNobody(signalOf(stop)).binds;
      for (const { id, enrolled_at_ms: sinceMs } of enrollments) {
        if (sinceMs > enrolledNotAfterMs) continue;
        yield* run(BIND, id, stop.id);
        bound.push([id, stop.id]);
      }
    }
  }
  const signals: number[] = [];
  for (const { id, text, beside } of [
    ...standingTwice(mine, theirs, order),
    ...(yield* goneThrough(mine, from)),
    ...(yield* goneThrough(theirs, into)),
  ]) {
    const named = `${enrollmentId(id)} beside ${enrollmentId(beside)} ${nowMs}`;
    const row = yield* one<{ id: number }>(DOUBT, from, nowMs, named, JSON.stringify({ text }));
    if (row === null) continue;
    yield* run(BIND, id, row.id);
    bound.push([id, row.id]);
    signals.push(row.id);
  }
  return { bound, signals };
}

/** An enrollment that a rep looks at before it goes on. */
interface Doubt {
  readonly id: number;
  readonly beside: number;
  readonly text: string;
}

function standingTwice(
  mine: readonly UnfinishedRow[],
  theirs: readonly UnfinishedRow[],
  { survivor, absorbed }: MergeOrder,
): readonly Doubt[] {
  return theirs.flatMap(({ id, sequence, exclusive }) => {
    const twin = mine.find(
      (each) => each.sequence === sequence || (each.exclusive === 1 && exclusive === 1),
    );
    if (twin === undefined) return [];
    const text = `${absorbed.prospect.id} turned out to be ${survivor.prospect.id}, who is in ${twin.sequence} already`;
    return [{ id, beside: twin.id, text }];
  });
}

/** Whom a sequence wrote to as somebody else is not written the same again. */
function* goneThrough(
  unfinished: readonly UnfinishedRow[],
  other: number,
): Command<readonly Doubt[]> {
  if (unfinished.length === 0) return [];
  const been = yield* all<{ id: number; sequence: string }>(BEEN_IN, other);
  return unfinished.flatMap(({ id, sequence }) => {
    const before = been.find((each) => each.sequence === sequence);
    if (before === undefined) return [];
    return [
      {
        id,
        beside: before.id,
        text: `${prospectId(other)} is the same person, and was in ${sequence} before`,
      },
    ];
  });
}
