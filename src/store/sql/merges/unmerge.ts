/** One person was two after all: what moved goes back, with what came of it since. */
import { effectsOnNobody } from '../../../core/person-effects.ts';
import type { Identity } from '../../../core/person/prospect.ts';
import { WHO_IS_WHO, type NewSignal } from '../../../core/signal.ts';
import { invariant } from '../../../core/invariant.ts';
import type {
  MergeEvidence,
  MergeRecord,
  Unmerged,
  UnmergeOrder,
} from '../../../ports/merge-store.ts';
import type { PersonNow, StoredPerson } from '../../../ports/stored-person.ts';
import { underRightfulName } from '../people/accounts.ts';
import { markStarts } from '../people/changed-starts.ts';
import { addActivity } from '../history.ts';
import { dropKeys } from '../people/link-keys.ts';
import { keepStillChanged } from '../people/list-changes.ts';
import { mergeId, refuseErasing, REVISE, type Moves, type StoredRecord } from './merges.ts';
import { keepCounting } from '../next-id.ts';
import { MOVED_TABLES } from '../people/person-tables.ts';
import { columnsOf, knownPerson } from '../people/prospects.ts';
import { prospectId, rowId, signalId, timesText } from '../rows.ts';
import { rowsNaming } from './rows-naming.ts';
import { cameBack } from '../people/search.ts';
import { shareWishes } from './shared-wishes.ts';
import { append } from '../engine/signals.ts';
import { all, one, run, sql, type Command } from '../statement.ts';

const MERGES =
  sql(`SELECT id, survivor_id, absorbed_id, at_ms, import_id, evidence, record FROM merge
  WHERE (survivor_id = ? OR absorbed_id = ?) AND undone_at_ms IS NULL ORDER BY id DESC`);
const MERGE = sql(
  `SELECT id, survivor_id, absorbed_id, at_ms, import_id, evidence, record FROM merge WHERE id = ? AND undone_at_ms IS NULL`,
);
const INTO = sql(
  `SELECT survivor_id FROM merge WHERE absorbed_id = ? AND undone_at_ms IS NULL ORDER BY id DESC LIMIT 1`,
);

export interface MergeRow {
  readonly id: number;
  readonly survivor_id: number;
  readonly absorbed_id: number;
  readonly at_ms: number;
  readonly import_id: number | null;
  readonly evidence: string;
  readonly record: string;
}

export function* mergesOf(person: string): Command<readonly MergeRecord[]> {
  return (yield* all<MergeRow>(MERGES, rowId(person), rowId(person))).map(recordOf);
}

export function recordOf(row: MergeRow): MergeRecord {
  const { survivor, absorbed, merged } = JSON.parse(row.record) as StoredRecord;
  return {
    id: mergeId(row.id),
    survivorId: prospectId(row.survivor_id),
    absorbedId: prospectId(row.absorbed_id),
    atMs: row.at_ms,
    evidence: JSON.parse(row.evidence) as MergeEvidence,
    importNumber: row.import_id,
    survivor,
    absorbed,
    merged,
  };
}

export function* mergedInto(id: string): Command<string | null> {
  let found: number | null = null;
  for (let next = rowId(id); ;) {
    const row: { survivor_id: number } | null = yield* one<{ survivor_id: number }>(INTO, next);
    if (row === null) return found === null ? null : prospectId(found);
    found = next = row.survivor_id;
  }
}

