/** Who must not be touched? */
import type { NewSuppression } from '../../core/person-effects.ts';
import type { Prospect } from '../../core/prospect.ts';
import type { SuppressionEntry } from '../../ports/suppression-store.ts';
import { prospectId } from './rows.ts';
import { all, one, run, sql, type Command } from './statement.ts';

export const SUPPRESSION_EPOCH = sql(`SELECT value FROM counter WHERE name = 'suppression_epoch'`);
const NEXT_EPOCH = sql(`UPDATE counter SET value = value + 1 WHERE name = 'suppression_epoch'`);
const FIND = sql(`SELECT kind, value, reason FROM suppression WHERE kind = ? AND value = ?`);
// `after_intent`: as for signals, the order of commits.
const ADD = sql(`INSERT INTO suppression (kind, value, reason, source, at_ms, after_intent)
  VALUES (?, ?, ?, ?, ?, (SELECT value FROM counter WHERE name = 'intent')) ON CONFLICT (kind, value) DO NOTHING`);
const REMOVE = sql(`DELETE FROM suppression WHERE kind = ? AND value = ?`);
const LIST = sql(
  `SELECT kind, value, reason, source, at_ms FROM suppression ORDER BY at_ms, kind, value`,
);

interface SuppressionRow {
  readonly kind: NewSuppression['kind'];
  readonly value: string;
  readonly reason: string;
  readonly source: string;
  readonly at_ms: number;
}

/** Which suppression binds the person, in words; `null`: none. Any one of their addresses binds all of them. */
export function* suppressionOf(prospect: Prospect): Command<string | null> {
  for (const identity of prospect.identities) {
    for (const [kind, value] of namesOf(identity.kind, identity.value)) {
      const found = yield* one<SuppressionRow>(FIND, kind, value);
      if (found !== null) return `${found.value} is suppressed: ${found.reason}`;
    }
  }
  return null;
}

/** The entries of the list that would bind an address: itself, its domain, and every domain above that. */
function namesOf(kind: string, value: string): readonly (readonly [string, string])[] {
  if (kind === 'phone') return [['phone', value]];
  if (kind !== 'email') return [];
  const labels = value.slice(value.lastIndexOf('@') + 1).split('.');
  const domains = labels.map((_, index) => ['domain', labels.slice(index).join('.')] as const);
  return [['address', value], ...domains];
}

/** How many were new. The epoch moves only then, so a repeat disturbs no gate. */
export function* addSuppressions(
  added: readonly NewSuppression[],
  source: string,
  nowMs: number,
): Command<number> {
  let count = 0;
  for (const each of added)
    count += yield* run(ADD, each.kind, each.value, each.reason, source, nowMs);
  if (count > 0) yield* run(NEXT_EPOCH);
  return count;
}

export function* removeSuppression(kind: string, value: string): Command<boolean> {
  const removed = (yield* run(REMOVE, kind, value)) > 0;
  if (removed) yield* run(NEXT_EPOCH);
  return removed;
}

export function* suppressions(): Command<readonly SuppressionEntry[]> {
  const rows = yield* all<SuppressionRow>(LIST);
  return rows.map(({ at_ms, ...row }) => ({ ...row, atMs: at_ms }));
}

const BOUND = sql(`SELECT prospect_id FROM identity WHERE kind = ? AND value = ?`);
const BOUND_DOMAIN = sql(
  `SELECT DISTINCT prospect_id FROM identity WHERE kind = 'email' AND (value LIKE ? OR value LIKE ?)`,
);

export function* bound(kind: NewSuppression['kind'], value: string): Command<readonly string[]> {
  const rows =
    kind === 'domain'
      ? yield* all<{ prospect_id: number }>(BOUND_DOMAIN, `%@${value}`, `%.${value}`)
      : yield* all<{ prospect_id: number }>(BOUND, kind === 'phone' ? 'phone' : 'email', value);
  return rows.map((row) => prospectId(row.prospect_id));
}
