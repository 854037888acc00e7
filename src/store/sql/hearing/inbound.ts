/** Hearing: raw mail first, understood later. */
import type { RawMessage } from '../../../core/inbound-message.ts';
import type { Linkable } from '../../../core/person/link-key.ts';
import { UserError } from '../../../core/user-error.ts';
import type { KnownFacts, StoredInbound, Understood } from '../../../ports/inbound-store.ts';
import type { FolderCursor } from '../../../ports/message-source.ts';
import { addAddress, byId, byIdentity } from '../people/prospects.ts';
import { erasedOf } from '../people/erased.ts';
import { addActivity } from '../history.ts';
import { nextIdIn } from '../next-id.ts';
import { append } from '../engine/signals.ts';
import { all, one, run, sql, type Command } from '../statement.ts';
import { inboundId, prospectId, prospectOf, rowId } from '../rows.ts';

const CURSORS = sql(`SELECT folder, uid FROM folder_cursor WHERE source = ?`);
const MOVE_CURSOR = sql(`INSERT INTO folder_cursor (source, folder, uid) VALUES (?, ?, ?)
  ON CONFLICT (source, folder) DO UPDATE SET uid = excluded.uid`);
const SEEN = sql(`SELECT 1 AS seen FROM inbound_key WHERE source = ? AND folder = ? AND key = ?`);
const ADD_KEY = sql(
  `INSERT INTO inbound_key (source, folder, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
);
const ADD_RAW =
  sql(`INSERT INTO inbound (id, source, identity, received_at_ms, bytes) VALUES (${nextIdIn('inbound')}, ?, ?, ?, ?)
  ON CONFLICT (source, identity) DO NOTHING`);

export function* cursors(source: string): Command<readonly FolderCursor[]> {
  return yield* all<{ folder: string; uid: number }>(CURSORS, source);
}

export function* unseen(
  source: string,
  folder: string,
  keys: readonly string[],
): Command<readonly string[]> {
  const left: string[] = [];
  for (const key of keys) if ((yield* one(SEEN, source, folder, key)) === null) left.push(key);
  return left;
}

export function* storeRaw(
  source: string,
  messages: readonly RawMessage[],
  identities: readonly string[],
  cursor: FolderCursor | null,
): Command<void> {
  for (const [index, message] of messages.entries()) {
    const identity = identities[index] ?? `${message.folder} ${message.key}`;
    yield* run(ADD_KEY, source, message.folder, message.key);
    yield* run(
      ADD_RAW,
      source,
      message.isSentCopy === true ? `${SENT_COPY}${identity}` : identity,
      message.receivedAtMs,
      message.bytes,
    );
  }
  if (cursor !== null) yield* run(MOVE_CURSOR, source, cursor.folder, cursor.uid);
}

/** Before the identity of a copy of what we sent: all mail of an account may show it too. No identity of a message has a blank. */
const SENT_COPY = 'sent ';

const TO_UNDERSTAND = sql(`SELECT id, source, identity, received_at_ms, bytes FROM inbound
  WHERE version IS NULL AND quarantined IS NULL ORDER BY id LIMIT ?`);

export function* toUnderstand(limit: number): Command<readonly StoredInbound[]> {
  const rows = yield* all<{
    id: number;
    source: string;
    identity: string;
    received_at_ms: number;
    bytes: Uint8Array;
  }>(TO_UNDERSTAND, limit);
  return rows.map((row) => ({
    id: inboundId(row.id),
    source: row.source,
    receivedAtMs: row.received_at_ms,
    bytes: row.bytes,
    isSentCopy: row.identity.startsWith(SENT_COPY),
  }));
}

const TOUCH_BY_MESSAGE = sql(
  `SELECT m.touch_id, t.prospect_id FROM message m JOIN touch t ON t.id = m.touch_id WHERE m.message_id = ?`,
);
const TOUCH_BY_OURS = sql(
  `SELECT m.touch_id, t.prospect_id FROM message m JOIN touch t ON t.id = m.touch_id WHERE m.touchline_id = ?`,
);
const TOUCH_BY_SERVER = sql(
  `SELECT m.touch_id, t.prospect_id FROM message m JOIN touch t ON t.id = m.touch_id WHERE m.server_message_id = ?`,
);
const OF_ACCOUNT = sql(
  `SELECT id, profile, revision FROM prospect
  WHERE account = coalesce((SELECT account FROM account_alias WHERE alias = ?), ?) ORDER BY id LIMIT 200`,
);

export function* lookUp(
  ids: readonly string[],
  addresses: readonly string[],
  domains: readonly string[],
): Command<KnownFacts> {
  const touches: { id: string; touchId: string; prospectId: string }[] = [];
  for (const id of ids) {
    for (const statement of [TOUCH_BY_MESSAGE, TOUCH_BY_OURS, TOUCH_BY_SERVER]) {
      const row = yield* one<{ touch_id: string; prospect_id: number }>(statement, id);
      if (row !== null)
        touches.push({ id, touchId: row.touch_id, prospectId: prospectId(row.prospect_id) });
    }
  }
  const people: {
    address: string;
    prospect: NonNullable<KnownFacts['people'][number]>['prospect'];
  }[] = [];
  for (const address of addresses) {
    const prospect = yield* byIdentity(address.startsWith('in/') ? 'linkedin' : 'email', address);
    if (prospect !== null) people.push({ address, prospect });
  }
  const threads = yield* threadsOf(addresses);
  const accounts: { domain: string; prospects: KnownFacts['accounts'][number]['prospects'] }[] = [];
  for (const domain of domains) {
    const rows = yield* all<{ id: number; profile: string; revision: number }>(
      OF_ACCOUNT,
      domain,
      domain,
    );
    if (rows.length > 0) {
      accounts.push({
        domain,
        prospects: rows.map((row) => prospectOf(row.id, row.profile, row.revision)),
      });
    }
  }
  return { touches, people, threads, accounts };
}

// In the words of the index.
const OF_WRITER =
  sql(`SELECT id, profile, revision FROM prospect WHERE id IN (SELECT i.prospect_id FROM inbound i
  WHERE i.sender = ? AND i.touch_id IS NOT NULL AND i.class IN ('human_reply', 'opt_out')) ORDER BY id LIMIT 20`);

function* threadsOf(addresses: readonly string[]): Command<KnownFacts['threads']> {
  const threads: KnownFacts['threads'][number][] = [];
  for (const address of addresses) {
    const rows = yield* all<{ id: number; profile: string; revision: number }>(OF_WRITER, address);
    for (const { id, profile, revision } of rows)
      threads.push({ address, prospect: prospectOf(id, profile, revision) });
  }
  return threads;
}

// Asked only when a notice of LinkedIn's names somebody and links to no profile: it goes through the touches.
const NAMED_ON_LINKEDIN =
  sql(`SELECT DISTINCT p.id, p.profile FROM touch t JOIN prospect p ON p.id = t.prospect_id
  WHERE t.channel = 'linkedin' AND t.status = 'sent' ORDER BY p.id`);

export function* namedOnLinkedin(name: string): Command<readonly string[]> {
  const rows = yield* all<{ id: number; profile: string }>(NAMED_ON_LINKEDIN);
  const found = rows.filter(({ id, profile }) => {
    const known = prospectOf(id, profile, 0);
    return known.name?.toLowerCase() === name;
  });
  return found.map(({ id }) => prospectId(id));
}

const TOLD_SENT = sql(`SELECT 1 AS told FROM inbound WHERE prospect_id = ? AND touch_id = ?
  AND (rules LIKE '["delivery accepted"%' OR rules LIKE '["delivery delivered"%') LIMIT 1`);

export function* isToldSent(touchId: string, person: string): Command<boolean> {
  return (yield* one(TOLD_SENT, rowId(person), touchId)) !== null;
}

const ANSWERED_FROM =
  sql(`SELECT 1 AS hit FROM inbound i JOIN message m ON m.touch_id = i.touch_id WHERE i.prospect_id = ?
  AND i.sender = ? AND m.recipient = ? AND i.class IN ('human_reply', 'opt_out') LIMIT 1`);

export function* hasAnsweredFrom(person: string, address: string): Command<boolean> {
  return (yield* one(ANSWERED_FROM, rowId(person), address, address)) !== null;
}

// The listener and the runner may understand the same message, and a person may have corrected it between the two: their word stands.
const UNDERSTOOD =
  sql(`UPDATE inbound SET version = ?, class = CASE WHEN corrections = 0 OR class IS NULL THEN ? ELSE class END,
  intent = CASE WHEN corrections = 0 OR class IS NULL THEN ? ELSE intent END, confidence = ?, sender = ?, subject = ?, message_id = ?,
  text = ?, rules = ?, prospect_id = CASE WHEN corrections = 0 OR prospect_id IS NULL THEN ? ELSE prospect_id END, touch_id = ?,
  matched_by = CASE WHEN corrections = 0 THEN ? ELSE matched_by END, quarantined = ? WHERE id = ?`);

const RENAMED = sql(`UPDATE message SET server_message_id = ?
  WHERE touch_id = ? AND message_id <> ? AND server_message_id IS NULL`);

export function* understood(what: Understood): Command<void> {
  const { classification } = what;
  yield* refuseGone(what);
  yield* run(
    UNDERSTOOD,
    what.version,
    classification.class,
    classification.intent,
    classification.confidence,
    what.from,
    what.subject,
    what.messageId,
    classification.words.slice(0, 20_000),
    JSON.stringify(classification.rules),
    what.prospectId === null ? null : rowId(what.prospectId),
    what.touchId,
    what.matchedBy,
    what.quarantined,
    rowId(what.inboundId),
  );
  const { renamed } = what;
  if (renamed !== undefined)
    yield* run(RENAMED, renamed.messageId, renamed.touchId, renamed.messageId);
  const { learnt } = what;
  if (learnt !== undefined)
    yield* learn(learnt.prospectId, learnt.address, what.appends[0]?.signal.atMs ?? 0);
  if (yield* wasToldElsewhere(what)) return;
  for (const each of what.appends) yield* append(each);
}

// Of mail alone: what gateways call their messages may be the same at two of them. `folder_cursor` has every source, in few rows.
const TWIN =
  sql(`SELECT 1 AS told FROM inbound m JOIN inbound twin ON twin.identity = m.identity AND twin.source <> m.source
  AND twin.source IN (SELECT source FROM folder_cursor)
  WHERE m.id = ? AND m.message_id IS NOT NULL AND twin.version IS NOT NULL AND twin.quarantined IS NULL
    AND twin.class = m.class AND +twin.prospect_id IS NOT DISTINCT FROM m.prospect_id LIMIT 1`);

/** Another mailbox of ours got the same message, and it meant the same: one answer is one, and one rep replies to it. */
function* wasToldElsewhere({ inboundId: id }: Understood): Command<boolean> {
  return (yield* one(TWIN, rowId(id))) !== null;
}

/** Somebody turned out to be somebody else since the message was read. */
function* refuseGone({ prospectId: whose, appends }: Understood): Command<void> {
  const ids = [
    ...(whose === null ? [] : [whose]),
    ...appends.map((each) => each.signal.prospectId),
  ];
  for (const id of new Set(ids)) if ((yield* byId(id)) === null) throw changed(`${id} is gone`);
}

/** Nothing is written, and the message is to be read again. */
function changed(what: string): UserError {
  return new UserError(
    'people_changed',
    `${what} in the meantime; nothing was written`,
    'run the command again',
    75,
  );
}

function* learn(person: string, address: string, atMs: number): Command<void> {
  if ((yield* byIdentity('email', address))?.id === person) return;
  // Who was erased under it is not written down again.
  if ((yield* erasedOf(knownOnlyBy(address))) !== null) return;
  if (!(yield* addAddress(person, address, atMs)))
    throw changed(`${address} became somebody else's`);
  yield* addActivity({
    atMs,
    prospectId: person,
    enrollmentId: null,
    type: 'address_learnt',
    channel: 'email',
    sequence: null,
    step: null,
    touchId: null,
    summary: `answers from ${address} as well`,
  });
}