const INSERT =
  sql(`INSERT INTO prospect (id, profile, owner, zone, zone_source, country, account, source_at_ms, source_order, source_times, revision,
    opened_count, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
const RETURN =
  sql(`UPDATE prospect SET profile = ?, owner = ?, zone = ?, zone_source = ?, country = ?, account = ?, source_at_ms = ?, source_order = ?,
  source_times = ?, revision = ?, opened_count = opened_count - ?, updated_at_ms = ? WHERE id = ?`);
const LAST_ACTIVITY = sql(
  `SELECT max(id) AS id FROM activity WHERE prospect_id = ? AND type NOT IN ('merged', 'unmerged')`,
);
const UNBIND = sql(`DELETE FROM pending_signal WHERE enrollment_id = ? AND signal_id = ?`);
const UNBIND_OTHERS =
  sql(`DELETE FROM pending_signal WHERE enrollment_id IN (SELECT id FROM enrollment WHERE prospect_id = ?)
  AND signal_id NOT IN (SELECT id FROM signal WHERE prospect_id = ?)`);
const FORGET_SIGNAL = sql(`DELETE FROM signal WHERE id = ?`);
const UNBIND_SIGNAL = sql(`DELETE FROM pending_signal WHERE signal_id = ?`);
const UNDONE = sql(`UPDATE merge SET undone_at_ms = ? WHERE id = ?`);

export function* unmerge({
  mergeId: id,
  survivor,
  absorbed,
  nowMs,
}: UnmergeOrder): Command<Unmerged> {
  const row = yield* one<MergeRow>(MERGE, rowId(id));
  invariant(row !== null, `merge ${id} stands`);
  const record = JSON.parse(row.record) as StoredRecord;
  const { moves } = record;
  const [into, from] = [row.survivor_id, row.absorbed_id];
  const now = yield* knownPerson(into);
  invariant(now !== null, `merge ${id} is the last of ${prospectId(into)}`);
  yield* refuseErasing(now.prospect);
  const last = yield* one<{ id: number }>(LAST_ACTIVITY, into);
  const isHeld = (last?.id ?? 0) > moves.lastActivity;
  yield* markStarts(into);
  const stays = yield* underRightfulName(survivor.person);
  const returns = { ...absorbed, person: yield* underRightfulName(absorbed.person) };
  yield* restoreAbsorbed(from, returns, now, record, nowMs, isHeld);
  yield* returnRows(from, into, moves);
  yield* returnBindings(into, from, moves);
  yield* returnKeys(into, from, survivor, moves);
  yield* dropKeys(from, lacking(record.absorbed.prospect.identities, absorbed));
  yield* returnLists(into, from, moves);
  yield* run(
    RETURN,
    ...columnsOf(stays),
    ...timesText(survivor.times),
    now.prospect.revision + 1,
    moves.absorbed.opened,
    isHeld ? nowMs : moves.survivor.updatedAtMs,
    into,
  );
  if (row.import_id !== null) yield* keepStillChanged(row.import_id, into, survivor);
  for (const person of [into, from]) yield* run(REVISE, person);
  yield* run(UNDONE, nowMs, row.id);
  for (const person of [into, from]) yield* noteUnmerged(person, into, from, nowMs);
  const { lastSignal: signal, withdrawn } = moves;
  yield* shareWishes([into, from], { signal, withdrawn, atMs: row.at_ms }, nowMs);
  if (isHeld) for (const person of [into, from]) yield* holdBoth(person, row.id, into, from, nowMs);
  return { isHeld };
}

function* restoreAbsorbed(
  row: number,
  { person, times }: PersonNow,
  now: StoredPerson,
  { moves, absorbed }: StoredRecord,
  nowMs: number,
  isHeld: boolean,
): Command<void> {
  // Above both, so that nothing that was made of the one person leaves as a letter to one of the two.
  const revision = Math.max(now.prospect.revision, absorbed.prospect.revision) + 1;
  const { opened, createdAtMs, updatedAtMs } = moves.absorbed;
  const since = [revision, opened, createdAtMs, isHeld ? nowMs : updatedAtMs];
  yield* run(INSERT, row, ...columnsOf(person), ...timesText(times), ...since);
  yield* cameBack(row);
}

/** What continues an enrollment, or was begun by its handover. */
const SUCCESSORS = sql(
  `SELECT id FROM enrollment WHERE prospect_id = ? AND (continued_from = ? OR handed_over_from = ?)`,
);
/** What belongs to an enrollment, whenever it came. */
const WITH_ENROLLMENT: readonly string[] = ['touch', 'task', 'activity'].map((table) =>
  sql(`UPDATE ${table} SET prospect_id = ? WHERE enrollment_id = ?`),
);

function* returnRows(from: number, into: number, { rows, own = [] }: Moves): Command<void> {
  for (const { table, moveOne } of MOVED_TABLES)
    for (const id of rows[table] ?? []) yield* run(moveOne, from, id, into);
  const theirs = new Set<number>();
  const queue = (rows['enrollment'] ?? []).map(Number);
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (theirs.has(id)) continue;
    theirs.add(id);
    for (const next of yield* all<{ id: number }>(SUCCESSORS, into, id, id)) queue.push(next.id);
    yield* run(moveOneOf('enrollment'), from, id, into);
    for (const statement of WITH_ENROLLMENT) yield* run(statement, from, id);
  }
  const said = new Set((rows['signal'] ?? []).map((id) => signalId(Number(id))));
  for (const { table, id } of yield* rowsNaming(into, theirs, said)) {
    const isOwn = own.some((each) => each.table === table && each.id === id);
    if (!isOwn) yield* run(moveOneOf(table), from, id, into);
  }
}

function moveOneOf(table: string): string {
  const found = MOVED_TABLES.find((each) => each.table === table);
  invariant(found !== undefined, `${table} is a table whose rows move`);
  return found.moveOne;
}

function* returnBindings(into: number, from: number, moves: Moves): Command<void> {
  for (const [enrollment, signal] of moves.bound) yield* run(UNBIND, enrollment, signal);
  for (const person of [into, from]) yield* run(UNBIND_OTHERS, person, person);
  if (moves.signals.length > 0) yield* keepCounting('signal');
  for (const signal of moves.signals) {
    yield* run(UNBIND_SIGNAL, signal);
    yield* run(FORGET_SIGNAL, signal);
  }
}

const ADD_KEY = sql(
  `INSERT INTO link_key (hash, prospect_id, name) VALUES (?, ?, ?) ON CONFLICT (hash, prospect_id, name) DO NOTHING`,
);
const DROP_KEY = sql(`DELETE FROM link_key WHERE hash = ? AND prospect_id = ? AND name = ?`);

function* returnKeys(
  into: number,
  from: number,
  survivor: PersonNow,
  { keys, keptKeys }: Moves,
): Command<void> {
  const isKept = (hash: number, name: string): boolean =>
    keptKeys.some((each) => each[0] === hash && each[1] === name);
  for (const [hash, name] of keys) {
    yield* run(ADD_KEY, hash, from, name);
    if (!isKept(hash, name)) yield* run(DROP_KEY, hash, into, name);
  }
  const has = yield* knownPerson(into);
  yield* dropKeys(into, lacking(has?.prospect.identities ?? [], survivor));
}

/** Those that are not theirs now. */
function lacking(identities: readonly Identity[], { person }: PersonNow): readonly Identity[] {
  return identities.filter(
    ({ kind, value }) =>
      !person.identities.some((each) => each.kind === kind && each.value === value),
  );
}

const JOIN_LIST = sql(
  `INSERT INTO list_member (list, prospect_id, import_id) VALUES (?, ?, ?) ON CONFLICT (list, prospect_id) DO NOTHING`,
);
const LEAVE_LIST = sql(`DELETE FROM list_member WHERE list = ? AND prospect_id = ?`);
const HEARD = sql(`INSERT INTO person_heard (source, prospect_id, heard_at_ms) VALUES (?, ?, ?)
  ON CONFLICT (source, prospect_id) DO NOTHING`);

function* returnLists(into: number, from: number, moves: Moves): Command<void> {
  for (const [list, importId] of moves.lists) {
    yield* run(JOIN_LIST, list, from, importId);
    if (!moves.keptLists.includes(list)) yield* run(LEAVE_LIST, list, into);
  }
  for (const [person, source, atMs] of moves.heard) yield* run(HEARD, source, person, atMs);
}

function* noteUnmerged(person: number, into: number, from: number, nowMs: number): Command<void> {
  const other = prospectId(person === into ? from : into);
  yield* addActivity({
    atMs: nowMs,
    prospectId: prospectId(person),
    enrollmentId: null,
    type: 'unmerged',
    channel: null,
    sequence: null,
    step: null,
    touchId: null,
    summary: `${other} is somebody else`,
  });
}

/** Somebody may have been written to in place of the other: a rep looks before it goes on. */
function* holdBoth(
  person: number,
  merged: number,
  into: number,
  from: number,
  nowMs: number,
): Command<void> {
  const other = prospectId(person === into ? from : into);
  const signal: NewSignal = {
    prospectId: prospectId(person),
    kind: 'suspect',
    atMs: nowMs,
    source: WHO_IS_WHO,
    // The id of a merge is given again when an erasure took the last ones.
    externalId: `${mergeId(merged)} ${prospectId(person)} ${nowMs}`,
    channel: null,
    details: { text: `taken for one person with ${other} until now; touched or heard meanwhile` },
  };
  yield* append({ signal, effects: effectsOnNobody(signal) });
}
