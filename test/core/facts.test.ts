import { describe, expect, test } from 'vitest';
import {
  ACCOUNT_NAMES,
  CONDITION_ROOTS,
  ENROLLMENT_NAMES,
  FACT_ROOTS,
  factsOf,
  HEARD_KINDS,
  historyFactsOf,
  lastTouchFacts,
  namesOfPerson,
  PERSON_NAMES,
  SENDER_NAMES,
  signalFactsOf,
  SIGNAL_NAMES,
  REPLY_NAMES,
  TOUCH_NAMES,
} from '../../src/core/facts.ts';
import type { Prospect } from '../../src/core/person/prospect.ts';

const ada: Prospect = {
  id: 'p1',
  firstName: 'Ada',
  lastName: null,
  name: 'Ada Kern',
  title: '  ',
  company: 'Kern & Co',
  accountId: 'kern.example',
  website: null,
  city: 'Ulm',
  state: null,
  country: 'DE',
  zone: null,
  zoneSource: null,
  language: 'de',
  owner: 'mia',
  source: null,
  tags: [],
  fields: { level: 'hot', first_name: 'Eve', __proto__: 'x' },
  identities: [
    { kind: 'email', value: 'old@kern.example', status: 'bad' },
    { kind: 'email', value: 'ada@kern.example', status: 'good' },
    { kind: 'linkedin', value: 'in/ada-kern', status: 'good' },
  ],
  revision: 1,
};

test('facts have public names; what is absent isn’t there; a column hides no name of ours', () => {
  const facts = factsOf(ada, {
    sender: { name: 'Mia', company: null },
    unsubscribeUrl: null,
    now: '2026-03-09T10:30:00',
  });
  expect(facts).toStrictEqual({
    account: { id: 'kern.example', name: 'Kern & Co' },
    prospect: {
      level: 'hot',
      first_name: 'Ada',
      name: 'Ada Kern',
      company: 'Kern & Co',
      city: 'Ulm',
      country: 'DE',
      language: 'de',
      owner: 'mia',
      email: 'ada@kern.example',
      linkedin_url: 'https://www.linkedin.com/in/ada-kern',
    },
    sender: { name: 'Mia' },
    now: '2026-03-09T10:30:00',
  });
});

test('the names of a person are those of their facts', () => {
  const columns: unknown = JSON.parse('{"title": "CEO", "empty": " ", "__proto__": "x", "a": "b"}');
  for (const person of [ada, { ...ada, title: null, tags: ['vip'], fields: Object(columns) }]) {
    const facts = factsOf(person, { sender: {}, unsubscribeUrl: null, now: '' });
    expect(namesOfPerson(person).toSorted()).toEqual(
      Object.keys(Object(facts['prospect'])).toSorted(),
    );
  }
});

test('a column with the name of ours fills it where we know nothing', () => {
  const facts = factsOf(
    { ...ada, title: null, fields: JSON.parse('{"title": "CEO", "__proto__": "x"}') },
    { sender: {}, unsubscribeUrl: 'https://a.example/u', now: '2026-03-09T10:30:00' },
  );
  expect(facts).toMatchObject({ unsubscribe_url: 'https://a.example/u' });
  expect(Object.keys(Object(facts['prospect']))).toContain('__proto__');
  expect(Object.getPrototypeOf(facts['prospect'])).toBe(Object.prototype);
});

