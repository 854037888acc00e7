/** A company that goes by several domains is one account, for its people, its mail and its budget. */
import { describe, expect, test } from 'vitest';
import { alignAccounts } from '../../../src/usecases/accounts/align-accounts.ts';
import { findAccount } from '../../../src/usecases/accounts/find-account.ts';
import { addAliases, dropAliases } from '../../../src/usecases/accounts/name-account.ts';
import { at, person } from '../../support/world/builders.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const of = (name: string, domain: string) =>
  person(name, {
    accountId: domain,
    identities: [{ kind: 'email', value: `${name}@${domain}`, status: 'good' }],
  });

async function acme(): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  await world.add(of('ada', 'acme.com'), of('ben', 'acme.de'), of('cleo', 'acme.fr'));
  return world;
}

const accountsIn = async ({ stores }: World) =>
  (await stores.people.list({ list: null, after: null, limit: 9 })).map((each) => each.accountId);

describe('another name', () => {
  test('moves its people, and their mail is heard as the account’s', async () => {
    const world = await acme();
    const { stores } = world;
    const named = await addAliases(stores, 'acme.com', ['acme.de', 'https://acme.fr'], MONDAY);
    expect(named).toMatchObject({ aliases: ['acme.de', 'acme.fr'], moved: 2 });
    expect(await accountsIn(world)).toEqual(['acme.com', 'acme.com', 'acme.com']);
    const { accounts } = await stores.inbound.lookUp([], [], ['acme.de', 'other.de']);
    expect(accounts.map(({ domain, prospects }) => [domain, prospects.length])).toEqual([
      ['acme.de', 3],
    ]);
    const again = await addAliases(stores, 'acme.de', ['acme.fr'], MONDAY);
    expect(again).toMatchObject({ account: 'acme.com', changed: [], moved: 0 });
    expect(await world.broken()).toEqual([]);
  });

  test('is taken back: who was given the account outright stays', async () => {
    const world = await acme();
    const { stores } = world;
    await world.add({
      ...of('dan', 'acme.de'),
      accountId: 'acme.com',
      fields: { account: 'acme.com' },
    });
    await addAliases(stores, 'acme.com', ['acme.de'], MONDAY);
    expect(await dropAliases(stores, ['acme.de', 'never.de'], MONDAY)).toEqual({
      changed: ['acme.de'],
      moved: 1,
    });
    expect(await accountsIn(world)).toEqual(['acme.com', 'acme.de', 'acme.fr', 'acme.com']);
  });

  test('that is no company is refused, and one of the file is changed there', async () => {
    const world = await acme();
    const { stores } = world;
    await expect(addAliases(stores, 'acme.com', ['gmail.com'], MONDAY)).rejects.toMatchObject({
      code: 'not_an_account',
    });
    await alignAccounts(stores, new Map([['acme.de', 'acme.com']]), MONDAY);
    await expect(dropAliases(stores, ['acme.de'], MONDAY)).rejects.toMatchObject({
      code: 'account_by_file',
    });
    await expect(addAliases(stores, 'acme.fr', ['acme.de'], MONDAY)).rejects.toMatchObject({
      code: 'account_by_file',
    });
  });
});

test('the file names and takes back; whoever came under the old name since is moved as well', async () => {
  const world = await acme();
  const { stores } = world;
  const names = new Map([['acme.de', 'acme.com']]);
  await alignAccounts(stores, names, MONDAY);
  await world.add(of('dan', 'acme.de'));
  expect(await world.broken()).toEqual(['accounts_go_by_one_name: p4']);
  await alignAccounts(stores, names, MONDAY);
  expect(await accountsIn(world)).toEqual(['acme.com', 'acme.com', 'acme.fr', 'acme.com']);
  await alignAccounts(stores, new Map(), MONDAY);
  expect(await accountsIn(world)).toEqual(['acme.com', 'acme.de', 'acme.fr', 'acme.de']);
});

test('an account is found by a name, another name, or a part that no other has', async () => {
  const { stores } = await acme();
  await addAliases(stores, 'acme.com', ['acme.de'], MONDAY);
  expect(await findAccount(stores.accounts, 'ACME.de')).toBe('acme.com');
  expect(await findAccount(stores.accounts, 'fr')).toBe('acme.fr');
  await expect(findAccount(stores.accounts, 'acme')).rejects.toMatchObject({
    code: 'several_accounts',
  });
  await expect(findAccount(stores.accounts, 'kern')).rejects.toMatchObject({
    code: 'unknown_account',
  });
});
