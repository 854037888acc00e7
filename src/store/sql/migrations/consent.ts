/** What people said to being contacted, and the registers that bind calls. */
import type { Migration } from './migration.ts';

export const CONSENT: Migration = {
  number: 8,
  name: 'consent, and lists that bind calls',
  statements: [
    `INSERT INTO counter (name, value) VALUES ('consent_epoch', 0)`,
    // Append-only. Empty text stands for none, so that the same statement twice is found: channel '' is everywhere.
    `CREATE TABLE consent (
        id INTEGER PRIMARY KEY,
        prospect_id INTEGER NOT NULL REFERENCES prospect (id),
        kind TEXT NOT NULL CHECK (kind IN ('given', 'withdrawn')),
        channel TEXT NOT NULL,
        basis TEXT NOT NULL,
        source TEXT NOT NULL,
        evidence TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        expires_at_ms INTEGER,
        recorded_at_ms INTEGER NOT NULL
      ) {strict}`,
    `CREATE INDEX consent_prospect ON consent (prospect_id)`,
    `CREATE TABLE call_list (
        source TEXT PRIMARY KEY,
        country TEXT,
        at_ms INTEGER NOT NULL,
        imported_at_ms INTEGER NOT NULL
      ) {strict}`,
    `CREATE TABLE call_number (
        number TEXT NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (number, source)
      ) {strict}`,
    `CREATE INDEX call_number_source ON call_number (source)`,
  ],
};
