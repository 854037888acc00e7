import { describe, expect, test } from 'vitest';
import type { Identity, Prospect } from '../../src/core/person/prospect.ts';
import type { Lead } from '../../src/people/lists/lead.ts';
import { mergeLead } from '../../src/people/identity/prospect-change.ts';

const NO_DEFAULTS = { owner: null, source: null };

const NOTHING = {
  firstName: null,
  lastName: null,
  name: null,
  title: null,
  company: null,
  website: null,
  city: null,
  state: null,
  country: null,
  zone: null,
  language: null,
  owner: null,
  source: null,
  tags: [],
  fields: {},
  identities: [email('ada@acme.example')],
};

describe('a lead about nobody known', () => {
  test('makes a person, with name, account and zone worked out', () => {
    const { change, prospect } = mergeLead(
      null,
      lead({ firstName: 'Ada', lastName: 'Kern', country: 'DE' }),
      {
        owner: 'max',
        source: 'fair',
      },
    );
    expect(change).toBe('created');
    expect(prospect).toMatchObject({
      name: 'Ada Kern',
      accountId: 'acme.example',
      zone: 'Europe/Berlin',
      zoneSource: 'place',
      owner: 'max',
      source: 'fair',
    });
  });
});

describe('a lead about a known person', () => {
  test('changes what it says and erases nothing', () => {
    const known = person({
      firstName: 'Ada',
      lastName: 'Kern',
      name: 'Ada Kern',
      title: 'CTO',
      fields: { team: '5' },
      tags: ['a'],
    });
    const { change, prospect } = mergeLead(
      known,
      lead({ title: 'CEO', fields: { hook: 'x' }, tags: ['b', 'a'] }),
      NO_DEFAULTS,
    );
    expect(change).toBe('updated');
    expect(prospect).toMatchObject({
      name: 'Ada Kern',
      title: 'CEO',
      fields: { team: '5', hook: 'x' },
      tags: ['a', 'b'],
    });
  });

  test('that says nothing new changes nothing, in whatever order the store keeps the fields', () => {
    const same = lead({ firstName: 'Ada', fields: { a: '1', b: '2' } });
    const { prospect } = mergeLead(null, same, NO_DEFAULTS);
    const known: Prospect = { ...prospect, fields: { b: '2', a: '1' }, id: 'p1', revision: 3 };
    expect(mergeLead(known, same, NO_DEFAULTS).change).toBe('unchanged');
  });

  test('adds identities behind the known ones and never revives a bad one', () => {
    const known = person({
      identities: [{ kind: 'email', value: 'ada@acme.example', status: 'bad' }],
    });
    const { prospect } = mergeLead(
      known,
      lead({ identities: [email('ada@acme.example'), email('ada@new.example')] }),
      NO_DEFAULTS,
    );
    expect(prospect.identities).toEqual([
      { kind: 'email', value: 'ada@acme.example', status: 'bad' },
      { kind: 'email', value: 'ada@new.example', status: 'good' },
    ]);
  });
});

describe('what a person keeps', () => {
  test('their owner unless the row names another', () => {
    const known = person({ owner: 'mia' });
    expect(mergeLead(known, lead({}), { owner: 'max', source: null }).prospect.owner).toBe('mia');
    expect(
      mergeLead(known, lead({ owner: 'kim' }), { owner: 'max', source: null }).prospect.owner,
    ).toBe('kim');
  });

  test('a zone that was given, while a guessed one moves with the place', () => {
    const guessed = person({ country: 'DE', zone: 'Europe/Berlin', zoneSource: 'place' });
    expect(mergeLead(guessed, lead({ country: 'JP' }), NO_DEFAULTS).prospect.zone).toBe(
      'Asia/Tokyo',
    );
    const given = person({ country: 'DE', zone: 'Asia/Dubai', zoneSource: 'column' });
    expect(mergeLead(given, lead({ country: 'JP' }), NO_DEFAULTS).prospect).toMatchObject({
      zone: 'Asia/Dubai',
      zoneSource: 'column',
    });
  });

  test('a name that was given, while its parts stay', () => {
    const known = person({ firstName: 'Ada', lastName: 'Kern', name: 'Dr. Ada Kern' });
    expect(
      mergeLead(known, lead({ firstName: 'Ada', lastName: 'Kern' }), NO_DEFAULTS).prospect.name,
    ).toBe('Dr. Ada Kern');
    expect(mergeLead(known, lead({ lastName: 'Holm' }), NO_DEFAULTS).prospect.name).toBe(
      'Ada Holm',
    );
  });
});

function email(value: string): Identity {
  return { kind: 'email', value, status: 'good' };
}

function lead(known: Partial<Lead>): Lead {
  return {
    ...NOTHING,
    line: 2,
    personId: null,
    rest: null,
    asOfMs: null,
    warnings: [],
    ...known,
  };
}

function person(known: Partial<Prospect>): Prospect {
  return {
    ...NOTHING,
    id: 'p1',
    accountId: 'acme.example',
    zoneSource: null,
    revision: 1,
    ...known,
  };
}
