import { describe, expect, test } from 'vitest';
import { isRoleAddress } from '../../src/core/person/role-address.ts';
import { asciiDomain } from '../../src/core/person/ascii-domain.ts';
import { parseEmailAddress } from '../../src/people/cells/email-address.ts';

describe('one address', () => {
  test.each([
    ['ada@x.test', 'ada@x.test'],
    [' \u00a0Ada.Kern+List@Example.COM\u200b ', 'ada.kern+list@example.com'],
    ['mailto:ada@x.test?subject=hi', 'ada@x.test'],
    ['Ada Kern <ada@x.test>', 'ada@x.test'],
    ['<ada@x.test>', 'ada@x.test'],
    ['ada@x.test <ada@x.test>', 'ada@x.test'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ａｄａ＠ｘ．ｔｅｓｔ', 'ada@x.test'],
    ["o'brien@x.invalid", "o'brien@x.invalid"],
    ['ada@mail.localhost', 'ada@mail.localhost'],
    [`${'a'.repeat(64)}@x.test`, `${'a'.repeat(64)}@x.test`],
  ])('%s', (cell, value) => expect(parseEmailAddress(cell)).toEqual({ ok: true, value }));
});

describe('two addresses in a cell are refused and named', () => {
  test.each([
    'a@x.test, evil@y.test',
    'a@x.test;evil@y.test',
    'a@x.test evil@y.test',
    'A <a@x.test>, evil@y.test',
    'a@x.test\nevil@y.test',
  ])('%j', (cell) => {
    expect(parseEmailAddress(cell)).toEqual({
      ok: false,
      reason: 'two_addresses',
      words: 'holds 2 addresses: a@x.test and evil@y.test',
    });
  });
});

describe('what is no address is refused', () => {
  test.each([
    '',
    'n/a',
    'ada',
    '@x.test',
    'ada@',
    'ada@localhost',
    'ada@x..test',
    '.ada@x.test',
    'a..b@x.test',
    'ada@-x.test',
    'ada@x_y.test',
    'ada@1.2.3.4',
    'ada@[1.2.3.4]',
    'ada@x.test:25',
    'ada@x.test/path',
    'ada@ü.test:25',
    '"ada k"@x.test',
    'ada(home)@x.test',
    'ada@x.test>',
    'a@b@x.test',
    'jörg@x.test',
    `${'a'.repeat(65)}@x.test`,
    `ada@${'x.'.repeat(125)}test`,
  ])('%j', (cell) =>
    expect(parseEmailAddress(cell)).toMatchObject({ ok: false, reason: 'invalid_email' }),
  );
});

test.each([
  ['info@x.test', true],
  ['sales+de@x.test', true],
  ['ada@x.test', false],
  ['infomaniac@x.test', false],
])('%s is a role address: %s', (address, isRole) => expect(isRoleAddress(address)).toBe(isRole));

test.each([
  ['München.example', 'xn--mnchen-3ya.example'],
  ['localhost', null],
  ['a.test@evil.test', null],
])('the ASCII form of %s is %s', (domain, ascii) => expect(asciiDomain(domain)).toBe(ascii));
