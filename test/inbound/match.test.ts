import { describe, expect, test } from 'vitest';
import { lookupOf } from '../../src/inbound/lookup.ts';
import { match, type Known, type Match } from '../../src/inbound/match.ts';
import { classifiedWithMessage, letter, report } from './mail.ts';

const ada = { address: 'ada@kern.example', prospectId: 'p1', accountId: 'kern.example' };
const bea = { address: 'bea@kern.example', prospectId: 'p2', accountId: 'kern.example' };
const known: Known = {
  touches: [
    { id: 'e12.intro.1@ours.example', touchId: 'e12.intro.1', prospectId: 'p1' },
    { id: 'e12.intro.1', touchId: 'e12.intro.1', prospectId: 'p1' },
  ],
  people: [ada, bea],
  accounts: [{ domain: 'kern.example', accountId: 'kern.example', prospectIds: ['p1', 'p2'] }],
  threads: [],
  named: [],
  ours: ['max@ours.example'],
};
const failed = 'Final-Recipient: rfc822; ada@kern.example\nAction: failed\nStatus: 5.1.1';

async function matched(bytes: Uint8Array, facts: Known = known): Promise<Match> {
  const [message, classification] = await classifiedWithMessage(bytes);
  return match(message, classification, lookupOf(message, classification), facts);
}

test('a lookup asks for the nearest id first, and for whoever wrote', async () => {
  const [message, classification] = await classifiedWithMessage(
    letter('Yes', { References: '<first@x> <second@x>', 'Reply-To': 'desk@kern.example' }),
  );
  expect(lookupOf(message, classification)).toEqual({
    messageIds: ['e12.intro.1@ours.example', 'second@x', 'first@x'],
    touchlineIds: [],
    addresses: ['ada@kern.example', 'desk@kern.example'],
    domains: ['kern.example'],
    profiles: [],
    name: null,
  });
});

test('a lookup asks for an id of Amazon SES also as its server told it, without the region', async () => {
  const answer = letter('Yes', {
    'In-Reply-To': '<0102018b-1-000000@eu-west-1.amazonses.com>',
    References: '<ours@amazonses.com.example>',
  });
  const [message, classification] = await classifiedWithMessage(answer);
  expect(lookupOf(message, classification).messageIds).toEqual([
    '0102018b-1-000000@eu-west-1.amazonses.com',
    '0102018b-1-000000',
    'ours@amazonses.com.example',
  ]);
});

test('a lookup for a report asks for what came back and who sent it, never whom it is about', async () => {
  const [message, classification] = await classifiedWithMessage(report(failed));
  expect(lookupOf(message, classification)).toEqual({
    messageIds: ['e12.intro.1@ours.example'],
    touchlineIds: ['e12.intro.1'],
    addresses: ['mailer-daemon@mx.kern.example'],
    domains: ['mx.kern.example'],
    profiles: [],
    name: null,
  });
});

test('who answers in the thread of another company speaks for their own as well', async () => {
  const cem = { address: 'cem@other.example', prospectId: 'p8', accountId: 'other.example' };
  const other = { domain: 'other.example', accountId: 'other.example', prospectIds: ['p8', 'p9'] };
  const both = {
    ...known,
    people: [...known.people, cem],
    accounts: [...known.accounts, other],
  };
  expect(await matched(letter('Yes', { From: cem.address }), both)).toMatchObject({
    writtenBy: 'p8',
    colleagues: ['p2', 'p9'],
  });
});

describe('a letter belongs to', () => {
  const adas = {
    kind: 'person',
    prospectId: 'p1',
    colleagues: ['p2'],
    writtenBy: null,
    invited: [],
  };
  test.each([
    [
      'the person written to, by our id',
      letter('Yes'),
      { ...adas, how: 'message_id', touchId: 'e12.intro.1' },
    ],
    [
      'the person written to, whoever answers',
      letter('Yes', { From: 'stranger@else.example' }),
      { ...adas, how: 'message_id', touchId: 'e12.intro.1' },
    ],
    [
      'the person written to, though a known colleague answers',
      letter('Yes', { From: 'bea@kern.example' }),
      { ...adas, writtenBy: 'p2', how: 'message_id', touchId: 'e12.intro.1' },
    ],
    [
      'a known address',
      letter('Yes', { 'In-Reply-To': null }),
      { ...adas, how: 'address', touchId: null },
    ],
    [
      'perhaps a known company',
      letter('Yes', { 'In-Reply-To': null, From: 'new@mail.kern.example' }),
      { kind: 'suspect', prospectIds: ['p1', 'p2'], how: 'domain' },
    ],
    ['nobody', letter('Yes', { 'In-Reply-To': null, From: 'x@else.example' }), { kind: 'none' }],
    [
      'nobody when the domain only ends alike',
      letter('Yes', { 'In-Reply-To': null, From: 'x@notkern.example' }),
      { kind: 'none' },
    ],
    [
      'the person, also where it names us among those who wrote',
      letter('Yes', { From: 'max@ours.example, ada@kern.example' }),
      { ...adas, how: 'message_id', touchId: 'e12.intro.1' },
    ],
    ['us', letter('Copy', { From: 'Max <MAX@ours.example>' }), { kind: 'own' }],
  ])('%s', async (_, bytes, expected) => expect(await matched(bytes)).toEqual(expected));
});

describe('a delivery report', () => {
  test('speaks for a person by the ids it carries back', async () => {
    expect(await matched(report(failed))).toMatchObject({
      kind: 'person',
      prospectId: 'p1',
      touchId: 'e12.intro.1',
    });
    const byEnvelope = {
      ...known,
      touches: known.touches.filter(({ id }) => id === 'e12.intro.1'),
    };
    expect(await matched(report(failed), byEnvelope)).toMatchObject({
      kind: 'person',
      how: 'touch_id',
    });
  });

  test('that names no id of ours is nobody’s', async () => {
    expect(await matched(report(failed), { ...known, touches: [] })).toEqual({
      kind: 'unproven_report',
    });
  });

  test('that names no id of ours and comes from the person’s own address may be their answer', async () => {
    const from = { From: 'Bea <bea@kern.example>' };
    expect(await matched(report(failed, from), { ...known, touches: [] })).toEqual({
      kind: 'suspect',
      prospectIds: ['p2'],
      how: 'address',
    });
  });
});
