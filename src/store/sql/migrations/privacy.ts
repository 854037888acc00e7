/** Suppressions on one channel, by pattern and by profile; what is left of who was erased; what we wrote outside; what was done for privacy. */
import type { Migration } from './migration.ts';

export const PRIVACY: Migration = {
  number: 11,
  name: 'privacy',
  statements: [
    // Empty text stands for every channel, so that the same entry twice is found.
    `CREATE TABLE suppression_entry (
      kind TEXT NOT NULL CHECK (kind IN ('address', 'domain', 'pattern', 'phone', 'linkedin')),
      value TEXT NOT NULL,
      channel TEXT NOT NULL,
      pattern_domain TEXT,
      reason TEXT NOT NULL,
      source TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      after_intent INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (kind, value, channel)
    ) {strict}`,
    `INSERT INTO suppression_entry (kind, value, channel, reason, source, at_ms, after_intent)
      SELECT kind, value, '', reason, source, at_ms, after_intent FROM suppression`,
    `DROP TABLE suppression`,
    `ALTER TABLE suppression_entry RENAME TO suppression`,
    `CREATE INDEX suppression_pattern ON suppression (pattern_domain) WHERE pattern_domain IS NOT NULL`,
    // HMAC-SHA256 of what a person was known by, under the key beside the store.
    `CREATE TABLE erased (
      hash TEXT PRIMARY KEY,
      reason TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) {strict}`,
    // An erasure that has begun: it binds from here on, and is ended by the next runner when this one dies.
    `CREATE TABLE erasure (
      prospect_id INTEGER PRIMARY KEY,
      reason TEXT NOT NULL,
      keeps_hash INTEGER NOT NULL CHECK (keeps_hash IN (0, 1)),
      at_ms INTEGER NOT NULL
    ) {strict}`,
    `CREATE TABLE written_file (
      path TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) {strict}`,
    `CREATE TABLE privacy_record (
      id INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      action TEXT NOT NULL,
      subject INTEGER NOT NULL,
      reason TEXT NOT NULL,
      counts TEXT NOT NULL
    ) {strict}`,
    // Ids of what was erased are never given again: answers, copies and merges name them.
    `INSERT INTO counter (name, value) VALUES ('last_enrollment', 0), ('last_signal', 0), ('last_inbound', 0),
      ('erased_count', 0), ('store_to_clean', 0),
      ('retention_day', 0)`,
  ],
};
