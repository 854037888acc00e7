/** Who must not be touched? */
import { fitsPattern } from '../../../core/person/address-pattern.ts';
import type { NewSuppression } from '../../../core/person-effects.ts';
import type { Linkable } from '../../../core/person/link-key.ts';
import { domainOf, type Identity } from '../../../core/person/prospect.ts';
import type { SuppressionEntry } from '../../../ports/suppression-store.ts';
import { bindingNames, boundBy, EVERYBODY, IDENTITY_OF, type Bound } from '../../binding-names.ts';
import { erasedOf } from './erased.ts';
import { having } from './link-keys.ts';
import { prospectId, rowId, type Profile } from '../rows.ts';
import { all, one, run, sql, type Command } from '../statement.ts';

const NEXT_EPOCH = sql(`UPDATE counter SET value = value + 1 WHERE name = 'suppression_epoch'`);
const FIND = sql(
  `SELECT kind, value, channel, reason FROM suppression WHERE kind = ? AND value = ? ORDER BY channel`,
);
const PATTERNS = sql(
  `SELECT kind, value, channel, reason FROM suppression WHERE pattern_domain = ? ORDER BY value, channel`,
);
const COLUMNS = `kind, value, channel, reason, source, at_ms`;
const LISTED = sql(
  `SELECT ${COLUMNS} FROM suppression WHERE kind = ? AND value = ? AND channel = ?`,
);
// `after_intent`: as for signals, the order of commits.
const ADD =
  sql(`INSERT INTO suppression (kind, value, channel, pattern_domain, reason, source, at_ms, after_intent)
  VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT value FROM counter WHERE name = 'intent')) ON CONFLICT (kind, value, channel) DO NOTHING`);
const REMOVE = sql(`DELETE FROM suppression WHERE kind = ? AND value = ? AND channel = ?`);
const LIST = sql(`SELECT ${COLUMNS} FROM suppression ORDER BY at_ms, kind, value, channel`);

interface FoundRow {
  readonly kind: NewSuppression['kind'];
  readonly value: string;
  /** Empty: every one. */
  readonly channel: string;
  readonly reason: string;
}

interface SuppressionRow extends FoundRow {
  readonly source: string;
  readonly at_ms: number;
}

/** Which entries bind the person. Any one of their addresses binds all of them, and who was erased is bound for ever. */
export function* boundOf(person: Linkable, wide: WideEntries | null = null): Command<Bound> {
  const found: NewSuppression[] = [];
  for (const identity of person.identities) found.push(...(yield* entriesOf(identity, wide)));
  const known = boundBy(found);
  if (known.by !== null) return known;
  const erased = yield* erasedOf(person);
  return erased === null ? known : { ...known, by: `the person was erased: ${erased.reason}` };
}

/** Entries for domains and patterns by what they are asked for: of a long list most people share a few. */
export type WideEntries = Map<string, readonly FoundRow[]>;

/** Names of more domains than any list of one trade has. */
const WIDE_MOST = 50_000;

function* entriesOf(
  { kind, value }: Pick<Identity, 'kind' | 'value'>,
  wide: WideEntries | null,
): Command<readonly NewSuppression[]> {
  const found: FoundRow[] = [];
  for (const [nameKind, name] of bindingNames(kind, value)) {
    const isWide = wide !== null && nameKind === 'domain';
    const known = isWide ? wide.get(name) : undefined;
    const rows = known ?? (yield* all<FoundRow>(FIND, nameKind, name));
    if (isWide && known === undefined) keep(wide, name, rows);
    found.push(...rows);
  }
  if (kind === 'email') {
    const name = `@${domainOf(value)}`;
    const known = wide?.get(name);
    const rows = known ?? (yield* all<FoundRow>(PATTERNS, domainOf(value)));
    if (wide !== null && known === undefined) keep(wide, name, rows);
    found.push(...rows.filter((each) => fitsPattern(each.value, value)));
  }
  return found.map(entryOf);
}

function keep(wide: WideEntries, name: string, rows: readonly FoundRow[]): void {
  if (wide.size >= WIDE_MOST) wide.clear();
  wide.set(name, rows);
}

function entryOf({ kind, value, channel, reason }: FoundRow): NewSuppression {
  return { kind, value, reason, ...(channel === '' ? {} : { channel }) };
}

