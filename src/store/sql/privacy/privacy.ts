/** What is known of a person, which files we wrote about people, and what was done for anybody's privacy. */
import type { Linkable } from '../../../core/person/link-key.ts';
import type {
  Erased,
  Everything,
  KnownRow,
  PrivacyRecord,
  WrittenFile,
} from '../../../ports/privacy-store.ts';
import { IDENTITY_OF } from '../../binding-names.ts';
import { erasedOf } from '../people/erased.ts';
import { MOVED_TABLES } from '../people/person-tables.ts';
import { byId } from '../people/prospects.ts';
import { prospectId, rowId } from '../rows.ts';
import { all, run, sql, type Command } from '../statement.ts';

export function* erased(people: readonly Linkable[]): Command<readonly (Erased | null)[]> {
  const found: (Erased | null)[] = [];
  for (const person of people) found.push(yield* erasedOf(person));
  return found;
}

/** By the name under which the person gets them. */
const KNOWN: readonly (readonly [name: string, statement: string])[] = [
  ['prospect', sql(`SELECT * FROM prospect WHERE id = ?`)],
  ...MOVED_TABLES.map(({ table }): readonly [string, string] => [
    table,
    sql(`SELECT * FROM ${table} WHERE prospect_id = ? ORDER BY id`),
  ]),
  [
    'message',
    sql(
      `SELECT m.* FROM message m JOIN touch t ON t.id = m.touch_id WHERE t.prospect_id = ? ORDER BY t.attempt_at_ms, m.touch_id`,
    ),
  ],
  ['list', sql(`SELECT list FROM list_member WHERE prospect_id = ? ORDER BY list`)],
  [
    'import',
    sql(`SELECT DISTINCT i.id, i.file, i.at_ms, c.before FROM import i LEFT JOIN import_change c ON c.import_id = i.id AND c.prospect_id = ?
      WHERE c.prospect_id IS NOT NULL OR EXISTS
        (SELECT 1 FROM prospect p WHERE p.id = ? AND p.id >= i.first_prospect_id AND p.id <= i.last_prospect_id AND p.created_at_ms = i.at_ms)
      ORDER BY i.id`),
  ],
  [
    'merge',
    sql(
      `SELECT id, at_ms, evidence, record, undone_at_ms FROM merge WHERE survivor_id = ? OR absorbed_id = ? ORDER BY id`,
    ),
  ],
];
const LISTED = sql(
  `SELECT kind, value, channel, reason, source, at_ms FROM suppression WHERE kind = ? AND value = ? ORDER BY channel`,
);
const CALLED = sql(`SELECT number, source FROM call_number WHERE number = ? ORDER BY source`);

export function* everything(id: string): Command<Everything> {
  const row = rowId(id);
  const known: Record<string, readonly KnownRow[]> = {};
  const add = (name: string, rows: readonly KnownRow[]): void => {
    if (rows.length > 0) known[name] = [...(known[name] ?? []), ...rows];
  };
  for (const [name, statement] of KNOWN) {
    const isTwice = statement.split('?').length > 2;
    add(name, yield* all<KnownRow>(statement, ...(isTwice ? [row, row] : [row])));
  }
  const person = yield* byId(id);
  for (const { kind, value } of person?.identities ?? []) {
    for (const [listed, of] of Object.entries(IDENTITY_OF))
      if (of === kind) add('suppression', yield* all<KnownRow>(LISTED, listed, value));
    if (kind === 'phone') add('call_number', yield* all<KnownRow>(CALLED, value));
  }
  return known;
}

const REMEMBER = sql(`INSERT INTO written_file (path, kind, at_ms) VALUES (?, ?, ?)
  ON CONFLICT (path) DO UPDATE SET kind = excluded.kind, at_ms = excluded.at_ms`);
const FILES = sql(`SELECT path, kind FROM written_file ORDER BY path`);
const FORGET = sql(`DELETE FROM written_file WHERE path = ?`);

export function* rememberFile({ path, kind }: WrittenFile, nowMs: number): Command<void> {
  yield* run(REMEMBER, path, kind, nowMs);
}

export function* writtenFiles(): Command<readonly WrittenFile[]> {
  const rows = yield* all<{ path: string; kind: WrittenFile['kind'] }>(FILES);
  return rows.map(({ path, kind }) => ({ path, kind }));
}

export function* forgetFile(path: string): Command<void> {
  yield* run(FORGET, path);
}

const RECORD = sql(
  `INSERT INTO privacy_record (at_ms, action, subject, reason, counts) VALUES (?, ?, ?, ?, ?)`,
);
const RECORDS = sql(
  `SELECT id, at_ms, action, subject, reason, counts FROM privacy_record ORDER BY id DESC LIMIT ?`,
);

export function* addRecord(record: Omit<PrivacyRecord, 'id'>): Command<void> {
  const { atMs, action, subject, reason, counts } = record;
  const row = subject === null ? 0 : rowId(subject);
  yield* run(RECORD, atMs, action, row, reason, JSON.stringify(counts));
}

export function* records(limit: number): Command<readonly PrivacyRecord[]> {
  const rows = yield* all<{
    id: number;
    at_ms: number;
    action: PrivacyRecord['action'];
    subject: number;
    reason: string;
    counts: string;
  }>(RECORDS, limit);
  return rows.map((row) => ({
    id: `v${row.id}`,
    atMs: row.at_ms,
    action: row.action,
    subject: row.subject === 0 ? null : prospectId(row.subject),
    reason: row.reason,
    counts: JSON.parse(row.counts) as Record<string, number>,
  }));
}
