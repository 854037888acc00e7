import { describe, expect, test } from 'vitest';
import { accountOfAddress, accountOfWebsite } from '../../src/people/cells/account.ts';
import { COUNTRIES } from '../../src/people/cells/country-table.ts';
import { parseCountry } from '../../src/people/cells/country.ts';
import { parseKey } from '../../src/people/identity/key.ts';
import { parseLinkedin } from '../../src/people/cells/linkedin.ts';
import { displayName, splitName } from '../../src/people/cells/names.ts';
import { parsePhone } from '../../src/people/cells/phone.ts';
import {
  AREA_CODES,
  CITIES,
  MAIN_ZONES,
  SPLIT_STATES,
  STATES,
} from '../../src/people/cells/zone-table.ts';
import { parseZone, zoneOf } from '../../src/people/cells/zone.ts';

const NOWHERE = { zone: null, city: null, state: null, country: null, phone: null };

describe('the zone of a person', () => {
  test.each([
    ['a given zone beats the place', { zone: 'Asia/Tokyo', country: 'DE' }, 'Asia/Tokyo', 'column'],
    ['a zone that is none is absent', { zone: 'CEST', country: 'DE' }, 'Europe/Berlin', 'place'],
    ['the country', { country: 'JP' }, 'Asia/Tokyo', 'place'],
    ['the place beats the phone', { country: 'JP', phone: '+493012345678' }, 'Asia/Tokyo', 'place'],
    ['a state by code', { country: 'US', state: 'TX' }, 'America/Chicago', 'place'],
    ['a state by name', { country: 'CA', state: 'British Columbia' }, 'America/Vancouver', 'place'],
    [
      'the other side of a split state',
      { country: 'US', state: 'Texas', city: 'El Paso' },
      'America/Denver',
      'place',
    ],
    [
      'a city of a country with several zones',
      { country: 'AU', city: 'Perth' },
      'Australia/Perth',
      'place',
    ],
    [
      'an island of a country with one',
      { country: 'ES', city: 'Las Palmas' },
      'Atlantic/Canary',
      'place',
    ],
    ['a city that means one place', { city: 'São Paulo' }, 'America/Sao_Paulo', 'place'],
    [
      'a state’s full name without a country',
      { state: 'California' },
      'America/Los_Angeles',
      'place',
    ],
    [
      'a state’s code beside a North American phone',
      { state: 'CA', phone: '+12125550100' },
      'America/Los_Angeles',
      'place',
    ],
    ['an area code', { phone: '+16025550100' }, 'America/Phoenix', 'phone'],
    ['a country code', { phone: '+493012345678' }, 'Europe/Berlin', 'phone'],
    ['a country code of three digits', { phone: '+353861234567' }, 'Europe/Dublin', 'phone'],
    [
      'only a country with several zones: most of its people',
      { country: 'US' },
      'America/New_York',
      'country',
    ],
    [
      'an area code beats that guess',
      { country: 'US', phone: '+16025550100' },
      'America/Phoenix',
      'phone',
    ],
    [
      'only a number of a country with several zones',
      { phone: '+5511987654321' },
      'America/Sao_Paulo',
      'country',
    ],
  ])('%s', (_, known, zone, source) =>
    expect(zoneOf({ ...NOWHERE, ...known })).toEqual({ zone, source }),
  );

  test.each([
    ['nothing', {}],
    ['a state’s code alone, which is a place all over the world', { state: 'CA' }],
    ['a city that several places share', { city: 'London', state: 'XX' }],
    ['a toll-free number', { phone: '+18005550100' }],
    ['a number of a code that several countries share', { phone: '+61255501234' }],
  ])('%s: unknown', (_, known) => expect(zoneOf({ ...NOWHERE, ...known })).toBeNull());
});

test('every country with several zones has a main one', () => {
  const several = [...COUNTRIES.matchAll(/^([A-Z]{2}) \d+ - /gm)].map((match) => match[1]);
  expect([...MAIN_ZONES.matchAll(/^[A-Z]{2}/gm)].map(([code]) => code)).toEqual(several);
});

describe('the name of a zone', () => {
  test.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['UTC', 'UTC'],
    ['EST', null],
    ['+02:00', null],
    ['Europe/Atlantis', null],
  ])('%s reads %s', (text, zone) => expect(parseZone(text)).toBe(zone));

  test('every zone of the tables exists, and no area code stands twice', () => {
    const zones = [COUNTRIES, STATES, MAIN_ZONES, SPLIT_STATES, AREA_CODES, CITIES].flatMap(
      (table) => [...table.matchAll(/\b[A-Z]\w+\/[\w/-]+/g)],
    );
    expect(zones.length).toBeGreaterThan(300);
    expect(zones.map(([zone]) => zone).filter((zone) => parseZone(zone) === null)).toEqual([]);
    const codes: string[] = AREA_CODES.match(/\b\d+\b/g) ?? [];
    expect(
      codes.filter((code, index) => codes.indexOf(code) !== index || !/^[2-9]\d\d$/.test(code)),
    ).toEqual([]);
  });
});

