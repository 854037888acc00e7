/** Takes people out: their rows, and what names them in the rows of others. */
import { domainToUnicode } from 'node:url';
import { foldedName } from '../../../core/person/link-key.ts';
import { domainOf, type Identity, type Prospect } from '../../../core/person/prospect.ts';
import { isNamesake, redactorOf } from '../../../core/person/redact.ts';
import {
  isThorough,
  type Erasure,
  type KeptMail,
  type PersonNaming,
} from '../../../ports/erasure-store.ts';
import type { Erased } from '../../../ports/privacy-store.ts';
import { IDENTITY_OF } from '../../binding-names.ts';
import { countedOf, pastOf } from '../people/counted-touches.ts';
import { leaveTouches } from '../people/erased-touches.ts';
import { bareText, keepKey, leaveHashes, sharedBy } from '../people/erased.ts';
import { keepCounting } from '../next-id.ts';
import { MOVED_TABLES, STAYING_TABLES, UNITED_TABLES } from '../people/person-tables.ts';
import { addRecord } from './privacy.ts';
import { byId } from '../people/prospects.ts';
import { prospectId, prospectOf, rowId } from '../rows.ts';
import { all, one, run, sql, type Command } from '../statement.ts';
import { sweepTexts } from './sweep.ts';

const NEXT_EPOCH = sql(`UPDATE counter SET value = value + 1 WHERE name = 'suppression_epoch'`);
const BEGIN = sql(`INSERT INTO erasure (prospect_id, reason, keeps_hash, at_ms) VALUES (?, ?, ?, ?)
  ON CONFLICT (prospect_id) DO NOTHING`);
const BEGUN = sql(
  `SELECT prospect_id, reason, keeps_hash, at_ms FROM erasure ORDER BY at_ms, prospect_id`,
);
const END = sql(`DELETE FROM erasure WHERE prospect_id = ?`);
const TO_CLEAN = sql(`UPDATE counter SET value = ? WHERE name = 'store_to_clean'`);
const IS_TO_CLEAN = sql(`SELECT value FROM counter WHERE name = 'store_to_clean'`);

/** The hashes bind before the first row goes. */
export function* begin({ prospectId: id, reason, keepsHash, atMs }: Erasure): Command<void> {
  const person = yield* byId(id);
  if (person === null) return;
  if ((yield* run(BEGIN, rowId(id), reason, keepsHash ? 1 : 0, atMs)) === 0) return;
  if (!keepsHash) return;
  yield* keepKey();
  yield* leaveAll(person, { reason, atMs });
  yield* run(NEXT_EPOCH);
}

function* leaveAll(person: Prospect, { reason, atMs }: Erased): Command<void> {
  const shared = yield* sharedBy(person.id, person.identities);
  const wish = (yield* theirWish(person)) ?? reason;
  yield* leaveHashes(person, (identity) => shared.has(bareText(identity)), { reason: wish, atMs });
}

const REASON = sql(
  `SELECT reason FROM suppression WHERE kind = ? AND value = ? AND reason IN ('opt_out', 'complaint') LIMIT 1`,
);

/** What they asked for stays on record; `null`: nothing. */
function* theirWish({ identities }: Prospect): Command<string | null> {
  for (const { kind, value } of identities) {
    const listed = kind === 'email' ? 'address' : kind;
    const found = yield* one<{ reason: string }>(REASON, listed, value);
    if (found !== null) return found.reason;
  }
  return null;
}

export function* begun(): Command<readonly Erasure[]> {
  const rows = yield* all<{
    prospect_id: number;
    reason: string;
    keeps_hash: number;
    at_ms: number;
  }>(BEGUN);
  return rows.map((row) => ({
    prospectId: prospectId(row.prospect_id),
    reason: row.reason,
    keepsHash: row.keeps_hash === 1,
    atMs: row.at_ms,
  }));
}

const RECIPIENTS = sql(
  `SELECT DISTINCT m.recipient FROM message m JOIN touch t ON t.id = m.touch_id WHERE t.prospect_id = ?`,
);
const PEOPLE = sql(
  `SELECT id, profile, revision FROM prospect WHERE id > ? ORDER BY id LIMIT 1000`,
);

