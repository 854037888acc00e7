/** Ids that are never given again: something outside of the table may name a row that is gone. */
import { one, run, sql, type Command } from './statement.ts';

type Counted = 'enrollment' | 'signal' | 'inbound';

/** The id of a new row. */
export const nextIdIn = (table: Counted): string =>
  `(SELECT 1 + max(id) FROM (SELECT coalesce(max(id), 0) AS id FROM ${table}
    UNION ALL SELECT value AS id FROM counter WHERE name = 'last_${table}') AS known)`;

const LAST = {
  enrollment: sql(`SELECT coalesce(max(id), 0) AS id FROM enrollment`),
  signal: sql(`SELECT coalesce(max(id), 0) AS id FROM signal`),
  inbound: sql(`SELECT coalesce(max(id), 0) AS id FROM inbound`),
} as const;
const COUNT_ON = sql(`UPDATE counter SET value = ? WHERE name = ? AND value < ?`);

/** Before rows go: Message-IDs, answers, copies, merges and what others say name them. */
export function* keepCounting(table: Counted): Command<void> {
  const last = (yield* one<{ id: number }>(LAST[table]))?.id ?? 0;
  yield* run(COUNT_ON, last, `last_${table}`, last);
}
