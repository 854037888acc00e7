/** Says that a company is known by other names as well, or that it is not after all. */
import { UserError } from '../../core/user-error.ts';
import { accountNamed } from '../../people/cells/account.ts';
import { aliasesByHand } from '../../people/identity/account-aliases.ts';
import type { AccountStore } from '../../ports/account-store.ts';
import { changeAliases, type AccountPorts } from './align-accounts.ts';

export interface NamedAccount {
  readonly account: string;
  /** All of them, by alias. */
  readonly aliases: readonly string[];
  readonly changed: readonly string[];
  /** How many people are of another account now. */
  readonly moved: number;
}

/** @throws {UserError} `not_an_account` (exit 2), `account_by_file` (exit 1). */
export async function addAliases(
  ports: AccountPorts,
  account: string,
  names: readonly string[],
  nowMs: number,
): Promise<NamedAccount> {
  const known = await ports.accounts.aliases();
  const wanted = domain(account);
  const head = known.find(({ alias }) => alias === wanted)?.account ?? wanted;
  const others = [...new Set(names.map(domain))].filter((name) => name !== head);
  const byFile = known.find(
    ({ alias, account: of, source }) =>
      source === 'file' &&
      ((others.includes(alias) && of !== head) || (others.includes(of) && of !== head)),
  );
  if (byFile !== undefined) throw saidByFile(byFile.alias, byFile.account);
  const added = others.filter(
    (name) => !known.some(({ alias, account: of }) => alias === name && of === head),
  );
  const moved = await changeAliases(ports, aliasesByHand(known, head, added), nowMs);
  return { account: head, aliases: await namesOf(ports.accounts, head), changed: added, moved };
}

/** @throws {UserError} `not_an_account` (exit 2), `account_by_file` (exit 1). */
export async function dropAliases(
  ports: AccountPorts,
  names: readonly string[],
  nowMs: number,
): Promise<Omit<NamedAccount, 'account' | 'aliases'>> {
  const known = await ports.accounts.aliases();
  const asked = new Set(names.map(domain));
  const found = known.filter(({ alias }) => asked.has(alias));
  const byFile = found.find(({ source }) => source === 'file');
  if (byFile !== undefined) throw saidByFile(byFile.alias, byFile.account);
  const drop = found.map(({ alias }) => alias);
  return { changed: drop, moved: await changeAliases(ports, { set: [], drop }, nowMs) };
}

async function namesOf(
  accounts: Pick<AccountStore, 'aliases'>,
  head: string,
): Promise<readonly string[]> {
  return (await accounts.aliases()).flatMap(({ alias, account }) =>
    account === head ? [alias] : [],
  );
}

function domain(text: string): string {
  const named = accountNamed(text);
  if (named !== null) return named;
  throw new UserError(
    'not_an_account',
    `"${text}" is no domain of a company`,
    'an account goes by its domain, as acme.com; where anybody gets a mailbox is none',
    2,
  );
}

function saidByFile(alias: string, account: string): UserError {
  return new UserError(
    'account_by_file',
    `touchline.yaml says that ${alias} is ${account}`,
    'change it there, under accounts',
  );
}