test('every name that may be asked for is filled for whom everything is known of, and no other', () => {
  const known: Prospect = {
    ...ada,
    lastName: 'Kern',
    title: 'CTO',
    website: 'https://kern.example',
    state: 'BW',
    source: 'fair',
    tags: ['vip'],
    fields: {},
    identities: [...ada.identities, { kind: 'phone', value: '+491', status: 'good' }],
  };
  const own = factsOf(known, {
    sender: { name: 'Mia', email: 'mia@acme.example', company: 'Acme', mailbox: 'mia' },
    unsubscribeUrl: 'https://a.example/u',
    now: '2026-03-09T10:30:00',
  });
  const touch = { step: 'ring', channel: 'call', status: 'sent', outcome: 'connected', atMs: 1 };
  const heard = signalFactsOf(SIGNAL_NAMES, null);
  const reply = { kind: 'reply', atMs: 2, channel: 'email' } as const;
  const history = historyFactsOf(
    { touches: [touch], lastTouch: touch, signals: [reply] },
    heard,
    { sequence: 'demo', stage: 'warm' },
    String,
  );
  const facts = { ...own, ...history };
  const namesOf = (value: unknown): string[] => Object.keys(Object(value)).toSorted();
  expect(namesOf(facts)).toEqual(FACT_ROOTS.toSorted());
  expect(FACT_ROOTS).toEqual(expect.arrayContaining([...CONDITION_ROOTS]));
  expect(namesOf(own['prospect'])).toEqual(PERSON_NAMES.toSorted());
  expect(namesOf(own['account'])).toEqual(ACCOUNT_NAMES.toSorted());
  expect(namesOf(own['sender'])).toEqual(SENDER_NAMES.toSorted());
  expect(namesOf(history['enrollment'])).toEqual(ENROLLMENT_NAMES.toSorted());
  expect(namesOf(history['last_touch'])).toEqual(TOUCH_NAMES.toSorted());
  expect(namesOf(history['last_reply'])).toEqual(REPLY_NAMES.toSorted());
  expect(namesOf(signalFactsOf([], { notYet: true, untilMs: null }))).toEqual(
    HEARD_KINDS.toSorted(),
  );
  expect(namesOf(heard)).toEqual(SIGNAL_NAMES.toSorted());
});

describe('the last answer', () => {
  const enrollment = { sequence: 'demo', stage: null };
  const at = (atMs: number, channel: 'email' | 'call') =>
    ({ kind: 'reply', atMs, channel }) as const;

  test('is the latest that a human wrote, on whatever channel', () => {
    const signals = [
      at(9, 'call'),
      at(5, 'email'),
      { ...at(12, 'email'), kind: 'bounce' as const },
    ];
    const facts = historyFactsOf({ touches: [], lastTouch: null, signals }, {}, enrollment, String);
    expect(facts['last_reply']).toEqual({ channel: 'call', at: '9' });
  });

  test('is not known while a mailbox that wrote to them was not read', () => {
    const heard = signalFactsOf([], { notYet: true, untilMs: 7 });
    const facts = historyFactsOf(
      { touches: [], lastTouch: null, signals: [] },
      heard,
      enrollment,
      String,
    );
    expect(facts['last_reply']).toEqual({ notYet: true, untilMs: 7 });
  });
});

describe('the last touch', () => {
  const letter = { step: 'intro', channel: 'email', status: 'sent', outcome: null, atMs: 5 };
  const byHand = (atMs: number) =>
    ({ kind: 'manual_touch', atMs, channel: 'call', details: { outcome: 'voicemail' } }) as const;

  test('is the latest, whoever made it, and a touch by hand has no step', () => {
    const before = lastTouchFacts([letter], [byHand(4)], String);
    expect(before['last_touch']).toEqual({
      step: 'intro',
      channel: 'email',
      status: 'sent',
      at: '5',
    });
    const after = lastTouchFacts([letter], [byHand(6), byHand(3)], String);
    expect(after['last_touch']).toEqual({
      channel: 'call',
      status: 'sent',
      outcome: 'voicemail',
      at: '6',
    });
  });

  test('was tried: what is planned again, or was taken back before, is none', () => {
    const planned = { ...letter, status: 'planned', atMs: 7 };
    const withdrawn = { ...letter, status: 'cancelled', atMs: null };
    expect(lastTouchFacts([planned, withdrawn], [], String)).toEqual({});
  });
});
