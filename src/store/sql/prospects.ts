/** People and their identities. */
import { withNote, type Identity, type Prospect } from '../../core/prospect.ts';
import type { ImportRecord, PersonChange } from '../../ports/people-store.ts';
import { UserError } from '../../core/user-error.ts';
import type { PersonNote } from '../../core/decide/decision.ts';
import { all, one, run, sql, type Command, type SqlValue } from './statement.ts';
import { importId, prospectId, profileOf, prospectOf, rowId, type Profile } from './rows.ts';

interface ProspectRow {
  readonly id: number;
  readonly profile: string;
  readonly revision: number;
}

const BY_ID = sql(`SELECT id, profile, revision FROM prospect WHERE id = ?`);
const BY_IDENTITY =
  sql(`SELECT p.id, p.profile, p.revision FROM identity i JOIN prospect p ON p.id = i.prospect_id
  WHERE i.kind = ? AND i.value = ?`);
const OWNER = sql(`SELECT prospect_id FROM identity WHERE kind = ? AND value = ?`);
// A prefilter: the number may stand in another field.
const MENTIONING = sql(
  `SELECT id, profile, revision FROM prospect WHERE profile LIKE ? ORDER BY id`,
);
const LIST = sql(`SELECT id, profile, revision FROM prospect WHERE id > ? ORDER BY id LIMIT ?`);
const LIST_MEMBERS =
  sql(`SELECT p.id, p.profile, p.revision FROM list_member l JOIN prospect p ON p.id = l.prospect_id
  WHERE l.list = ? AND p.id > ? ORDER BY p.id LIMIT ?`);
const OF_ACCOUNT = sql(
  `SELECT id, profile, revision FROM prospect WHERE account = ? ORDER BY id LIMIT ?`,
);
const INSERT =
  sql(`INSERT INTO prospect (profile, owner, zone, zone_source, country, account, revision, created_at_ms, updated_at_ms)
  VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?) RETURNING id`);
const UPDATE = sql(
  `UPDATE prospect SET profile = ?, owner = ?, zone = ?, zone_source = ?, country = ?, account = ?, revision = revision + 1,
  updated_at_ms = ? WHERE id = ?`,
);
const DROP_IDENTITIES = sql(`DELETE FROM identity WHERE prospect_id = ?`);
const ADD_IDENTITY = sql(
  `INSERT INTO identity (kind, value, prospect_id) VALUES (?, ?, ?) ON CONFLICT (kind, value) DO NOTHING`,
);
const JOIN_LIST = sql(
  `INSERT INTO list_member (list, prospect_id) VALUES (?, ?) ON CONFLICT (list, prospect_id) DO NOTHING`,
);

export function* byId(id: string): Command<Prospect | null> {
  const row = yield* one<ProspectRow>(BY_ID, rowId(id));
  return row === null ? null : prospectOf(row.id, row.profile, row.revision);
}

export function* byIdentity(kind: Identity['kind'], value: string): Command<Prospect | null> {
  const row = yield* one<ProspectRow>(BY_IDENTITY, kind, value);
  return row === null ? null : prospectOf(row.id, row.profile, row.revision);
}

export function* byIdentities(
  identities: readonly Pick<Identity, 'kind' | 'value'>[],
): Command<readonly Prospect[]> {
  const ids = new Set<number>();
  for (const { kind, value } of identities) {
    const owner = yield* one<{ prospect_id: number }>(OWNER, kind, value);
    if (owner !== null) ids.add(owner.prospect_id);
  }
  const found: Prospect[] = [];
  for (const id of ids) {
    const row = yield* one<ProspectRow>(BY_ID, id);
    if (row !== null) found.push(prospectOf(row.id, row.profile, row.revision));
  }
  return found;
}

export function* sharingPhone(value: string): Command<readonly Prospect[]> {
  const rows = yield* all<ProspectRow>(MENTIONING, `%${value}%`);
  return rows
    .map((row) => prospectOf(row.id, row.profile, row.revision))
    .filter((each) => each.fields['phone']?.split(', ').includes(value));
}

export function* list(filter: {
  readonly list: string | null;
  readonly after: string | null;
  readonly limit: number;
}): Command<readonly Prospect[]> {
  const after = filter.after === null ? 0 : rowId(filter.after);
  const rows =
    filter.list === null
      ? yield* all<ProspectRow>(LIST, after, filter.limit)
      : yield* all<ProspectRow>(LIST_MEMBERS, filter.list, after, filter.limit);
  return rows.map((row) => prospectOf(row.id, row.profile, row.revision));
}

