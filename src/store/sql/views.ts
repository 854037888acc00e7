/**
 * What people may ask in SQL. The names and columns are a promise, kept in docs/sql-views.md: a migration may add a column at the end or a
 * view, and takes none away. SQLite's own functions; another database gets the same columns by its own.
 */
export interface View {
  readonly name: string;
  readonly query: string;
}

const iso = (column: string): string =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch')`;
const id = (letter: string, column: string): string => `'${letter}' || ${column}`;
const own = (key: string): string => `json_extract(p.profile, '$.${key}')`;
const address = (kind: string): string =>
  `(SELECT json_extract(i.value, '$.value') FROM json_each(p.profile, '$.identities') i
    WHERE json_extract(i.value, '$.kind') = '${kind}' AND json_extract(i.value, '$.status') = 'good' ORDER BY i.key LIMIT 1)`;

export const VIEWS: readonly View[] = [
  {
    name: 'v_people',
    query: `SELECT ${id('p', 'p.id')} AS person, ${own('name')} AS name, ${own('firstName')} AS first_name, ${own('lastName')} AS last_name,
      ${address('email')} AS email, ${address('phone')} AS phone, ${address('linkedin')} AS linkedin, ${own('title')} AS title,
      ${own('company')} AS company, p.account AS account, ${own('website')} AS website, ${own('city')} AS city, ${own('state')} AS state,
      p.country AS country, p.zone AS zone, ${own('language')} AS language, p.owner AS owner, ${own('source')} AS source,
      ${own('tags')} AS tags, ${own('fields')} AS fields, ${iso('p.created_at_ms')} AS created_at, ${iso('p.updated_at_ms')} AS updated_at
      FROM prospect p`,
  },
  {
    name: 'v_addresses',
    query: `SELECT ${id('p', 'p.id')} AS person, json_extract(i.value, '$.kind') AS kind, json_extract(i.value, '$.value') AS value,
      json_extract(i.value, '$.status') AS status, i.key + 1 AS rank FROM prospect p, json_each(p.profile, '$.identities') i`,
  },
  {
    name: 'v_lists',
    query: `SELECT list, ${id('p', 'prospect_id')} AS person, ${id('i', 'import_id')} AS import FROM list_member`,
  },
  {
    name: 'v_imports',
    query: `SELECT ${id('i', 'id')} AS import, file, list, ${iso('at_ms')} AS at, json_extract(counts, '$.rows') AS rows,
      json_extract(counts, '$.created') AS created, json_extract(counts, '$.updated') AS updated,
      json_extract(counts, '$.merged') AS merged, json_extract(counts, '$.rejected') AS rejected, ${iso('undone_at_ms')} AS undone_at FROM import`,
  },
  {
    name: 'v_enrollments',
    query: `SELECT ${id('e', 'id')} AS enrollment, ${id('p', 'prospect_id')} AS person, sequence, version, status, reason, cursor AS step, mailbox, rep,
      ${iso('enrolled_at_ms')} AS enrolled_at, ${iso('due_at_ms')} AS due_at, sent_count AS sent FROM enrollment`,
  },
  {
    name: 'v_touches',
    query: `SELECT t.id AS touch, ${id('p', 't.prospect_id')} AS person, ${id('e', 't.enrollment_id')} AS enrollment, e.sequence AS sequence, t.step AS step,
      t.channel AS channel, t.status AS status, t.mailbox AS mailbox, t.template AS template, m.subject AS subject, m.recipient AS recipient,
      m.message_id AS message_id, ${iso('t.planned_at_ms')} AS planned_at, ${iso('t.attempt_at_ms')} AS at, t.attempts AS attempts,
      t.outcome AS outcome, t.detail AS detail
      FROM touch t JOIN enrollment e ON e.id = t.enrollment_id LEFT JOIN message m ON m.touch_id = t.id`,
  },
  {
    name: 'v_tasks',
    query: `SELECT id AS task, kind, status, ${id('p', 'prospect_id')} AS person, sequence, step, channel, action, rep, text,
      ${iso('opened_at_ms')} AS opened_at, ${iso('due_at_ms')} AS due_at, ${iso('closed_at_ms')} AS closed_at, outcome, note FROM task`,
  },
  {
    name: 'v_signals',
    query: `SELECT ${id('s', 'id')} AS signal, ${id('p', 'prospect_id')} AS person, kind, channel, source, ${iso('at_ms')} AS at,
      json_extract(details, '$.text') AS text, json_extract(details, '$.intent') AS intent, json_extract(details, '$.touchId') AS touch FROM signal`,
  },
  {
    name: 'v_timeline',
    query: `SELECT ${id('p', 'prospect_id')} AS person, ${iso('at_ms')} AS at, type, channel, sequence, step, touch_id AS touch, summary
      FROM activity`,
  },
  {
    name: 'v_consents',
    query: `SELECT ${id('c', 'id')} AS consent, ${id('p', 'prospect_id')} AS person, kind, nullif(channel, '') AS channel, nullif(basis, '') AS basis,
      nullif(source, '') AS source, nullif(evidence, '') AS evidence, ${iso('at_ms')} AS at, ${iso('expires_at_ms')} AS expires,
      ${iso('recorded_at_ms')} AS recorded_at FROM consent`,
  },
  {
    name: 'v_suppressions',
    query: `SELECT kind, value, reason, source, ${iso('at_ms')} AS at FROM suppression`,
  },
];