/** How many were new. The epoch moves only then, so a repeat disturbs no gate. */
export function* addSuppressions(
  added: readonly NewSuppression[],
  source: string,
  nowMs: number,
): Command<number> {
  let count = 0;
  for (const { kind, value, reason, channel = '' } of added) {
    const domain = kind === 'pattern' ? domainOf(value) : null;
    count += yield* run(ADD, kind, value, channel, domain, reason, source, nowMs);
  }
  if (count > 0) yield* run(NEXT_EPOCH);
  return count;
}

export function* listed(
  entries: readonly Pick<NewSuppression, 'kind' | 'value' | 'channel'>[],
): Command<readonly (SuppressionEntry | null)[]> {
  const found: (SuppressionEntry | null)[] = [];
  for (const { kind, value, channel = '' } of entries) {
    const row = yield* one<SuppressionRow>(LISTED, kind, value, channel);
    found.push(row === null ? null : storedOf(row));
  }
  return found;
}

export function* removeSuppression(
  kind: string,
  value: string,
  channel?: string,
): Command<boolean> {
  const removed = (yield* run(REMOVE, kind, value, channel ?? '')) > 0;
  if (removed) yield* run(NEXT_EPOCH);
  return removed;
}

export function binding(
  identity: Pick<Identity, 'kind' | 'value'>,
): Command<readonly NewSuppression[]> {
  return entriesOf(identity, null);
}

export function* suppressions(): Command<readonly SuppressionEntry[]> {
  return (yield* all<SuppressionRow>(LIST)).map(storedOf);
}

function storedOf(row: SuppressionRow): SuppressionEntry {
  return { ...entryOf(row), source: row.source, atMs: row.at_ms };
}

const PROFILES = sql(`SELECT id, profile FROM prospect WHERE id > ? ORDER BY id LIMIT 1000`);
const EVERYBODY_KNOWN = sql(`SELECT id AS prospect_id FROM prospect ORDER BY id`);

/** What an entry is looked up by; for domains and patterns all addresses are read once, however many of them there are. */
export function* bound(
  entries: readonly NewSuppression[],
): Command<ReadonlyMap<string, NewSuppression>> {
  const people = new Map<string, NewSuppression>();
  const bind = (row: number, entry: NewSuppression): void => {
    const id = prospectId(row);
    if (!people.has(id)) people.set(id, entry);
  };
  const wide: NewSuppression[] = [];
  for (const entry of entries) {
    const kind = IDENTITY_OF[entry.kind];
    if (kind === null) wide.push(entry);
    else
      for (const owner of yield* having({ kind, value: entry.value }, Infinity))
        bind(rowId(owner.id), entry);
  }
  const everybody = wide.find(({ value }) => value === EVERYBODY[1]);
  if (everybody !== undefined) {
    for (const row of yield* all<{ prospect_id: number }>(EVERYBODY_KNOWN))
      bind(row.prospect_id, everybody);
  } else if (wide.length > 0) {
    yield* bindWide(wide, bind);
  }
  return people;
}

function* bindWide(
  wide: readonly NewSuppression[],
  bind: (row: number, entry: NewSuppression) => void,
): Command<void> {
  const binds = wideBinding(wide);
  for (let after = 0; ;) {
    const rows: readonly { id: number; profile: string }[] = yield* all<{
      id: number;
      profile: string;
    }>(PROFILES, after);
    for (const { id, profile } of rows) {
      for (const identity of (JSON.parse(profile) as Profile).identities) {
        const entry = binds(identity);
        if (entry !== null) bind(id, entry);
      }
    }
    if (rows.length === 0) return;
    after = rows.at(-1)!.id;
  }
}

function wideBinding(
  wide: readonly NewSuppression[],
): (identity: Pick<Identity, 'kind' | 'value'>) => NewSuppression | null {
  const domains = new Map<string, NewSuppression>();
  const patterns = new Map<string, NewSuppression[]>();
  for (const entry of wide) {
    const { kind, value } = entry;
    if (kind === 'domain') domains.set(value, entry);
    else patterns.set(domainOf(value), [...(patterns.get(domainOf(value)) ?? []), entry]);
  }
  return ({ kind, value }) => {
    if (kind !== 'email') return null;
    const fitting = patterns.get(domainOf(value))?.find((each) => fitsPattern(each.value, value));
    if (fitting !== undefined) return fitting;
    const name = bindingNames(kind, value).find(([, each]) => domains.has(each));
    return name === undefined ? null : domains.get(name[1])!;
  };
}
