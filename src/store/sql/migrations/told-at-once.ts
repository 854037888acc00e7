/** What is told without reading everybody: how many people there are, in which countries, and which columns their lists brought. */
import type { Migration } from './migration.ts';

export const TOLD_AT_ONCE: Migration = {
  number: 17,
  name: 'people by country, and the columns of their lists',
  statements: [
    `CREATE INDEX prospect_country ON prospect (country)`,
    `CREATE TABLE known_column (name TEXT PRIMARY KEY) {strict}`,
  ],
  sqlite: [
    `INSERT INTO known_column (name) SELECT DISTINCT f.key FROM prospect p, json_each(p.profile, '$.fields') f`,
  ],
};