const knownOnlyBy = (value: string): Linkable => ({
  firstName: null,
  lastName: null,
  name: null,
  identities: [{ kind: 'email', value }],
});

const HEARD = sql(`INSERT INTO source (id, heard_at_ms, failure) VALUES (?, ?, NULL)
  ON CONFLICT (id) DO UPDATE SET heard_at_ms = excluded.heard_at_ms, failure = NULL`);
const FAILED = sql(`INSERT INTO source (id, heard_at_ms, failure) VALUES (?, NULL, ?)
  ON CONFLICT (id) DO UPDATE SET failure = excluded.failure`);

export function* heardSource(source: string, atMs: number): Command<void> {
  yield* run(HEARD, source, atMs);
}

// A letter may have said that they are somebody else: nothing is known of who that is then.
const HEARD_OF =
  sql(`INSERT INTO person_heard (source, prospect_id, heard_at_ms) SELECT ?, id, ? FROM prospect WHERE id = ?
  ON CONFLICT (source, prospect_id) DO UPDATE SET heard_at_ms = excluded.heard_at_ms`);

export function* heardOf(source: string, person: string, atMs: number): Command<void> {
  yield* run(HEARD_OF, source, atMs, rowId(person));
}

export function* failedSource(source: string, failure: string): Command<void> {
  yield* run(FAILED, source, failure.slice(0, 500));
}