test.each([
  ['de', 'DE'],
  ['Germany', 'DE'],
  ['DEUTSCHLAND', 'DE'],
  ['Österreich', 'AT'],
  ['the Netherlands', 'NL'],
  ['U.S.A.', 'US'],
  ['uk', 'GB'],
  ['日本', 'JP'],
  ['Cote d’Ivoire', 'CI'],
  ['Bosnia and Herzegovina', 'BA'],
  ['Saint Lucia', 'LC'],
  ['Atlantis', null],
  ['', null],
])('the country %s is %s', (text, code) => expect(parseCountry(text)).toBe(code));

describe('a telephone number', () => {
  test.each([
    ['+49 (0)30 1234567', null, '+49301234567'],
    ['0049 30 1234567', null, '+49301234567'],
    ['+44 020 7946 0958', null, '+442079460958'],
    ['030/1234567', 'DE', '+49301234567'],
    ['（０３）１２３４−５６７８', 'JP', '+81312345678'],
    ['1 (312) 555-0100', 'US', '+13125550100'],
    ['312.555.0100 ext. 7', 'US', '+13125550100'],
    ['tel:+1-312-555-0100', null, '+13125550100'],
    ['+39 06 1234 5678', null, '+390612345678'],
    ['491701234567', 'DE', '+491701234567'],
    ['01 23 45 67 89', 'FR', '+33123456789'],
    ['1-800-FLOWERS', 'US', '+18003569377'],
    ['᠓᠑᠒ ᠕᠕᠕ ᠐᠑᠐᠐', 'US', '+13125550100'],
    ['tel:555-0100;phone-context=+1-312', null, '+13125550100'],
    ['(0xx) 11 8765 4321', 'AR', '+541187654321'],
    ['+44 20 7946 0958 X    45', null, '+442079460958'],
  ])('%s (%s) is %s', (cell, country, value) =>
    expect(parsePhone(cell, country)).toEqual({ ok: true, value }),
  );

  test.each([
    ['030 1234567', null, 'without a country'],
    ['4.91701E+11', 'DE', 'shortened by a spreadsheet'],
    ['12', 'US', 'is no telephone number'],
    ['1 MICROSOFT', 'NZ', 'is no telephone number'],
    ['312-555-0100 / 312-555-0101', 'US', 'is no telephone number'],
    ['1'.repeat(70_000), 'US', 'too long'],
    ['', 'US', 'is no telephone number'],
  ])('%.20s (%s) is none: %s', (cell, country, words) => {
    expect(parsePhone(cell, country)).toEqual({ ok: false, words: expect.stringContaining(words) });
  });
});

test.each([
  ['https://www.linkedin.com/in/Ada-Kern/?trk=x', 'in/ada-kern'],
  ['de.linkedin.com/in/ada-kern/en', 'in/ada-kern'],
  ['/in/ada-kern', 'in/ada-kern'],
  ['https://linkedin.com/in/%C3%A9lodie-m', 'in/élodie-m'],
  ['https://www.linkedin.com/in/%E0%A4%A', null],
  ['https://www.linkedin.com/company/acme', null],
  ['https://www.linkedin.com/sales/lead/ACwAAA', null],
  ['https://evil.test/www.linkedin.com/in/ada', null],
  ['https://notlinkedin.com/in/ada', null],
  ['ada-kern', null],
])('the profile of %s is %s', (cell, slug) => expect(parseLinkedin(cell)).toBe(slug));

test.each([
  ['jobs@mail.acme.co.uk', 'acme.co.uk'],
  ['ada@acme.example', 'acme.example'],
  ['ada@gmail.com', null],
  ['ada@yahoo.co.uk', null],
])('the account of %s is %s', (address, account) =>
  expect(accountOfAddress(address)).toBe(account),
);

test.each([
  ['https://www.acme.example/about', 'acme.example'],
  ['acme.github.io', 'acme.github.io'],
  ['https://www.facebook.com/acme', null],
])('the account of the site %s is %s', (site, account) =>
  expect(accountOfWebsite(site)).toBe(account),
);

test.each([
  ['p12', 'id', 'p12'],
  ['Ada@X.test', 'email', 'ada@x.test'],
  ['https://linkedin.com/in/Ada', 'linkedin', 'in/ada'],
  ['+49 (0)30 1234567', 'phone', '+49301234567'],
  ['+972 3 555 0123', 'phone', '+97235550123'],
  ['(312) 555-0100', 'phone', '+13125550100'],
])('the key %s is an %s', (text, kind, value) =>
  expect(parseKey(text, 'US')).toEqual({ kind, value }),
);

test.each(['ada', 'p0', '030 1234567', 'a@x.test b@y.test', ''])('"%s" is no key', (text) =>
  expect(parseKey(text, null)).toBeNull(),
);

test.each([
  ['Ada Kern', 'Ada', 'Kern'],
  ['Kern, Ada Maria', 'Ada', 'Kern'],
  ['Dr. Ada M. Kern, PhD', 'Ada', 'Kern'],
  ['Kern, Ph. D.', 'Kern', null],
  ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
  ['Madonna', 'Madonna', null],
  ['森 遥', '遥', '森'],
  ['森遥', null, null],
  [',', null, null],
])('%s is %s %s', (name, firstName, lastName) =>
  expect(splitName(name, null)).toEqual({ firstName, lastName }),
);

test.each([
  ['Ada', 'Kern', 'Ada Kern'],
  [null, 'Kern', 'Kern'],
  ['遥', '森', '森遥'],
  [null, null, null],
])('%s and %s are shown as %s', (firstName, lastName, shown) =>
  expect(displayName(firstName, lastName)).toBe(shown),
);
