/** Other names that an account goes by. */
import type { Migration } from './migration.ts';

export const ACCOUNTS: Migration = {
  number: 13,
  name: 'other names of accounts',
  statements: [
    `CREATE TABLE account_alias (
      alias TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('hand', 'file')),
      at_ms INTEGER NOT NULL
    ) {strict}`,
    `CREATE INDEX account_alias_account ON account_alias (account)`,
  ],
};
