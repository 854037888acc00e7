/** Which names stand for which account, when the workspace file and a rep both say so? */
import type { AccountNames } from './account-of.ts';

export interface KnownAlias {
  readonly alias: string;
  /** Never an alias itself. */
  readonly account: string;
  readonly source: 'hand' | 'file';
}

export interface AliasChange {
  readonly set: readonly KnownAlias[];
  readonly drop: readonly string[];
}

/** What brings the known ones to what the file says: it outweighs a rep's word, and what it does not name any more is gone. */
export function aliasesByFile(known: readonly KnownAlias[], file: AccountNames): AliasChange {
  const heads = new Set(file.values());
  const kept = known.flatMap((each): KnownAlias[] => {
    if (each.source === 'file' || file.has(each.alias) || heads.has(each.alias)) return [];
    return [{ ...each, account: file.get(each.account) ?? each.account }];
  });
  const written = [...file].map(([alias, account]): KnownAlias => ({
    alias,
    account,
    source: 'file',
  }));
  return changeTo(known, [...kept, ...written]);
}

/** The same when a rep says that these are other names of the account: what stood for one of them stands for it as well. */
export function aliasesByHand(
  known: readonly KnownAlias[],
  account: string,
  names: readonly string[],
): AliasChange {
  const others = known.filter(({ alias }) => !names.includes(alias));
  const moved = others.map((each) => (names.includes(each.account) ? { ...each, account } : each));
  const added = names.map((alias): KnownAlias => ({ alias, account, source: 'hand' }));
  return changeTo(known, [...moved, ...added]);
}

function changeTo(known: readonly KnownAlias[], wanted: readonly KnownAlias[]): AliasChange {
  const isThere = (each: KnownAlias): boolean =>
    known.some(
      (one) =>
        one.alias === each.alias && one.account === each.account && one.source === each.source,
    );
  const names = new Set(wanted.map(({ alias }) => alias));
  return {
    set: wanted.filter((each) => !isThere(each)),
    drop: known.flatMap(({ alias }) => (names.has(alias) ? [] : [alias])),
  };
}
