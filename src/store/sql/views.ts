/**
 * What people may ask in SQL, and what `export` writes. The names and columns are a promise, kept in docs/sql-views.md: a migration may add a
 * view, or a column at the end of one, and takes none away. The words are SQLite's; another database gets the same columns by its own.
 */
export interface View {
  readonly name: string;
  /** What each is made of, by its public name. */
  readonly columns: Readonly<Record<string, string>>;
  readonly from: string;
  /** Grows from row to row. */
  readonly key: string;
  /** The row id of whom it is about; `null`: of nobody. */
  readonly person: string | null;
}

const iso = (column: string): string =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch')`;
const id = (letter: string, column: string): string => `'${letter}' || ${column}`;
const own = (key: string): string => `json_extract(p.profile, '$.${key}')`;
const address = (kind: string): string =>
  `(SELECT json_extract(i.value, '$.value') FROM json_each(p.profile, '$.identities') i
    WHERE json_extract(i.value, '$.kind') = '${kind}' AND json_extract(i.value, '$.status') = 'good' ORDER BY i.key LIMIT 1)`;

export const PEOPLE: View = {
  name: 'v_people',
  columns: {
    person: id('p', 'p.id'),
    name: own('name'),
    first_name: own('firstName'),
    last_name: own('lastName'),
    email: address('email'),
    phone: address('phone'),
    linkedin: address('linkedin'),
    title: own('title'),
    company: own('company'),
    account: 'p.account',
    website: own('website'),
    city: own('city'),
    state: own('state'),
    country: 'p.country',
    zone: 'p.zone',
    language: own('language'),
    owner: 'p.owner',
    source: own('source'),
    tags: own('tags'),
    fields: own('fields'),
    created_at: iso('p.created_at_ms'),
    updated_at: iso('p.updated_at_ms'),
  },
  from: 'prospect p',
  key: 'p.id',
  person: 'p.id',
};

export const ADDRESSES: View = {
  name: 'v_addresses',
  columns: {
    person: id('p', 'p.id'),
    kind: `json_extract(i.value, '$.kind')`,
    value: `json_extract(i.value, '$.value')`,
    status: `json_extract(i.value, '$.status')`,
    rank: 'i.key + 1',
  },
  from: `prospect p, json_each(p.profile, '$.identities') i`,
  key: 'p.id',
  person: 'p.id',
};

export const LISTS: View = {
  name: 'v_lists',
  columns: {
    list: 'l.list',
    person: id('p', 'l.prospect_id'),
    import: id('i', 'l.import_id'),
  },
  from: 'list_member l',
  key: 'l.rowid',
  person: 'l.prospect_id',
};

export const IMPORTS: View = {
  name: 'v_imports',
  columns: {
    import: id('i', 'n.id'),
    file: 'n.file',
    list: 'n.list',
    at: iso('n.at_ms'),
    rows: `json_extract(n.counts, '$.rows')`,
    created: `json_extract(n.counts, '$.created')`,
    updated: `json_extract(n.counts, '$.updated')`,
    unchanged: `json_extract(n.counts, '$.unchanged')`,
    merged: `json_extract(n.counts, '$.merged')`,
    rejected: `json_extract(n.counts, '$.rejected')`,
    undone_at: iso('n.undone_at_ms'),
  },
  from: 'import n',
  key: 'n.id',
  person: null,
};

export const ENROLLMENTS: View = {
  name: 'v_enrollments',
  columns: {
    enrollment: id('e', 'e.id'),
    person: id('p', 'e.prospect_id'),
    sequence: 'e.sequence',
    version: 'e.version',
    status: 'e.status',
    reason: 'e.reason',
    step: 'e.cursor',
    mailbox: 'e.mailbox',
    rep: 'e.rep',
    enrolled_at: iso('e.enrolled_at_ms'),
    due_at: iso('e.due_at_ms'),
    sent: 'e.sent_count',
  },
  from: 'enrollment e',
  key: 'e.id',
  person: 'e.prospect_id',
};

