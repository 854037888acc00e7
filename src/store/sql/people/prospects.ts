/** People and their identities. */
import {
  foldedName,
  isLinking,
  linkKeysOf,
  type Linkable,
  type LinkKey,
} from '../../../core/person/link-key.ts';
import { withNote, type Identity, type Prospect } from '../../../core/person/prospect.ts';
import { timesByHand } from '../../../core/person/said.ts';
import { BY_HAND, type SourceTimes } from '../../../core/person/source-time.ts';
import type { StoredPerson } from '../../../ports/stored-person.ts';
import type { PersonChange } from '../../../ports/people-store.ts';
import { UserError } from '../../../core/user-error.ts';
import type { PersonNote } from '../../../core/decide/decision.ts';
import { markStarts } from './changed-starts.ts';
import { noteColumns } from './known-columns.ts';
import { addKeys, dropKeys, having, otherOwner, owned, owners } from './link-keys.ts';
import { all, one, run, sql, type Command, type SqlValue } from '../statement.ts';
import {
  prospectId,
  profileOf,
  prospectOf,
  rowId,
  timesOf,
  timesText,
  type Profile,
} from '../rows.ts';

interface ProspectRow {
  readonly id: number;
  readonly profile: string;
  readonly revision: number;
}

const BY_ID = sql(`SELECT id, profile, revision FROM prospect WHERE id = ?`);
const LIST = sql(`SELECT id, profile, revision FROM prospect WHERE id > ? ORDER BY id LIMIT ?`);
const LIST_MEMBERS =
  sql(`SELECT p.id, p.profile, p.revision FROM list_member l JOIN prospect p ON p.id = l.prospect_id
  WHERE l.list = ? AND p.id > ? ORDER BY p.id LIMIT ?`);
const OF_ACCOUNT = sql(
  `SELECT id, profile, revision FROM prospect WHERE account = ? ORDER BY id LIMIT ?`,
);
// Ids of people who are gone are never given again.
const INSERT =
  sql(`INSERT INTO prospect (id, profile, owner, zone, zone_source, country, account, source_at_ms, source_order, source_times, revision,
    created_at_ms, updated_at_ms)
  VALUES ((SELECT 1 + max(id) FROM (SELECT coalesce(max(id), 0) AS id FROM prospect UNION ALL
    SELECT value AS id FROM counter WHERE name = 'last_prospect') AS known), ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?) RETURNING id`);
const UPDATE_PERSON = sql(
  `UPDATE prospect SET profile = ?, owner = ?, zone = ?, zone_source = ?, country = ?, account = ?, source_at_ms = ?, source_order = ?,
  source_times = ?, revision = revision + 1, updated_at_ms = ? WHERE id = ?`,
);
const KNOWN = sql(
  `SELECT id, profile, revision, source_at_ms, source_order, source_times FROM prospect WHERE id = ?`,
);
const JOIN_LIST = sql(
  `INSERT INTO list_member (list, prospect_id) VALUES (?, ?) ON CONFLICT (list, prospect_id) DO NOTHING`,
);

export function* byId(id: string): Command<Prospect | null> {
  const row = yield* one<ProspectRow>(BY_ID, rowId(id));
  return row === null ? null : prospectOf(row.id, row.profile, row.revision);
}

export interface KnownRow extends ProspectRow {
  readonly source_at_ms: number;
  readonly source_order: number;
  readonly source_times: string | null;
}

/** With how new each of it is; `null`: no such person. */
export function* knownPerson(row: number): Command<StoredPerson | null> {
  const found = yield* one<KnownRow>(KNOWN, row);
  return found === null ? null : storedPersonOf(found);
}

export function storedPersonOf(row: KnownRow): StoredPerson {
  return { prospect: prospectOf(row.id, row.profile, row.revision), times: timesOf(row) };
}

export function* stored(id: string): Command<StoredPerson | null> {
  return yield* knownPerson(rowId(id));
}

/** Of several who share it that one who is known longest. */
export function* byIdentity(kind: Identity['kind'], value: string): Command<Prospect | null> {
  const [first] = yield* having({ kind, value }, 1);
  return first ?? null;
}

export function* byIdentities(
  identities: readonly Pick<Identity, 'kind' | 'value'>[],
): Command<readonly Prospect[]> {
  const found = new Map<string, Prospect>();
  for (const identity of identities)
    for (const person of yield* having(identity, Infinity)) found.set(person.id, person);
  return [...found.values()];
}

export function* linkedTo(draft: Linkable): Command<readonly Prospect[]> {
  const found = new Map<string, Prospect>();
  const keys = linkKeysOf(draft).filter(isLinking);
  for (const { hash, name, prospectId: id } of yield* owners(keys.map((key) => key.hash))) {
    const key = keys.find((each) => each.hash === hash && each.name === name);
    const person = key === undefined || found.has(id) ? null : yield* byId(id);
    if (person?.identities.some((each) => each.kind === key?.kind && each.value === key.value))
      found.set(id, person);
  }
  return [...found.values()].toSorted((a, b) => rowId(a.id) - rowId(b.id));
}

