/** What does each other name of an account stand for now? */
import type { AccountNames } from '../../people/identity/account-of.ts';
import type { AccountStore } from '../../ports/account-store.ts';

export async function accountNames(accounts: Pick<AccountStore, 'aliases'>): Promise<AccountNames> {
  return new Map((await accounts.aliases()).map(({ alias, account }) => [alias, account]));
}
