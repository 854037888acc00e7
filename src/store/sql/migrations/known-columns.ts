/** Which columns people's lists brought, told without reading everybody. */
import type { Migration } from './migration.ts';

export const KNOWN_COLUMNS: Migration = {
  number: 17,
  name: 'the columns of lists',
  statements: [`CREATE TABLE known_column (name TEXT PRIMARY KEY) {strict}`],
  sqlite: [
    `INSERT INTO known_column (name) SELECT DISTINCT f.key FROM prospect p, json_each(p.profile, '$.fields') f`,
  ],
};
