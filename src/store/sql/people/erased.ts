/** What is left of people who were erased: keyed hashes of what they were known by, which still say no. */
import { linkKeysOf, type Linkable, type LinkKey } from '../../../core/person/link-key.ts';
import type { Identity } from '../../../core/person/prospect.ts';
import { UserError } from '../../../core/user-error.ts';
import type { Erased } from '../../../ports/privacy-store.ts';
import { having } from './link-keys.ts';
import { one, oneBySecret, run, runBySecret, sql, type Command } from '../statement.ts';

const COUNT = sql(`SELECT value FROM counter WHERE name = 'erased_count'`);
const MORE = sql(`UPDATE counter SET value = value + 1 WHERE name = 'erased_count'`);
const HAS_KEY = sql(`SELECT 1 AS hit FROM meta WHERE name = 'suppression_key'`);
const IS_KEY = sql(`SELECT 1 AS hit FROM meta WHERE name = 'suppression_key' AND value = ?`);
const KEEP_KEY = sql(`INSERT INTO meta (name, value) VALUES ('suppression_key', ?)`);
const FIND = sql(`SELECT reason, at_ms FROM erased WHERE hash = ?`);
const ADD = sql(
  `INSERT INTO erased (reason, at_ms, hash) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING`,
);
const FORGET = sql(`DELETE FROM erased WHERE hash = ?`);

/** Hashed with every key, so that a wrong one shows. */
const PROOF = 'the key of the suppression list';

/** @throws {UserError} `suppression_key_missing`, `suppression_key_wrong` (exit 1), where one was ever needed. */
export function* assertKey(): Command<void> {
  if ((yield* one(HAS_KEY)) === null) return;
  if ((yield* oneBySecret(IS_KEY, [PROOF])) !== null) return;
  throw new UserError(
    'suppression_key_wrong',
    'the key of the suppression list is not the one this store was written with; nobody can tell who was erased',
    'nothing is sent and nobody is added until it is back: restore the file that lies beside the store from a backup',
  );
}

export function* hasKey(): Command<boolean> {
  return (yield* one(HAS_KEY)) !== null;
}

/** From the first hash on, the key that it was made with is the only one. */
export function* keepKey(): Command<void> {
  if ((yield* one(HAS_KEY)) === null) yield* runBySecret(KEEP_KEY, [PROOF]);
  yield* assertKey();
}

export function* isAnybodyErased(): Command<boolean> {
  return ((yield* one<{ value: number }>(COUNT))?.value ?? 0) > 0;
}

/** Why and when the person was erased; `null`: they were not. */
export function* erasedOf(person: Linkable): Command<Erased | null> {
  if (!(yield* isAnybodyErased())) return null;
  yield* assertKey();
  for (const key of linkKeysOf(person)) {
    for (const text of textsOf(key)) {
      const found = yield* oneBySecret<{ reason: string; at_ms: number }>(FIND, [text]);
      if (found !== null) return { reason: found.reason, atMs: found.at_ms };
    }
  }
  return null;
}

/**
 * Leaves the hashes of a person. A number or a role's address that others have as well is hashed with the name beside it: it must not bind
 * them.
 *
 * @param shared  Whether others have the identity.
 */
export function* leaveHashes(
  person: Linkable,
  shared: (identity: Pick<Identity, 'kind' | 'value'>) => boolean,
  { reason, atMs }: Erased,
): Command<void> {
  for (const key of linkKeysOf(person)) {
    const texts = textsOf(key).filter((text) => text !== bareText(key) || !shared(key));
    for (const text of texts) yield* leave(text, { reason, atMs });
  }
}

function* leave(text: string, { reason, atMs }: Erased): Command<void> {
  if ((yield* runBySecret(ADD, [text], reason, atMs)) > 0) yield* run(MORE);
}

export function* forgetErased(identity: Pick<Identity, 'kind' | 'value'>): Command<boolean> {
  if (!(yield* isAnybodyErased())) return false;
  yield* assertKey();
  return (yield* runBySecret(FORGET, [bareText(identity)])) > 0;
}

/** Identities that somebody else has, too. */
export function* sharedBy(
  row: string,
  identities: readonly Pick<Identity, 'kind' | 'value'>[],
): Command<ReadonlySet<string>> {
  const shared = new Set<string>();
  for (const identity of identities) {
    const people = yield* having(identity, 2);
    if (people.some(({ id }) => id !== row)) shared.add(bareText(identity));
  }
  return shared;
}

/** By itself, and with the name where it needs one to mean somebody. */
function textsOf(key: LinkKey): readonly string[] {
  const bare = bareText(key);
  return key.name === '' ? [bare] : [bare, `${bare}\n${key.name}`];
}

export function bareText({ kind, value }: Pick<Identity, 'kind' | 'value'>): string {
  return `${kind}\n${value}`;
}
