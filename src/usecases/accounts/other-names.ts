/** By which other domains does a company go that is named by one? */
import type { NewSuppression } from '../../core/person-effects.ts';
import type { AccountStore } from '../../ports/account-store.ts';

/** Domains of the same accounts that no entry names: an entry binds addresses, and not the company. */
export async function otherNames(
  accounts: Pick<AccountStore, 'aliases'>,
  entries: readonly Pick<NewSuppression, 'kind' | 'value'>[],
): Promise<readonly string[]> {
  const named = new Set(entries.flatMap(({ kind, value }) => (kind === 'domain' ? [value] : [])));
  if (named.size === 0) return [];
  const known = await accounts.aliases();
  const heads = new Set(known.map(({ account }) => account));
  const meant = new Set(
    known.filter(({ alias }) => named.has(alias)).map(({ account }) => account),
  );
  for (const name of named) if (heads.has(name)) meant.add(name);
  const all = known.flatMap(({ alias, account }) => (meant.has(account) ? [alias, account] : []));
  return [...new Set(all)].filter((name) => !named.has(name)).toSorted();
}