export function* sharingPhone(value: string): Command<readonly Prospect[]> {
  return yield* having({ kind: 'phone', value }, Infinity);
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
  const times = [nowMs, BY_HAND, null];
  const row = yield* one<{ id: number }>(INSERT, ...columnsOf(person), ...times, nowMs, nowMs);
  const id = row?.id ?? 0;
  yield* addIdentities(id, linkKeysOf(person));
  yield* noteColumns(Object.keys(person.fields));
  return id;
}

function* update(id: number, person: Profile, nowMs: number): Command<number> {
  const before = yield* knownPerson(id);
  if (before === null) return id;
  yield* writePerson(id, person, timesByHand(before, person, nowMs), nowMs);
  yield* noteColumns(Object.keys(person.fields));
  const known = before.prospect.identities;
  yield* dropKeys(
    id,
    known.filter((each) => !isAmong(person.identities, each)),
  );
  const keys = linkKeysOf(person);
  yield* addIdentities(
    id,
    keys.filter((key) => !isAmong(known, key)),
  );
  if (foldedName(person) !== foldedName(before.prospect))
    for (const key of keys.filter((each) => isAmong(known, each)))
      if ((yield* otherOwner(id, [key])) === null) yield* addKeys(owned(id, [key]));
  return id;
}

type Said = Pick<Identity, 'kind' | 'value'>;

function isAmong(identities: readonly Said[], { kind, value }: Said): boolean {
  return identities.some((each) => each.kind === kind && each.value === value);
}

export function* writePerson(
  row: number,
  person: Prospect | Profile,
  times: SourceTimes,
  nowMs: number,
): Command<void> {
  yield* markStarts(row);
  yield* run(UPDATE_PERSON, ...columnsOf(person), ...timesText(times), nowMs, row);
}

/** The profile holds everything; what is asked for without the rest stands beside it. */
export function columnsOf(person: Prospect | Profile): readonly SqlValue[] {
  const { owner, zone, zoneSource, country, accountId } = person;
  return [profileOf(person), owner, zone, zoneSource, country, accountId];
}

/** What proves nothing goes on proving nothing: keys are made of what is said together, not of what is known by now. A key is one person's: who came first keeps it, and the whole change is taken back. */
function* addIdentities(id: number, keys: readonly LinkKey[]): Command<void> {
  const taken = yield* otherOwner(id, keys);
  if (taken !== null)
    throw new UserError(
      'people_changed',
      `${taken.key.value} became somebody else's in the meantime; nothing was written`,
      'run the command again',
      75,
    );
  yield* addKeys(owned(id, keys));
}

/** An address turned out not to reach the person. Nothing happens when nobody has it or it is known. */
export function* markBad(
  kind: Identity['kind'],
  value: string,
  of: string,
  nowMs: number,
): Command<void> {
  for (const person of yield* having({ kind, value }, Infinity)) {
    // A number that is wrong for one may be right for those who share it; an address that is dead is so for everybody.
    if (kind !== 'phone' || person.id === of) yield* markBadOf(person, kind, value, nowMs);
  }
}

function* markBadOf(
  person: Prospect,
  kind: Identity['kind'],
  value: string,
  nowMs: number,
): Command<void> {
  const hit = person.identities.find((each) => each.kind === kind && each.value === value);
  if (hit === undefined || hit.status === 'bad') return;
  const identities = person.identities.map((each) =>
    each === hit ? { ...each, status: 'bad' as const } : each,
  );
  yield* changePerson(person.id, { ...person, identities }, nowMs);
}

/** An address more, behind those that are known; `false`: somebody has it. */
export function* addAddress(id: string, value: string, nowMs: number): Command<boolean> {
  const person = yield* byId(id);
  if (person === null || (yield* byIdentity('email', value)) !== null) return false;
  const added: Identity = { kind: 'email', value, status: 'good' };
  const after = { ...person, identities: [...person.identities, added] };
  yield* changePerson(id, after, nowMs);
  yield* addIdentities(
    rowId(id),
    linkKeysOf(after).filter((key) => isAmong([added], key)),
  );
  return true;
}

/** Writes down what a sequence says of the person; nothing happens when it is known. */
export function* noteOn(id: string, note: PersonNote, nowMs: number): Command<void> {
  const person = yield* byId(id);
  if (person === null) return;
  const noted = withNote(person, note);
  if (profileOf(noted) !== profileOf(person)) yield* changePerson(id, noted, nowMs);
}

function* changePerson(id: string, after: Prospect, nowMs: number): Command<void> {
  const before = yield* knownPerson(rowId(id));
  if (before === null) return;
  yield* writePerson(rowId(id), after, timesByHand(before, after, nowMs), nowMs);
  yield* noteColumns(Object.keys(after.fields));
}
