/** Which people have a key? */
import { hashRangeOf, linkKeysOf, isLinking, type LinkKey } from '../../../core/person/link-key.ts';
import type { Identity, Prospect } from '../../../core/person/prospect.ts';
import type { KeyOwner } from '../../../ports/import-store.ts';
import { prospectId, prospectOf, rowId, type Profile } from '../rows.ts';
import { all, insert, insertion, one, run, sql, type Command } from '../statement.ts';

/** So many are looked up by one statement. */
const HASHES_AT_ONCE = 30;

const OWNERS = sql(
  `SELECT hash, name, prospect_id FROM link_key WHERE hash IN (${Array<string>(HASHES_AT_ONCE).fill('?').join(', ')})`,
);
const ADD = insertion(
  `INSERT INTO link_key (hash, prospect_id, name)`,
  `(?, ?, ?)`,
  `ON CONFLICT (hash, prospect_id, name) DO NOTHING`,
);
const DROP = sql(`DELETE FROM link_key WHERE hash >= ? AND hash < ? AND prospect_id = ?`);
const HAVING =
  sql(`SELECT DISTINCT p.id, p.profile, p.revision FROM link_key k JOIN prospect p ON p.id = k.prospect_id
  WHERE k.hash >= ? AND k.hash < ? AND p.id > ? ORDER BY p.id LIMIT ?`);
const KEYS_OF = sql(
  `SELECT hash, name, prospect_id FROM link_key WHERE hash >= ? AND hash < ? AND prospect_id = ?`,
);

interface KeyRow {
  readonly hash: number;
  readonly name: string;
  readonly prospect_id: number;
}

export function* owners(hashes: readonly number[]): Command<readonly KeyOwner[]> {
  const found: KeyOwner[] = [];
  for (let at = 0; at < hashes.length; at += HASHES_AT_ONCE) {
    const part = hashes.slice(at, at + HASHES_AT_ONCE);
    while (part.length < HASHES_AT_ONCE) part.push(part[0]!);
    const rows = yield* all<KeyRow>(OWNERS, ...part);
    for (const row of rows)
      found.push({ hash: row.hash, name: row.name, prospectId: prospectId(row.prospect_id) });
  }
  return found;
}

/** In the order in which they are stored: that halves what it takes to find the places of many. */
export function* addKeys(keys: readonly KeyOwner[]): Command<void> {
  const sorted = keys.toSorted((key, next) => key.hash - next.hash);
  yield* addSortedKeys(sorted.map(({ hash, prospectId: id, name }) => [hash, rowId(id), name]));
}

/** @param keys  Hash, row and name of each. */
export function* addSortedKeys(
  keys: readonly (readonly [hash: number, row: number, name: string])[],
): Command<void> {
  yield* insert(ADD, keys);
}

/** @param row  Whose they are. */
export function owned(
  row: number,
  keys: readonly Pick<LinkKey, 'hash' | 'name'>[],
): readonly KeyOwner[] {
  return keys.map(({ hash, name }) => ({ hash, name, prospectId: prospectId(row) }));
}

/** The keys of an identity, whatever their names, lead to this person no more. */
export function* dropKeys(
  row: number,
  identities: readonly Pick<Identity, 'kind' | 'value'>[],
): Command<void> {
  for (const { kind, value } of identities) yield* run(DROP, ...hashRangeOf(kind, value), row);
}

export function* keysOf(
  row: number,
  { kind, value }: Pick<Identity, 'kind' | 'value'>,
): Command<readonly { readonly hash: number; readonly name: string }[]> {
  return yield* all<KeyRow>(KEYS_OF, ...hashRangeOf(kind, value), row);
}

const PAGE = 100;

/** Those who have the identity, known longest first. @param most  How many are wanted. */
export function* having(
  { kind, value }: Pick<Identity, 'kind' | 'value'>,
  most: number,
): Command<readonly Prospect[]> {
  const found: Prospect[] = [];
  for (let after = 0; found.length < most;) {
    const rows: readonly { id: number; profile: string; revision: number }[] = yield* all<{
      id: number;
      profile: string;
      revision: number;
    }>(HAVING, ...hashRangeOf(kind, value), after, Math.min(PAGE, most - found.length));
    for (const row of rows) {
      const person = prospectOf(row.id, row.profile, row.revision);
      // Another identity may have the same hash.
      if (person.identities.some((each) => each.kind === kind && each.value === value))
        found.push(person);
    }
    if (rows.length === 0) return found;
    after = rows.at(-1)!.id;
  }
  return found;
}

/** Somebody else who has one of the keys; `null`: nobody. */
export function* otherOwner(
  row: number,
  keys: readonly LinkKey[],
): Command<{ readonly key: LinkKey; readonly other: Prospect } | null> {
  const linking = keys.filter(isLinking);
  const found = yield* owners(linking.map(({ hash }) => hash));
  for (const { hash, name, prospectId: id } of found) {
    const key = linking.find((each) => each.hash === hash && each.name === name);
    if (key === undefined || rowId(id) === row) continue;
    const other = yield* one<{ profile: string; revision: number }>(PERSON, rowId(id));
    const person = other === null ? null : prospectOf(rowId(id), other.profile, other.revision);
    if (person?.identities.some((each) => each.kind === key.kind && each.value === key.value))
      return { key, other: person };
  }
  return null;
}

const PERSON = sql(`SELECT profile, revision FROM prospect WHERE id = ?`);
const PEOPLE = sql(`SELECT id, profile FROM prospect WHERE id > ? ORDER BY id LIMIT 1000`);

/** For a store that kept identities as text. */
export function* fillLinkKeys(): Command<void> {
  for (let after = 0; ;) {
    const rows: readonly { id: number; profile: string }[] = yield* all<{
      id: number;
      profile: string;
    }>(PEOPLE, after);
    yield* addKeys(
      rows.flatMap(({ id, profile }) => owned(id, linkKeysOf(JSON.parse(profile) as Profile))),
    );
    if (rows.length === 0) return;
    after = rows.at(-1)!.id;
  }
}
