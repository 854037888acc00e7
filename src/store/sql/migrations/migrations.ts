/**
 * The schema, forward only: a migration that was released is never edited (a test keeps their checksums).
 *
 * Times are epoch milliseconds, JSON is text, every table is STRICT on SQLite. `{strict}` and `{blob}` are two words in which the
 * databases differ, and `{clustered}`, a table that is stored in the order of its key.
 */
import type { Migration } from './migration.ts';
import { ACCOUNTS } from './accounts.ts';
import { CHANGED_STARTS } from './changed-starts.ts';
import { CONSENT } from './consent.ts';
import { ERASED_TOUCHES } from './erased-touches.ts';
import { HANDOVERS } from './handovers.ts';
import { KNOWN_COLUMNS } from './known-columns.ts';
import { PARTED_PEOPLE } from './parted-people.ts';
import { HELD } from './held.ts';
import { THREAD_WRITERS } from './thread-writers.ts';
import { PRIVACY } from './privacy.ts';
import { SEARCH_AND_VIEWS } from './views.ts';
import { WHO_IS_WHO } from './who-is-who.ts';

export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    name: 'the main job',
    statements: [
      `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) {strict}`,
      `CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) {strict}`,
      `INSERT INTO counter (name, value) VALUES ('intent', 0), ('suppression_epoch', 0)`,

      `CREATE TABLE prospect (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        owner TEXT,
        zone TEXT,
        zone_source TEXT,
        country TEXT,
        account TEXT,
        revision INTEGER NOT NULL,
        opened_count INTEGER NOT NULL DEFAULT 0,
        created_at_ms INTEGER NOT NULL,
        updated_at_ms INTEGER NOT NULL
      ) {strict}`,
      `CREATE INDEX prospect_account ON prospect (account) WHERE account IS NOT NULL`,
      `CREATE TABLE identity (
        kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'linkedin', 'external')),
        value TEXT NOT NULL,
        prospect_id INTEGER NOT NULL REFERENCES prospect (id),
        PRIMARY KEY (kind, value)
      ) {strict}`,
      `CREATE INDEX identity_prospect ON identity (prospect_id)`,
      `CREATE TABLE list_member (
        list TEXT NOT NULL,
        prospect_id INTEGER NOT NULL REFERENCES prospect (id),
        PRIMARY KEY (list, prospect_id)
      ) {strict}`,
      `CREATE TABLE import (
        id INTEGER PRIMARY KEY,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        counts TEXT NOT NULL
      ) {strict}`,
      `CREATE TABLE suppression (
        kind TEXT NOT NULL CHECK (kind IN ('address', 'domain', 'phone')),
        value TEXT NOT NULL,
        reason TEXT NOT NULL,
        source TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        after_intent INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (kind, value)
      ) {strict}`,

      `CREATE TABLE sequence_version (
        hash TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        program TEXT NOT NULL,
        templates TEXT NOT NULL,
        stored_at_ms INTEGER NOT NULL
      ) {strict}`,

      // Append-only: the newest row of a name is what new people get, the one before it what a rollback returns to.
      `CREATE TABLE sequence_current (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        hash TEXT NOT NULL REFERENCES sequence_version (hash),
        at_ms INTEGER NOT NULL
      ) {strict}`,
      `CREATE INDEX sequence_current_name ON sequence_current (name, id)`,

      `CREATE TABLE enrollment (
        id INTEGER PRIMARY KEY,
        prospect_id INTEGER NOT NULL REFERENCES prospect (id),
        sequence TEXT NOT NULL,
        version TEXT NOT NULL REFERENCES sequence_version (hash),
        status TEXT NOT NULL CHECK (status IN ('pending', 'active', 'paused', 'finished')),
        reason TEXT,
        cursor TEXT,
        visit INTEGER NOT NULL CHECK (visit >= 1),
        waiting TEXT NOT NULL,
        holds TEXT NOT NULL,
        mailbox TEXT,
        rep TEXT,
        exclusive INTEGER NOT NULL CHECK (exclusive IN (0, 1)),
        starts_at_ms INTEGER NOT NULL,
        enrolled_at_ms INTEGER NOT NULL,
        settled_at_ms INTEGER NOT NULL,
        sent_count INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        continued_from INTEGER REFERENCES enrollment (id),
        revision INTEGER NOT NULL,
        due_at_ms INTEGER,
        lane TEXT NOT NULL DEFAULT '',
        rank INTEGER NOT NULL DEFAULT 1 CHECK (rank IN (0, 1)),
        CHECK ((status = 'paused') = (holds <> '[]')),
        CHECK (status <> 'finished' OR due_at_ms IS NULL)
      ) {strict}`,
      `CREATE INDEX enrollment_due ON enrollment (lane, rank, due_at_ms) WHERE due_at_ms IS NOT NULL`,
      `CREATE INDEX enrollment_prospect ON enrollment (prospect_id)`,
      `CREATE INDEX enrollment_sequence ON enrollment (sequence, status)`,

      `CREATE TABLE touch (
        id TEXT PRIMARY KEY,
        enrollment_id INTEGER NOT NULL REFERENCES enrollment (id),
        prospect_id INTEGER NOT NULL REFERENCES prospect (id),
        step TEXT NOT NULL,
        visit INTEGER NOT NULL,
        channel TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('planned', 'sending', 'sent', 'refused', 'uncertain', 'cancelled')),
        mailbox TEXT,
        template TEXT,
        rank INTEGER NOT NULL DEFAULT 1,
        planned_at_ms INTEGER NOT NULL,
        not_before_ms INTEGER NOT NULL,
        first_attempt_at_ms INTEGER,
        attempt_at_ms INTEGER,
        settled_at_ms INTEGER,
        attempts INTEGER NOT NULL DEFAULT 0,
        data_started INTEGER NOT NULL DEFAULT 0 CHECK (data_started IN (0, 1)),
        opened_day INTEGER,
        intent INTEGER UNIQUE,
        counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0, 1)),
        crossed INTEGER NOT NULL DEFAULT 0 CHECK (crossed IN (0, 1)),
        outcome TEXT,
        detail TEXT,
        UNIQUE (enrollment_id, step, visit)
      ) {strict}`,
      `CREATE INDEX touch_planned ON touch (mailbox, rank, not_before_ms) WHERE status = 'planned'`,
      `CREATE INDEX touch_sending ON touch (status) WHERE status IN ('sending', 'uncertain')`,
      `CREATE INDEX touch_prospect ON touch (prospect_id, attempt_at_ms)`,
      `CREATE INDEX touch_mailbox ON touch (mailbox, attempt_at_ms) WHERE mailbox IS NOT NULL`,
      `CREATE TABLE message (
        touch_id TEXT PRIMARY KEY REFERENCES touch (id),
        message_id TEXT NOT NULL UNIQUE,
        touchline_id TEXT NOT NULL UNIQUE,
        server_message_id TEXT,
        thread TEXT NOT NULL,
        recipient TEXT NOT NULL,
        sender TEXT NOT NULL,
        subject TEXT NOT NULL,
        bytes {blob} NOT NULL
      ) {strict}`,
      `CREATE INDEX message_server_id ON message (server_message_id) WHERE server_message_id IS NOT NULL`,

      `CREATE TABLE task (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('open', 'done', 'skipped', 'expired', 'cancelled')),
        prospect_id INTEGER NOT NULL REFERENCES prospect (id),
        enrollment_id INTEGER REFERENCES enrollment (id),
        sequence TEXT,
        step TEXT,
        touch_id TEXT,
        channel TEXT,
        action TEXT,
        rep TEXT,
        text TEXT,
        url TEXT,
        priority INTEGER NOT NULL,
        opened_at_ms INTEGER NOT NULL,
        due_at_ms INTEGER,
        snoozed_until_ms INTEGER,
        closed_at_ms INTEGER,
        outcome TEXT,
        note TEXT,
        reasons TEXT NOT NULL
      ) {strict}`,
      `CREATE INDEX task_open ON task (rep) WHERE status = 'open'`,
      `CREATE INDEX task_enrollment ON task (enrollment_id) WHERE status = 'open'`,
      `CREATE INDEX task_prospect ON task (prospect_id)`,

      `CREATE TABLE signal (
        id INTEGER PRIMARY KEY,
        prospect_id INTEGER NOT NULL REFERENCES prospect (id),
        kind TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        source TEXT NOT NULL,
        external_id TEXT NOT NULL,
        channel TEXT,
        details TEXT NOT NULL,
        after_intent INTEGER NOT NULL DEFAULT 0,
        UNIQUE (source, external_id)
      ) {strict}`,
      `CREATE INDEX signal_prospect ON signal (prospect_id, kind)`,
      `CREATE INDEX signal_kind ON signal (kind, at_ms)`,
      `CREATE TABLE pending_signal (
        enrollment_id INTEGER NOT NULL REFERENCES enrollment (id),
        signal_id INTEGER NOT NULL REFERENCES signal (id),
        PRIMARY KEY (enrollment_id, signal_id)
      ) {strict}`,

      `CREATE TABLE activity (
        id INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        prospect_id INTEGER NOT NULL,
        enrollment_id INTEGER,
        type TEXT NOT NULL,
        channel TEXT,
        sequence TEXT,
        step TEXT,
        touch_id TEXT,
        summary TEXT NOT NULL
      ) {strict}`,
      `CREATE INDEX activity_prospect ON activity (prospect_id, id)`,

      `CREATE TABLE mailbox (
        id TEXT PRIMARY KEY,
        last_opened_at_ms INTEGER,
        rest_reason TEXT,
        rest_until_ms INTEGER
      ) {strict}`,
      `CREATE TABLE mailbox_day (
        mailbox TEXT NOT NULL,
        day INTEGER NOT NULL,
        opened INTEGER NOT NULL,
        PRIMARY KEY (mailbox, day)
      ) {strict}`,

      `CREATE TABLE source (
        id TEXT PRIMARY KEY,
        heard_at_ms INTEGER,
        failure TEXT
      ) {strict}`,
      `CREATE TABLE folder_cursor (
        source TEXT NOT NULL,
        folder TEXT NOT NULL,
        uid INTEGER NOT NULL,
        PRIMARY KEY (source, folder)
      ) {strict}`,
      `CREATE TABLE inbound_key (
        source TEXT NOT NULL,
        folder TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (source, folder, key)
      ) {strict}`,
      `CREATE TABLE inbound (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        identity TEXT NOT NULL,
        received_at_ms INTEGER NOT NULL,
        bytes {blob} NOT NULL,
        version INTEGER,
        class TEXT,
        intent TEXT,
        confidence REAL,
        sender TEXT,
        subject TEXT,
        message_id TEXT,
        text TEXT,
        rules TEXT,
        prospect_id INTEGER REFERENCES prospect (id),
        touch_id TEXT,
        matched_by TEXT,
        quarantined TEXT,
        resolved_at_ms INTEGER,
        corrections INTEGER NOT NULL DEFAULT 0,
        UNIQUE (source, identity)
      ) {strict}`,
      `CREATE INDEX inbound_new ON inbound (id) WHERE version IS NULL AND quarantined IS NULL`,
      `CREATE INDEX inbound_prospect ON inbound (prospect_id)`,
    ],
  },
  {
    number: 2,
    name: 'attachments',
    statements: [
      `CREATE TABLE asset (
        hash TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        bytes {blob} NOT NULL
      ) {strict}`,
    ],
  },
  {
    number: 3,
    name: 'public holidays',
    statements: [
      `CREATE TABLE holiday_year (
        country TEXT NOT NULL,
        year INTEGER NOT NULL,
        in_almanac INTEGER NOT NULL CHECK (in_almanac IN (0, 1)),
        PRIMARY KEY (country, year)
      ) {strict}`,
      `CREATE TABLE holiday (
        country TEXT NOT NULL,
        year INTEGER NOT NULL,
        day INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (country, year, day),
        FOREIGN KEY (country, year) REFERENCES holiday_year (country, year)
      ) {strict}`,
    ],
  },
  {
    number: 4,
    name: 'moves between versions',
    statements: [
      `ALTER TABLE enrollment ADD COLUMN earlier TEXT`,
      `ALTER TABLE enrollment ADD COLUMN moved_after_signal INTEGER NOT NULL DEFAULT 0`,
      `CREATE TABLE applied_plan (
        hash TEXT PRIMARY KEY,
        sequence TEXT NOT NULL,
        version TEXT NOT NULL REFERENCES sequence_version (hash),
        policy TEXT NOT NULL CHECK (policy IN ('pin', 'move', 'stop')),
        revisions TEXT NOT NULL,
        at_ms INTEGER NOT NULL
      ) {strict}`,
    ],
  },
  {
    number: 5,
    name: 'when it was put off, and within what it left',
    statements: [
      `ALTER TABLE touch ADD COLUMN window_ends_at_ms INTEGER`,
      `ALTER TABLE touch ADD COLUMN opened_below INTEGER`,
      `ALTER TABLE task ADD COLUMN snoozed_at_ms INTEGER`,
      `ALTER TABLE mailbox ADD COLUMN rested_at_ms INTEGER`,
    ],
  },
  {
    number: 6,
    name: 'a source that was asked for one person alone',
    statements: [
      `CREATE TABLE person_heard (
        source TEXT NOT NULL,
        prospect_id INTEGER NOT NULL REFERENCES prospect (id),
        heard_at_ms INTEGER NOT NULL,
        PRIMARY KEY (source, prospect_id)
      ) {strict}`,
    ],
  },
  {
    number: 7,
    name: 'claims read from the index',
    statements: [
      `DROP INDEX enrollment_due`,
      // All that a claim reads of an enrollment, in the order it is claimed in: see docs/decisions/0023.
      `CREATE INDEX enrollment_due ON enrollment (lane, rank, due_at_ms, id, prospect_id, sequence, version, status, reason, cursor,
        visit, waiting, holds, mailbox, rep, enrolled_at_ms, settled_at_ms, sent_count, failures, continued_from, revision, earlier)
        WHERE due_at_ms IS NOT NULL`,
    ],
  },
  CONSENT,
  WHO_IS_WHO,
  CHANGED_STARTS,
  PRIVACY,
  SEARCH_AND_VIEWS,
  ACCOUNTS,
  HANDOVERS,
  PARTED_PEOPLE,
  HELD,
  KNOWN_COLUMNS,
  THREAD_WRITERS,
  ERASED_TOUCHES,
];

/** SQLite only: history is append-only, whoever writes. */
export const SQLITE_TRIGGERS: readonly string[] = [
  `DROP TRIGGER IF EXISTS activity_is_append_only`,
  // Whose it is may change: two people turn out to be one.
  `CREATE TRIGGER activity_is_append_only BEFORE UPDATE OF id, at_ms, enrollment_id, type, channel, sequence, step, touch_id, summary ON activity
   BEGIN SELECT RAISE(ABORT, 'activity is append-only'); END`,
];