export function* ofAccount(accountId: string, limit: number): Command<readonly Prospect[]> {
  const rows = yield* all<ProspectRow>(OF_ACCOUNT, accountId, limit);
  return rows.map((row) => prospectOf(row.id, row.profile, row.revision));
}

export function* save(
  changes: readonly PersonChange[],
  nowMs: number,
  onList: string | null,
): Command<readonly string[]> {
  const ids: string[] = [];
  for (const change of changes) {
    const row = yield* saveOne(change, nowMs);
    if (onList !== null) yield* run(JOIN_LIST, onList, row);
    ids.push(prospectId(row));
  }
  return ids;
}

function* saveOne(change: PersonChange, nowMs: number): Command<number> {
  if (change.person === null) return rowId(change.id);
  return change.id === null
    ? yield* insert(change.person, nowMs)
    : yield* update(rowId(change.id), change.person, nowMs);
}

function* insert(person: Profile, nowMs: number): Command<number> {
  const row = yield* one<{ id: number }>(INSERT, ...columnsOf(person), nowMs, nowMs);
  const id = row?.id ?? 0;
  yield* addIdentities(id, person);
  return id;
}

function* update(id: number, person: Profile, nowMs: number): Command<number> {
  yield* run(UPDATE, ...columnsOf(person), nowMs, id);
  yield* run(DROP_IDENTITIES, id);
  yield* addIdentities(id, person);
  return id;
}

/** The profile holds everything; what is asked for without the rest stands beside it. */
function columnsOf(person: Prospect | Profile): readonly SqlValue[] {
  const { owner, zone, zoneSource, country, accountId } = person;
  return [profileOf(person), owner, zone, zoneSource, country, accountId];
}

/** An identity is one person's: who came first keeps it, and the whole change is taken back. */
function* addIdentities(id: number, person: Profile): Command<void> {
  for (const { kind, value } of person.identities) {
    if ((yield* run(ADD_IDENTITY, kind, value, id)) === 1) continue;
    throw new UserError(
      'people_changed',
      `${value} became somebody else's in the meantime; nothing was written`,
      'run the command again',
      75,
    );
  }
}

/** An address turned out not to reach the person. Nothing happens when nobody has it or it is known. */
export function* markBad(kind: Identity['kind'], value: string, nowMs: number): Command<void> {
  const person = yield* byIdentity(kind, value);
  const hit = person?.identities.find((each) => each.kind === kind && each.value === value);
  if (person === null || hit === undefined || hit.status === 'bad') return;
  const identities = person.identities.map((each) =>
    each === hit ? { ...each, status: 'bad' as const } : each,
  );
  yield* run(UPDATE, ...columnsOf({ ...person, identities }), nowMs, rowId(person.id));
}

/** Writes down what a sequence says of the person; nothing happens when it is known. */
export function* noteOn(id: string, note: PersonNote, nowMs: number): Command<void> {
  const person = yield* byId(id);
  if (person === null) return;
  const noted = withNote(person, note);
  const profile = profileOf(noted);
  if (profile === profileOf(person)) return;
  yield* run(UPDATE, ...columnsOf(noted), nowMs, rowId(id));
}

const RECORD_IMPORT = sql(
  `INSERT INTO import (file, sha256, at_ms, counts) VALUES (?, ?, ?, ?) RETURNING id`,
);
const IMPORTS = sql(`SELECT id, file, at_ms, counts FROM import ORDER BY id DESC`);

export function* recordImport(
  file: string,
  sha256: string,
  counts: Readonly<Record<string, number>>,
  nowMs: number,
): Command<string> {
  const row = yield* one<{ id: number }>(
    RECORD_IMPORT,
    file,
    sha256,
    nowMs,
    JSON.stringify(counts),
  );
  return importId(row?.id ?? 0);
}

export function* imports(): Command<readonly ImportRecord[]> {
  const rows = yield* all<{ id: number; file: string; at_ms: number; counts: string }>(IMPORTS);
  return rows.map((row) => ({
    id: importId(row.id),
    file: row.file,
    atMs: row.at_ms,
    counts: JSON.parse(row.counts) as Record<string, number>,
  }));
}
