/** The budget of an account counts what reached those of its people who are erased. */
import type { Migration } from './migration.ts';

export const ERASED_TOUCHES: Migration = {
  number: 19,
  name: 'what reached an account through the erased',
  statements: [
    `CREATE TABLE erased_touch (
      account TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) {strict}`,
    `CREATE INDEX erased_touch_account ON erased_touch (account, at_ms)`,
  ],
};
