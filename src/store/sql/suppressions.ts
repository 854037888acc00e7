/** Who must not be touched? */
import type { NewSuppression } from '../../core/person-effects.ts';
import type { Prospect } from '../../core/prospect.ts';
import type { SuppressionEntry } from '../../ports/suppression-store.ts';
import { bindingNames, EVERYBODY } from '../binding-names.ts';
import { having } from './link-keys.ts';
import { prospectId, rowId, type Profile } from './rows.ts';
import { all, one, run, sql, type Command } from './statement.ts';

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
    for (const [kind, value] of bindingNames(identity.kind, identity.value)) {
      const found = yield* one<SuppressionRow>(FIND, kind, value);
      if (found !== null) return `${found.value} is suppressed: ${found.reason}`;
    }
  }
  return null;
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

const PROFILES = sql(`SELECT id, profile FROM prospect WHERE id > ? ORDER BY id LIMIT 1000`);
const EVERYBODY_KNOWN = sql(`SELECT id AS prospect_id FROM prospect ORDER BY id`);

/** Addresses and numbers are looked up; for domains all addresses are read once, however many domains there are. */
export function* bound(
  entries: readonly NewSuppression[],
): Command<ReadonlyMap<string, NewSuppression>> {
  const people = new Map<string, NewSuppression>();
  const bind = (row: number, entry: NewSuppression): void => {
    const id = prospectId(row);
    if (!people.has(id)) people.set(id, entry);
  };
  const domains = new Map<string, NewSuppression>();
  for (const entry of entries) {
    if (entry.kind === 'domain') {
      domains.set(entry.value, entry);
      continue;
    }
    const kind = entry.kind === 'phone' ? 'phone' : 'email';
    for (const owner of yield* having({ kind, value: entry.value }, Infinity))
      bind(rowId(owner.id), entry);
  }
  const everybody = domains.get(EVERYBODY[1]);
  if (everybody !== undefined) {
    for (const row of yield* all<{ prospect_id: number }>(EVERYBODY_KNOWN))
      bind(row.prospect_id, everybody);
  } else if (domains.size > 0) {
    yield* bindDomains(domains, bind);
  }
  return people;
}

function* bindDomains(
  domains: ReadonlyMap<string, NewSuppression>,
  bind: (row: number, entry: NewSuppression) => void,
): Command<void> {
  for (let after = 0; ;) {
    const rows: readonly { id: number; profile: string }[] = yield* all<{
      id: number;
      profile: string;
    }>(PROFILES, after);
    for (const { id, profile } of rows) {
      for (const { kind, value } of (JSON.parse(profile) as Profile).identities) {
        if (kind !== 'email') continue;
        const name = bindingNames(kind, value).find(([, each]) => domains.has(each));
        if (name !== undefined) bind(id, domains.get(name[1])!);
      }
    }
    if (rows.length === 0) return;
    after = rows.at(-1)!.id;
  }
}