/** Numbers and role addresses that others have, too, are left alone, and so is the name of a namesake. */
export function* namingOf(id: string): Command<PersonNaming | null> {
  const person = yield* byId(id);
  if (person === null) return null;
  const written = yield* all<{ recipient: string }>(RECIPIENTS, rowId(id));
  const known = [
    ...person.identities,
    ...written.map(({ recipient: value }) => ({
      kind: value.includes('@') ? ('email' as const) : ('phone' as const),
      value,
    })),
  ];
  const shared = yield* sharedBy(id, known);
  const own = new Map(
    known.flatMap((each) => (shared.has(bareText(each)) ? [] : [[bareText(each), each] as const])),
  );
  return {
    identities: [...own.values()].flatMap((each) => [each, ...asShown(each)]),
    name: (yield* hasNamesake(person)) ? null : person,
    ids: (yield* onePerson(rowId(id))).map(prospectId),
  };
}

/** `ada@müller.example`, as people write it, beside `ada@xn--mller-kva.example`. */
function asShown({
  kind,
  value,
}: Pick<Identity, 'kind' | 'value'>): readonly Pick<Identity, 'kind' | 'value'>[] {
  if (kind !== 'email' || !value.includes('xn--')) return [];
  const domain = domainOf(value);
  return [{ kind, value: `${value.slice(0, -domain.length)}${domainToUnicode(domain)}` }];
}

function* hasNamesake(person: Prospect): Command<boolean> {
  if (foldedName(person) === '') return false;
  for (let after = 0; ;) {
    const rows: readonly { id: number; profile: string; revision: number }[] = yield* all<{
      id: number;
      profile: string;
      revision: number;
    }>(PEOPLE, after);
    for (const row of rows) {
      const other = prospectOf(row.id, row.profile, row.revision);
      if (other.id !== person.id && isNamesake(other, person)) return true;
    }
    if (rows.length === 0) return false;
    after = rows.at(-1)!.id;
  }
}

const INBOUND =
  sql(`SELECT id AS id, bytes FROM inbound WHERE id > ? AND (prospect_id IS NULL OR prospect_id <> ?)
  ORDER BY id LIMIT ?`);
// What is not sent yet is left as it was written.
const SENT =
  sql(`SELECT m.touch_id AS id, m.bytes FROM message m JOIN touch t ON t.id = m.touch_id WHERE m.touch_id > ?
  AND t.prospect_id <> ? AND t.status NOT IN ('planned', 'sending') ORDER BY m.touch_id LIMIT ?`);

export function* mailOfOthers(
  id: string,
  table: KeptMail['table'],
  after: string | null,
  limit: number,
): Command<readonly KeptMail[]> {
  const from = table === 'inbound' ? Number(after ?? 0) : (after ?? '');
  const rows = yield* all<{ id: number | string; bytes: Uint8Array }>(
    table === 'inbound' ? INBOUND : SENT,
    from,
    rowId(id),
    limit,
  );
  return rows.map((row) => ({ table, id: String(row.id), bytes: row.bytes }));
}

const WRITE_INBOUND = sql(`UPDATE inbound SET bytes = ? WHERE id = ?`);
const WRITE_SENT = sql(`UPDATE message SET bytes = ? WHERE touch_id = ?`);
const DROP_NOBODYS = sql(`DELETE FROM inbound WHERE id = ? AND prospect_id IS NULL`);

export function* replaceMail({ table, id, bytes }: KeptMail, isGone: boolean): Command<void> {
  if (table === 'message') {
    yield* run(WRITE_SENT, bytes, id);
    return;
  }
  const row = Number(id);
  yield* keepCounting('inbound');
  if (isGone && (yield* run(DROP_NOBODYS, row)) > 0) return;
  yield* run(WRITE_INBOUND, bytes, row);
}

/** In an order in which nothing refers to what has gone. Each takes the person's row. */
const DELETIONS: readonly (readonly [table: string, statement: string])[] = [
  ...['pending_signal', 'changed_start'].map((table): readonly [string, string] => [
    table,
    sql(
      `DELETE FROM ${table} WHERE enrollment_id IN (SELECT id FROM enrollment WHERE prospect_id = ?)`,
    ),
  ]),
  [
    'message',
    sql(`DELETE FROM message WHERE touch_id IN (SELECT id FROM touch WHERE prospect_id = ?)`),
  ],
  ...[
    ...UNITED_TABLES,
    ...STAYING_TABLES,
    ...MOVED_TABLES.map(({ table }) => table).toReversed(),
  ].map((table): readonly [string, string] => [
    table,
    sql(`DELETE FROM ${table} WHERE prospect_id = ?`),
  ]),
];

