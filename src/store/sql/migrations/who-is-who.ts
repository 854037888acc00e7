/** Keys in place of identities, source times, and what undoing needs. */
import { fillLinkKeys } from '../people/link-keys.ts';
import type { Migration } from './migration.ts';

export const WHO_IS_WHO: Migration = {
  number: 9,
  name: 'who is who',
  statements: [
    // A key in eight bytes in place of the identity as text: the tree stays small enough for a million people in a minute.
    `CREATE TABLE link_key (
      hash INTEGER NOT NULL,
      prospect_id INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (hash, prospect_id, name)
    ) {clustered}`,
    `DROP TABLE identity`,
    `ALTER TABLE prospect ADD COLUMN source_at_ms INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE prospect ADD COLUMN source_order INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE prospect ADD COLUMN source_times TEXT`,
    `ALTER TABLE list_member ADD COLUMN import_id INTEGER`,
    `CREATE INDEX list_member_person ON list_member (prospect_id)`,
    `CREATE INDEX person_heard_person ON person_heard (prospect_id)`,
    `ALTER TABLE import ADD COLUMN options TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE import ADD COLUMN list TEXT`,
    `ALTER TABLE import ADD COLUMN first_prospect_id INTEGER`,
    `ALTER TABLE import ADD COLUMN last_prospect_id INTEGER`,
    // The list that said so: who takes it back takes back its word.
    `ALTER TABLE consent ADD COLUMN import_id INTEGER`,
    `ALTER TABLE import ADD COLUMN undone_at_ms INTEGER`,
    `CREATE TABLE import_change (
      import_id INTEGER NOT NULL,
      prospect_id INTEGER NOT NULL,
      before TEXT NOT NULL,
      PRIMARY KEY (import_id, prospect_id)
    ) {clustered}`,
    `CREATE TABLE merge (
      id INTEGER PRIMARY KEY,
      survivor_id INTEGER NOT NULL,
      absorbed_id INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      import_id INTEGER,
      evidence TEXT NOT NULL,
      record TEXT NOT NULL,
      after_intent INTEGER NOT NULL,
      undone_at_ms INTEGER
    ) {strict}`,
    `CREATE INDEX merge_survivor ON merge (survivor_id)`,
    `CREATE INDEX merge_absorbed ON merge (absorbed_id)`,
    `CREATE TABLE dismissed_duplicate (
      first_id INTEGER NOT NULL,
      second_id INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      PRIMARY KEY (first_id, second_id)
    ) {strict}`,
    // Ids of people who are gone are never given again: a merged person may come back.
    `INSERT INTO counter (name, value) VALUES ('last_prospect', 0)`,
  ],
  fill: fillLinkKeys,
};