export const TOUCHES: View = {
  name: 'v_touches',
  columns: {
    touch: 't.id',
    person: id('p', 't.prospect_id'),
    enrollment: id('e', 't.enrollment_id'),
    sequence: 'e.sequence',
    step: 't.step',
    channel: 't.channel',
    status: 't.status',
    mailbox: 't.mailbox',
    template: 't.template',
    subject: 'm.subject',
    recipient: 'm.recipient',
    message_id: 'm.message_id',
    planned_at: iso('t.planned_at_ms'),
    at: iso('t.attempt_at_ms'),
    attempts: 't.attempts',
    outcome: 't.outcome',
    detail: 't.detail',
  },
  from: 'touch t JOIN enrollment e ON e.id = t.enrollment_id LEFT JOIN message m ON m.touch_id = t.id',
  key: 't.rowid',
  person: 't.prospect_id',
};

export const TASKS: View = {
  name: 'v_tasks',
  columns: {
    task: 'k.id',
    kind: 'k.kind',
    status: 'k.status',
    person: id('p', 'k.prospect_id'),
    sequence: 'k.sequence',
    step: 'k.step',
    channel: 'k.channel',
    action: 'k.action',
    rep: 'k.rep',
    text: 'k.text',
    opened_at: iso('k.opened_at_ms'),
    due_at: iso('k.due_at_ms'),
    closed_at: iso('k.closed_at_ms'),
    outcome: 'k.outcome',
    note: 'k.note',
  },
  from: 'task k',
  key: 'k.rowid',
  person: 'k.prospect_id',
};

export const SIGNALS: View = {
  name: 'v_signals',
  columns: {
    signal: id('s', 's.id'),
    person: id('p', 's.prospect_id'),
    kind: 's.kind',
    channel: 's.channel',
    source: 's.source',
    at: iso('s.at_ms'),
    text: `json_extract(s.details, '$.text')`,
    intent: `json_extract(s.details, '$.intent')`,
    touch: `json_extract(s.details, '$.touchId')`,
  },
  from: 'signal s',
  key: 's.id',
  person: 's.prospect_id',
};

export const TIMELINE: View = {
  name: 'v_timeline',
  columns: {
    person: id('p', 'a.prospect_id'),
    at: iso('a.at_ms'),
    type: 'a.type',
    channel: 'a.channel',
    sequence: 'a.sequence',
    step: 'a.step',
    touch: 'a.touch_id',
    summary: 'a.summary',
  },
  from: 'activity a',
  key: 'a.id',
  person: 'a.prospect_id',
};

export const CONSENTS: View = {
  name: 'v_consents',
  columns: {
    consent: id('c', 'c.id'),
    person: id('p', 'c.prospect_id'),
    kind: 'c.kind',
    channel: `nullif(c.channel, '')`,
    basis: `nullif(c.basis, '')`,
    source: `nullif(c.source, '')`,
    evidence: `nullif(c.evidence, '')`,
    at: iso('c.at_ms'),
    expires: iso('c.expires_at_ms'),
    recorded_at: iso('c.recorded_at_ms'),
  },
  from: 'consent c',
  key: 'c.id',
  person: 'c.prospect_id',
};

export const SUPPRESSIONS: View = {
  name: 'v_suppressions',
  columns: {
    kind: 'x.kind',
    value: 'x.value',
    reason: 'x.reason',
    source: 'x.source',
    at: iso('x.at_ms'),
  },
  from: 'suppression x',
  key: 'x.rowid',
  person: null,
};

export const VIEWS: readonly View[] = [
  PEOPLE,
  ADDRESSES,
  LISTS,
  IMPORTS,
  ENROLLMENTS,
  TOUCHES,
  TASKS,
  SIGNALS,
  TIMELINE,
  CONSENTS,
  SUPPRESSIONS,
];

/** `expression AS name`, for each. */
export function selected({ columns }: View): string {
  return Object.entries(columns)
    .map(([name, expression]) => `${expression} AS "${name}"`)
    .join(', ');
}
