/** Takes what names one person out of everything that is written about others. */
import type { Redactor } from '../../../core/person/redact.ts';
import { all, run, sql, type Command, type SqlValue } from '../statement.ts';

interface Swept {
  readonly table: string;
  readonly columns: readonly string[];
  /** Rows with one of the words; takes a LIKE. */
  readonly find: string;
  readonly write: string;
}

/** Texts as people or servers wrote them, by table. A test knows all of them. */
export const SWEPT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  prospect: ['profile'],
  inbound: ['sender', 'subject', 'text', 'rules', 'message_id', 'identity'],
  message: ['subject', 'recipient', 'thread', 'message_id'],
  signal: ['details', 'external_id'],
  task: ['text', 'note', 'url', 'outcome', 'reasons'],
  activity: ['summary'],
  touch: ['outcome', 'detail'],
  enrollment: ['holds', 'waiting'],
  consent: ['source', 'evidence'],
  suppression: ['reason', 'source'],
  source: ['failure'],
  mailbox: ['rest_reason'],
  import: ['file', 'options'],
  import_change: ['before'],
  changed_start: ['profile'],
  merge: ['evidence', 'record'],
};

const KEYS: Readonly<Record<string, readonly string[]>> = {
  message: ['touch_id'],
  suppression: ['kind', 'value', 'channel'],
  import_change: ['import_id', 'prospect_id'],
  changed_start: ['enrollment_id'],
};

/** Names that two rows must not share, also without the person in them. */
const UNIQUE: ReadonlySet<string> = new Set([
  'inbound.identity',
  'signal.external_id',
  'message.message_id',
]);

/** What was decided in the light of a person is decided anew. */
const AND: Readonly<Record<string, string>> = { prospect: ', revision = revision + 1' };

const SWEPT: readonly Swept[] = Object.entries(SWEPT_COLUMNS).map(([table, columns]) => {
  const keys = KEYS[table] ?? ['id'];
  const text = columns.map((column) => `coalesce(${column}, '')`).join(` || ' ' || `);
  const is = keys.map((key) => `${key} = ?`).join(' AND ');
  return {
    table,
    columns,
    find: sql(
      `SELECT ${[...keys, ...columns].join(', ')} FROM ${table} WHERE lower(${text}) LIKE ? ESCAPE '!'`,
    ),
    write:
      table === 'activity'
        ? ''
        : sql(
            `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')}${AND[table] ?? ''} WHERE ${is}`,
          ),
  };
});

/** @returns How many rows of others named the person. */
export function* sweepTexts(redactor: Redactor): Command<number> {
  let rows = 0;
  for (const swept of SWEPT) {
    for (const like of redactor.likes) {
      for (const row of yield* all<Readonly<Record<string, SqlValue>>>(swept.find, like)) {
        if (yield* sweepRow(swept, row, redactor)) rows += 1;
      }
    }
  }
  return rows;
}

function* sweepRow(
  { table, columns, write }: Swept,
  row: Readonly<Record<string, SqlValue>>,
  redactor: Redactor,
): Command<boolean> {
  const before = columns.map((column) => row[column] ?? null);
  const keys = (KEYS[table] ?? ['id']).map((key) => row[key] ?? null);
  const after = before.map((value, index) => {
    if (typeof value !== 'string') return value;
    const text = redactedIn(value, redactor);
    const isName = text !== value && UNIQUE.has(`${table}.${columns[index]}`);
    return isName ? `${text} ${String(keys[0])}` : text;
  });
  if (after.every((value, index) => value === before[index])) return false;
  if (table === 'activity') yield* replaceActivity(keys[0]!, after[0]!);
  else yield* run(write, ...after, ...keys);
  return true;
}

const ACTIVITY =
  sql(`SELECT id, at_ms, prospect_id, enrollment_id, type, channel, sequence, step, touch_id
  FROM activity WHERE id = ?`);
const DROP_ACTIVITY = sql(`DELETE FROM activity WHERE id = ?`);
const ADD_ACTIVITY =
  sql(`INSERT INTO activity (id, at_ms, prospect_id, enrollment_id, type, channel, sequence, step, touch_id, summary)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);

/** History is never changed, but for this: so it takes a way of its own. */
function* replaceActivity(id: SqlValue, summary: SqlValue): Command<void> {
  const [row] = yield* all<Readonly<Record<string, SqlValue>>>(ACTIVITY, id);
  yield* run(DROP_ACTIVITY, id);
  yield* run(ADD_ACTIVITY, ...Object.values(row ?? {}), summary);
}

/** JSON stays JSON, whatever its texts hold. */
function redactedIn(value: string, redactor: Redactor): string {
  if (!/^[[{]/.test(value)) return redactor.text(value);
  try {
    const parsed: unknown = JSON.parse(value);
    const plain = redactedDeep(parsed, redactor);
    const text = JSON.stringify(plain);
    return text === JSON.stringify(parsed) ? value : text;
  } catch {
    return redactor.text(value);
  }
}

function redactedDeep(value: unknown, redactor: Redactor): unknown {
  if (typeof value === 'string') return redactor.text(value);
  if (Array.isArray(value)) return value.map((each) => redactedDeep(each, redactor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [redactor.text(key), redactedDeep(each, redactor)]),
  );
}