const GONE = sql(`DELETE FROM prospect WHERE id = ?`);
const NEVER_AGAIN = sql(`UPDATE counter SET value = ? WHERE name = 'last_prospect' AND value < ?`);

export function* finish(
  erasure: Erasure,
  nowMs: number,
): Command<Readonly<Record<string, number>>> {
  const { prospectId: id, reason, keepsHash } = erasure;
  const row = rowId(id);
  const person = yield* byId(id);
  if (person === null) {
    yield* run(END, row);
    return {};
  }
  // A list may have brought more of them since it began.
  if (keepsHash) yield* leaveAll(person, erasure);
  const naming = isThorough(erasure) ? yield* namingOf(id) : null;
  const counted = countedOf(yield* pastOf(row));
  const counts: Record<string, number> = { prospect: 1 };
  for (const table of ['enrollment', 'signal', 'inbound'] as const) yield* keepCounting(table);
  const listed = yield* dropListed(person, yield* sharedBy(id, person.identities));
  if (listed > 0) counts['suppression'] = listed;
  const merged = yield* dropMerges(row);
  if (merged > 0) counts['merge'] = merged;
  for (const [table, statement] of DELETIONS) {
    const gone = yield* run(statement, row);
    if (gone > 0 && table !== 'erasure') counts[table] = gone;
  }
  yield* run(NEVER_AGAIN, row, row);
  yield* run(GONE, row);
  if (person.accountId !== null) yield* leaveTouches(person.accountId, counted);
  const freed = naming === null ? 0 : yield* sweepTexts(redactorOf(naming));
  if (freed > 0) counts['named_elsewhere'] = freed;
  yield* run(TO_CLEAN, 1);
  yield* run(NEXT_EPOCH);
  const action = reason === 'retention' ? 'retention' : 'erase';
  const said = keepsHash ? reason : `${reason}, nothing kept`;
  yield* addRecord({ atMs: nowMs, action, subject: id, reason: said, counts });
  return counts;
}

const UNLIST = sql(`DELETE FROM suppression WHERE kind = ? AND value = ?`);
const UNCALL = sql(`DELETE FROM call_number WHERE number = ?`);

/** What the hash says from now on. An entry for a number that others have binds them as well, and stays. */
function* dropListed({ identities }: Prospect, shared: ReadonlySet<string>): Command<number> {
  let count = 0;
  for (const identity of identities) {
    if (shared.has(bareText(identity))) continue;
    for (const [kind, of] of Object.entries(IDENTITY_OF))
      if (of === identity.kind) count += yield* run(UNLIST, kind, identity.value);
    if (identity.kind === 'phone') yield* run(UNCALL, identity.value);
  }
  return count;
}

const MERGES_OF = sql(
  `SELECT id, survivor_id, absorbed_id, undone_at_ms FROM merge WHERE survivor_id = ? OR absorbed_id = ?`,
);
const DROP_MERGE = sql(`DELETE FROM merge WHERE id = ?`);
const DROP_DISMISSED = sql(`DELETE FROM dismissed_duplicate WHERE first_id = ? OR second_id = ?`);
const DROP_CHANGES = sql(`DELETE FROM import_change WHERE prospect_id = ?`);

interface MergedRow {
  readonly id: number;
  readonly survivor_id: number;
  readonly absorbed_id: number;
  readonly undone_at_ms: number | null;
}

/** The person, and whoever was taken in by them and by those: they are the same person. */
export function* onePerson(row: number): Command<readonly number[]> {
  const people = [row];
  for (const person of people) {
    for (const merge of yield* all<MergedRow>(MERGES_OF, person, person)) {
      const isTheirs = merge.survivor_id === person && merge.undone_at_ms === null;
      if (isTheirs && !people.includes(merge.absorbed_id)) people.push(merge.absorbed_id);
    }
  }
  return people;
}

function* dropMerges(row: number): Command<number> {
  let count = 0;
  for (const person of yield* onePerson(row)) {
    for (const merge of yield* all<MergedRow>(MERGES_OF, person, person))
      count += yield* run(DROP_MERGE, merge.id);
    yield* run(DROP_DISMISSED, person, person);
    yield* run(DROP_CHANGES, person);
  }
  return count;
}

export function* isToBeCleaned(): Command<boolean> {
  return (yield* one<{ value: number }>(IS_TO_CLEAN))?.value === 1;
}

export function* cleaned(): Command<void> {
  yield* run(TO_CLEAN, 0);
}
