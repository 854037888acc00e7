/** What people said to being contacted, and the lists that bind calls. Rows are added, never changed. */
import {
  NO_LEDGER,
  type CallList,
  type Consent,
  type Ledger,
} from '../../../core/person/consent.ts';
import type { Prospect } from '../../../core/person/prospect.ts';
import type { ConsentRecord, NewConsent, StoredCallList } from '../../../ports/consent-store.ts';
import { consentId, prospectId, rowId } from '../rows.ts';
import { all, one, run, sql, type Command } from '../statement.ts';

const EPOCH = sql(`SELECT value FROM counter WHERE name = 'consent_epoch'`);
const NEXT_EPOCH = sql(`UPDATE counter SET value = value + 1 WHERE name = 'consent_epoch'`);
const COLUMNS = `id, prospect_id, kind, channel, basis, source, evidence, at_ms, expires_at_ms, recorded_at_ms`;
const OF_PERSON = sql(`SELECT ${COLUMNS} FROM consent WHERE prospect_id = ? ORDER BY at_ms, id`);
const PAGE = sql(`SELECT ${COLUMNS} FROM consent WHERE id > ? ORDER BY id LIMIT ?`);
const SAME =
  sql(`SELECT 1 AS hit FROM consent WHERE prospect_id = ? AND kind = ? AND channel = ? AND basis = ?
  AND source = ? AND evidence = ? AND at_ms = ? AND coalesce(expires_at_ms, -1) = coalesce(?, -1) LIMIT 1`);
