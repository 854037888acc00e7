/** Which company somebody belongs to: told from addresses, given outright, under any of its names. */
import { describe, expect, test } from 'vitest';
import { accountNamed } from '../../src/people/cells/account.ts';
import type { KnownPerson } from '../../src/core/person/said.ts';
import { mapColumns } from '../../src/people/columns/columns.ts';
import { mergePeople } from '../../src/people/identity/merge-people.ts';
import { person } from '../support/world/builders.ts';
import { roleWord, suggestedRole } from '../../src/people/cells/role.ts';
import { aliasesByFile, aliasesByHand } from '../../src/people/identity/account-aliases.ts';
import { accountAfter, accountOf } from '../../src/people/identity/account-of.ts';

const someone = (emails: readonly string[], fields = {}, website: string | null = null) => ({
  fields,
  website,
  identities: emails.map((value) => ({ kind: 'email', value, status: 'good' }) as const),
});
const NAMES = new Map([['acme.de', 'acme.com']]);

test.each([
  ['acme.com', 'acme.com'],
  ['https://www.Acme.de/about', 'acme.de'],
  ['uk.acme.co.uk', 'acme.co.uk'],
  ['acme.example', 'acme.example'],
  ['gmail.com', null],
  ['linkedin.com', null],
  ['Kern GmbH', null],
  ['St.Gallen', null],
  ['ada@acme.com', null],
  ['', null],
])('%j names the account %j', (text, account) => expect(accountNamed(text)).toBe(account));

describe('an account', () => {
  test('is that of the first address that tells, else of the site', () => {
    expect(accountOf(someone(['ada@gmail.com', 'ada@mail.acme.com']))).toBe('acme.com');
    expect(accountOf(someone(['ada@gmail.com'], {}, 'https://acme.com'))).toBe('acme.com');
    expect(accountOf(someone(['ada@gmail.com']))).toBeNull();
  });

  test('that was given outweighs what addresses tell, unless it is no domain', () => {
    expect(accountOf(someone(['ada@acme.com'], { account: 'kern.de' }))).toBe('kern.de');
    expect(accountOf(someone(['ada@acme.com'], { account: 'Kern' }))).toBe('acme.com');
  });

  test('goes by the name that stands for it, and stays when an address is added', () => {
    expect(accountOf(someone(['ada@acme.de']), NAMES)).toBe('acme.com');
    expect(accountAfter('kern.de', someone(['ada@acme.com']))).toBe('kern.de');
    expect(accountAfter('acme.de', someone(['ada@kern.de']), NAMES)).toBe('acme.com');
    expect(accountAfter('kern.de', someone([], { account: 'acme.de' }), NAMES)).toBe('acme.com');
  });
});

const hand = (alias: string, account: string) => ({ alias, account, source: 'hand' }) as const;
const file = (alias: string, account: string) => ({ alias, account, source: 'file' }) as const;

describe('other names', () => {
  test('by hand: what stood for one of them stands for the account as well', () => {
    const known = [hand('a.de', 'b.de'), hand('x.de', 'y.de')];
    expect(aliasesByHand(known, 'c.de', ['b.de'])).toEqual({
      set: [hand('a.de', 'c.de'), hand('b.de', 'c.de')],
      drop: [],
    });
  });

  test('by the file: it outweighs a rep, and takes back what it does not say any more', () => {
    const known = [hand('a.de', 'b.de'), hand('c.de', 'a.de'), file('old.de', 'c.de')];
    const written = new Map([['b.de', 'a.de']]);
    expect(aliasesByFile(known, written)).toEqual({
      set: [file('b.de', 'a.de')],
      drop: ['a.de', 'old.de'],
    });
    expect(aliasesByFile([hand('a.de', 'b.de')], new Map([['b.de', 'c.de']]))).toEqual({
      set: [hand('a.de', 'c.de'), file('b.de', 'c.de')],
      drop: [],
    });
  });

  test('what is so already is not written', () => {
    const known = [hand('a.de', 'b.de'), file('c.de', 'b.de')];
    const nothing = { set: [], drop: [] };
    expect(aliasesByFile(known, new Map([['c.de', 'b.de']]))).toEqual(nothing);
    expect(aliasesByHand(known, 'b.de', ['a.de'])).toEqual(nothing);
  });
});

test.each([
  ['Chief Executive Officer', 'decision_maker'],
  ['CFO', 'budget_holder'],
  ['Assistant to the CEO', 'gatekeeper'],
  ['Head of Procurement', 'procurement'],
  ['General Counsel', 'legal'],
  ['Software Engineer', 'user'],
  ['Geschäftsführer', 'decision_maker'],
  ['Poet', null],
  [null, null],
])('the title %j suggests %j', (title, role) => expect(suggestedRole(title)).toBe(role));

test('a role is one word', () => expect(roleWord(' Decision Maker ')).toBe('decision_maker'));

test('a list says it in columns of its own; one called account is the company, as in a CRM', () => {
  const header = ['email', 'Account', 'Account Domain', 'Buying Role'];
  const mapped = mapColumns(header, [], 'leads.csv');
  expect(mapped.ok && mapped.value.map(({ use }) => use)).toEqual([
    { kind: 'known', field: 'email' },
    { kind: 'known', field: 'company' },
    { kind: 'custom', key: 'account' },
    { kind: 'custom', key: 'role' },
  ]);
});

describe('two who are one', () => {
  const known = (account: string, fields: Readonly<Record<string, string>>): KnownPerson => ({
    prospect: { ...person(account), id: 'p1', revision: 1, accountId: account, fields },
    times: { base: [0, 0], others: {} },
  });
  const account = (one: KnownPerson, other: KnownPerson) =>
    mergePeople(one, other).person.accountId;

  test('belong to the account of whom we know longest, unless one was given theirs outright', () => {
    expect(account(known('acme.com', {}), known('kern.de', {}))).toBe('acme.com');
    expect(account(known('acme.com', {}), known('kern.de', { account: 'kern.de' }))).toBe(
      'kern.de',
    );
    expect(account(known('acme.com', { account: 'acme.com' }), known('kern.de', {}))).toBe(
      'acme.com',
    );
  });
});
