/** The id of a new row where ids are never given again: something outside of the table may name one that was erased. */
export const nextIdIn = (table: 'enrollment' | 'signal' | 'inbound'): string =>
  `(SELECT 1 + max(id) FROM (SELECT coalesce(max(id), 0) AS id FROM ${table}
    UNION ALL SELECT value AS id FROM counter WHERE name = 'last_${table}') AS known)`;