const ADD =
  sql(`INSERT INTO consent (prospect_id, kind, channel, basis, source, evidence, at_ms, expires_at_ms, recorded_at_ms, import_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
const LISTED = sql(`SELECT source FROM call_number WHERE number = ? ORDER BY source`);
const LISTS = sql(`SELECT source, country, at_ms FROM call_list ORDER BY source`);

interface ConsentRow {
  readonly id: number;
  readonly prospect_id: number;
  readonly kind: Consent['kind'];
  /** Empty: everywhere. */
  readonly channel: string;
  /** Empty: withdrawn. */
  readonly basis: string;
  readonly source: string;
  /** Empty: none. */
  readonly evidence: string;
  readonly at_ms: number;
  readonly expires_at_ms: number | null;
  readonly recorded_at_ms: number;
}

export function* consentEpoch(): Command<number> {
  return (yield* one<{ value: number }>(EPOCH))?.value ?? 0;
}

/** @param epoch  0: nothing was ever recorded, so nothing is looked up. */
export function* ledgerOf(prospect: Prospect, epoch: number): Command<Ledger> {
  if (epoch === 0) return NO_LEDGER;
  const said = yield* consentsOf(prospect.id);
  const lists = yield* all<ListRow>(LISTS);
  const listedOn = new Set<string>();
  for (const { kind, value } of prospect.identities) {
    if (kind !== 'phone') continue;
    for (const { source } of yield* all<{ source: string }>(LISTED, value)) listedOn.add(source);
  }
  const known = { consents: said, listedOn: [...listedOn], callLists: lists.map(listOf) };
  return { ...NO_LEDGER, epoch, ...known };
}

export function* consentsOf(id: string): Command<readonly ConsentRecord[]> {
  return (yield* all<ConsentRow>(OF_PERSON, rowId(id))).map(recordOf);
}

export function* consents(after: string | null, limit: number): Command<readonly ConsentRecord[]> {
  const from = after === null ? 0 : rowId(after);
  return (yield* all<ConsentRow>(PAGE, from, limit)).map(recordOf);
}

/** @param importNumber  The list that says so; `null`: somebody did. */
export function* addConsents(
  added: readonly NewConsent[],
  nowMs: number,
  importNumber: number | null = null,
): Command<number> {
  let count = 0;
  for (const each of added) {
    const values = [
      rowId(each.prospectId),
      each.kind,
      each.channel ?? '',
      each.basis ?? '',
      each.source,
      each.evidence ?? '',
      each.atMs,
      each.expiresAtMs,
    ];
    if ((yield* one(SAME, ...values)) !== null) continue;
    yield* run(ADD, ...values, nowMs, importNumber);
    count += 1;
  }
  if (count > 0) yield* run(NEXT_EPOCH);
  return count;
}

/**
 * Appends what a list says of somebody's consent, where a later list can't write over it. Without a day it counts from when we heard of it,
 * once.
 */
export function* addDeclared(
  id: string,
  declared: readonly Consent[],
  { number, nowMs }: { readonly number: number; readonly nowMs: number },
): Command<void> {
  if (declared.length === 0) return;
  const known = declared.some(({ atMs }) => atMs === null) ? yield* consentsOf(id) : [];
  const said = declared.map((each) => {
    const atMs = each.atMs ?? known.find((earlier) => isSame(earlier, each))?.atMs ?? nowMs;
    return { ...each, prospectId: id, atMs };
  });
  yield* addConsents(said, nowMs, number);
}

const TAKE_BACK = sql(`DELETE FROM consent WHERE import_id = ?`);

/** What a list said that is undone. */
export function* takeBackDeclared(importNumber: number): Command<void> {
  if ((yield* run(TAKE_BACK, importNumber)) > 0) yield* run(NEXT_EPOCH);
}

function isSame(left: Consent, right: Consent): boolean {
  return (
    left.kind === right.kind &&
    left.channel === right.channel &&
    left.basis === right.basis &&
    left.source === right.source &&
    left.evidence === right.evidence
  );
}

const ADD_NUMBER = sql(
  `INSERT INTO call_number (number, source) VALUES (?, ?) ON CONFLICT (number, source) DO NOTHING`,
);
const COUNT = sql(`SELECT count(*) AS numbers FROM call_number WHERE source = ?`);
const DATE_LIST =
  sql(`INSERT INTO call_list (source, country, at_ms, imported_at_ms) VALUES (?, ?, ?, ?)
  ON CONFLICT (source) DO UPDATE SET country = excluded.country, imported_at_ms = excluded.imported_at_ms,
  at_ms = CASE WHEN excluded.at_ms > call_list.at_ms THEN excluded.at_ms ELSE call_list.at_ms END`);
const STORED_LISTS = sql(
  `SELECT source, country, at_ms, imported_at_ms FROM call_list ORDER BY source`,
);

export function* addCallNumbers(source: string, numbers: readonly string[]): Command<number> {
  let count = 0;
  for (const number of numbers) count += yield* run(ADD_NUMBER, number, source);
  if (count > 0) yield* run(NEXT_EPOCH);
  return count;
}

export function* dateCallList({ source, country, atMs }: CallList, nowMs: number): Command<void> {
  yield* run(DATE_LIST, source, country, atMs, nowMs);
  yield* run(NEXT_EPOCH);
}

export function* callLists(): Command<readonly StoredCallList[]> {
  const rows = yield* all<ListRow & { readonly imported_at_ms: number }>(STORED_LISTS);
  const lists: StoredCallList[] = [];
  for (const row of rows) {
    const numbers = yield* countOf(row.source);
    lists.push({ ...listOf(row), numbers, importedAtMs: row.imported_at_ms });
  }
  return lists;
}

function* countOf(source: string): Command<number> {
  return (yield* one<{ numbers: number }>(COUNT, source))?.numbers ?? 0;
}

interface ListRow {
  readonly source: string;
  readonly country: string | null;
  readonly at_ms: number;
}

function listOf({ source, country, at_ms: atMs }: ListRow): CallList {
  return { source, country, atMs };
}

function recordOf(row: ConsentRow): ConsentRecord {
  return {
    id: consentId(row.id),
    prospectId: prospectId(row.prospect_id),
    kind: row.kind,
    channel: row.channel === '' ? null : row.channel,
    basis: row.basis === '' ? null : (row.basis as ConsentRecord['basis']),
    source: row.source,
    evidence: row.evidence === '' ? null : row.evidence,
    atMs: row.at_ms,
    expiresAtMs: row.expires_at_ms,
    recordedAtMs: row.recorded_at_ms,
  };
}
