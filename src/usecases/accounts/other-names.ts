/** By which other domains does a company go that is named by one? */
import type { NewSuppression } from '../../core/person-effects.ts';
import type { Stores } from '../../ports/stores.ts';

/**
 * Domains of the same accounts that are not on the list themselves: an entry binds addresses, and not the company. A subsidiary goes by
 * another name of its parent, and what somebody takes off the names of an account must not let anybody go.
 *
 * @param channel  The one that the entries are about; absent: every one.
 */
export async function otherNames(
  { accounts, suppressions }: Pick<Stores, 'accounts' | 'suppressions'>,
  entries: Iterable<Pick<NewSuppression, 'kind' | 'value'>>,
  channel?: string,
): Promise<readonly string[]> {
  const named = new Set<string>();
  for (const { kind, value } of entries) if (kind === 'domain') named.add(value);
  if (named.size === 0) return [];
  const known = await accounts.aliases();
  const heads = new Set(known.map(({ account }) => account));
  const meant = new Set(
    known.filter(({ alias }) => named.has(alias)).map(({ account }) => account),
  );
  for (const name of named) if (heads.has(name)) meant.add(name);
  const all = known.flatMap(({ alias, account }) => (meant.has(account) ? [alias, account] : []));
  const others = [...new Set(all)].filter((name) => !named.has(name)).toSorted();
  const everywhere = await listedOf(others.map((value) => ({ kind: 'domain', value })));
  const there =
    channel === undefined
      ? new Set<string>()
      : await listedOf(others.map((value) => ({ kind: 'domain', value, channel })));
  return others.filter((name) => !everywhere.has(name) && !there.has(name));

  async function listedOf(
    asked: readonly Pick<NewSuppression, 'kind' | 'value' | 'channel'>[],
  ): Promise<ReadonlySet<string>> {
    const found = await suppressions.listed(asked);
    return new Set(found.flatMap((each) => each?.value ?? []));
  }
}
