/** Brings aliases to what the workspace file says, and everybody to the account that their name stands for. */
import { aliasesByFile, type AliasChange } from '../../people/identity/account-aliases.ts';
import { accountOf, type AccountNames } from '../../people/identity/account-of.ts';
import type { AccountStore } from '../../ports/account-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import { accountNames } from './account-names.ts';

export interface AccountPorts {
  readonly accounts: Pick<AccountStore, 'aliases' | 'changeAliases'>;
  readonly people: Pick<PeopleStore, 'ofAccount' | 'save'>;
}

const PORTION = 200;

/** @param written  In the workspace file. */
export async function alignAccounts(
  ports: AccountPorts,
  written: AccountNames,
  nowMs: number,
): Promise<void> {
  const known = await ports.accounts.aliases();
  await changeAliases(ports, aliasesByFile(known, written), nowMs);
}

/** Answers with how many people went to another account. */
export async function changeAliases(
  ports: AccountPorts,
  { set, drop }: AliasChange,
  nowMs: number,
): Promise<number> {
  const before = await accountNames(ports.accounts);
  if (set.length > 0 || drop.length > 0) {
    const added = set.map((each) => ({ ...each, atMs: nowMs }));
    await ports.accounts.changeAliases({ set: added, drop });
  }
  const names = await accountNames(ports.accounts);
  let moved = 0;
  for (const alias of drop)
    moved += await giveBack(ports, alias, before.get(alias) ?? alias, nowMs);
  // Also what was read before somebody else changed an alias, and written after it.
  for (const [alias, account] of names) moved += await moveAll(ports, alias, account, nowMs);
  return moved;
}

async function moveAll(
  { people }: AccountPorts,
  alias: string,
  account: string,
  nowMs: number,
): Promise<number> {
  for (let moved = 0; ;) {
    const portion = await people.ofAccount(alias, PORTION);
    if (portion.length === 0) return moved;
    const changes = portion.map(({ id, revision: _revision, ...person }) => ({
      id,
      person: { ...person, accountId: account },
    }));
    await people.save(changes, nowMs, null);
    moved += portion.length;
  }
}

/** Whose own account it is goes back there; who was given another one outright stays. */
async function giveBack(
  { people }: AccountPorts,
  alias: string,
  account: string,
  nowMs: number,
): Promise<number> {
  const there = await people.ofAccount(account, Number.MAX_SAFE_INTEGER);
  const changes = there
    .filter((person) => accountOf(person) === alias)
    .map(({ id, revision: _revision, ...person }) => ({
      id,
      person: { ...person, accountId: alias },
    }));
  for (let from = 0; from < changes.length; from += PORTION)
    await people.save(changes.slice(from, from + PORTION), nowMs, null);
  return changes.length;
}
