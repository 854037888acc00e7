/** Marks for those who have not begun. */
import type { Migration } from './migration.ts';

export const CHANGED_STARTS: Migration = {
  number: 10,
  name: 'who has not begun, and whose person was written anew',
  statements: [
    `CREATE TABLE changed_start (
      enrollment_id INTEGER PRIMARY KEY REFERENCES enrollment (id),
      profile TEXT NOT NULL,
      writes INTEGER NOT NULL
    ) {strict}`,
  ],
};
