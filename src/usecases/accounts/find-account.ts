/** Which account does somebody mean? */
import { UserError } from '../../core/user-error.ts';
import { accountNamed } from '../../people/cells/account.ts';
import type { AccountStore } from '../../ports/account-store.ts';

/**
 * By its name, by another name of it, or by a part of it that no other account has.
 *
 * @throws {UserError} `unknown_account`, `several_accounts` (exit 1).
 */
export async function findAccount(
  accounts: Pick<AccountStore, 'aliases' | 'list'>,
  text: string,
): Promise<string> {
  const aliases = await accounts.aliases();
  const named = accountNamed(text) ?? text.trim().toLowerCase();
  const known = aliases.find(({ alias, account }) => alias === named || account === named);
  if (known !== undefined) return known.account;
  const found = await accounts.list(named, 5);
  const exact = found.find(({ account }) => account === named);
  const [only, ...more] = exact === undefined ? found : [exact];
  if (only === undefined)
    throw new UserError(
      'unknown_account',
      `nobody is of the account "${text}"`,
      'touchline accounts list shows them',
    );
  if (more.length > 0)
    throw new UserError(
      'several_accounts',
      `"${text}" is in the names of several accounts: ${found.map(({ account }) => account).join(', ')}`,
      'name one of them in full',
    );
  return only.account;
}
