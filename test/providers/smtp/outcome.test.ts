import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { outcomeOf, type Observed } from '../../../src/providers/smtp/outcome.ts';

const begun = { bodyStarted: true, bodyEnded: true } as const;
const notBegun = { bodyStarted: false, bodyEnded: false } as const;

function after(phase: Observed['phase'], reply: string | null, rest: Partial<Observed> = {}) {
  const isAnswer = reply !== null && reply.startsWith('2');
  return outcomeOf({
    phase,
    trouble: isAnswer ? 'none' : 'network',
    reply,
    words: 'the connection was closed',
    serverMessageId: null,
    ...(phase === 'data' ? begun : notBegun),
    ...rest,
  });
}

describe('who is to blame', () => {
  test.each([
    // The address
    ['rcpt', '550 5.1.1 no such person', 'refused', 'address'],
    ['rcpt', '550 5.1.10 null MX', 'refused', 'address'],
    ['rcpt', '550 no such person', 'refused', 'address'],
    ['rcpt', '550 5.2.1 disabled', 'refused', 'address'],
    ['rcpt', '552 5.2.2 full', 'refused', 'address'],
    ['rcpt', '550 5.4.1 access denied', 'refused', 'address'],
    ['rcpt', '553 5.6.7 no UTF-8 here', 'refused', 'address'],
    ['data', '550 5.1.1 no such person', 'refused', 'address'],
    ['rcpt', '452 4.2.2 full', 'deferred', 'address'],
    ['rcpt', '550 4.2.2 the basic code decides', 'refused', 'address'],
    // The mailbox
    ['mail', '550 5.1.1 who are you', 'refused', 'mailbox'],
    ['mail', '501 bad sender', 'refused', 'mailbox'],
    ['mail', '452 4.3.1 no space', 'deferred', 'mailbox'],
    ['rcpt', '550 5.7.1 relaying denied', 'refused', 'mailbox'],
    ['rcpt', '550 5.1.8 bad sender domain', 'refused', 'mailbox'],
    ['rcpt', '450 4.7.26 not authenticated', 'deferred', 'mailbox'],
    ['data', '550 5.7.26 unauthenticated mail', 'refused', 'mailbox'],
    ['data', '550 5.7.515 access denied', 'refused', 'mailbox'],
    ['data', '451 4.3.0 scanner down', 'deferred', 'mailbox'],
    ['rcpt', '421 4.3.2 going down', 'deferred', 'mailbox'],
    ['mail', '530 5.7.0 log in first', 'deferred', 'mailbox'],
    // The message
    ['mail', '552 5.3.4 too big', 'refused', 'message'],
    ['data', '552 too big', 'refused', 'message'],
    ['data', '554 5.6.0 malformed', 'refused', 'message'],
    ['data', '550 5.2.3 longer than allowed', 'refused', 'message'],
    ['data', '554 no', 'refused', 'message'],
  ] as const)('at %s, %s is %s for the %s', (phase, reply, kind, blame) => {
    expect(after(phase, reply)).toMatchObject({ kind, blame, code: Number(reply.slice(0, 3)) });
  });
});

describe('before MAIL nobody judges the message', () => {
  test.each([
    ['an unreachable host', { trouble: 'network', reply: null }, { kind: 'not_sent' }],
    ['a wrong password', { trouble: 'login', reply: '535 5.7.8 bad' }, { code: 535 }],
    ['a login without credentials', { trouble: 'login', reply: null }, { code: null }],
    ['a bad certificate', { trouble: 'tls', reply: null }, { code: null }],
    ['a host that wants nobody', { trouble: 'network', reply: '554 no service' }, { code: 554 }],
    ['a host that wants nobody now', { trouble: 'network', reply: '421 busy' }, { code: 421 }],
  ] as const)('%s', (_, seen, expected) => {
    const outcome = after('open', null, seen);
    expect(outcome).toMatchObject(
      'kind' in expected ? expected : { kind: 'deferred', blame: 'mailbox', ...expected },
    );
  });
});

describe('when to come back', () => {
  test.each([
    ['rcpt', '451 4.7.1 greylisted', 300_000],
    ['rcpt', '450 4.7.1 try again', 300_000],
    ['rcpt', '450 Greylisting in action', 300_000],
    ['data', '451 you are grey-listed', 300_000],
    ['rcpt', '421 4.7.0 too many', 60_000],
    ['rcpt', '450 4.2.1 busy', 30_000],
    ['rcpt', '452 4.7.1 not a greylisting code', 30_000],
    ['open', '535 5.7.8 bad credentials', 900_000],
    ['open', '454 4.7.0 no logins just now', 30_000],
  ] as const)('after %s %s in %i ms', (phase, reply, retryAfterMs) => {
    const trouble = /^[45][35]/.test(reply) ? 'login' : 'network';
    expect(after(phase, reply, { trouble })).toMatchObject({ kind: 'deferred', retryAfterMs });
  });

  test('a greylisted address is no reason to rest the mailbox', () => {
    expect(after('rcpt', '450 4.7.1 greylisted')).toMatchObject({ blame: 'address' });
  });
});

describe('a reply that cannot be relied on', () => {
  test.each([
    'welcome',
    '2 much',
    '25',
    '2500 ok',
    '250ok',
    '\u0000250 ok',
    '250-ok\n550 no',
    '250-ok\nnonsense',
    '354 go ahead',
    '199 ok',
    '999 ok',
    '',
  ])('%j leaves a body that was handed over uncertain', (reply) => {
    expect(after('data', reply, { trouble: 'none' }).kind).toBe('uncertain');
  });

  test('a reply of several lines with one code is one reply', () => {
    expect(after('data', '250-2.0.0 ok\n250 2.0.0 thanks').kind).toBe('sent');
  });

  test('an acceptance before the end of the body proves nothing', () => {
    expect(after('data', '250 ok', { bodyEnded: false }).kind).toBe('uncertain');
    expect(after('data', '250 ok', notBegun).kind).toBe('not_sent');
  });

  test('a 250 that is no answer to the body accepts nothing', () => {
    expect(after('session', '250 ok', { ...begun, trouble: 'network' }).kind).toBe('uncertain');
  });
});

test('the words of the server are kept in one line of at most 500 characters', () => {
  const outcome = after('data', `250-ok\r\n250 a\0b${'x'.repeat(600)}`);
  expect(outcome.detail).toMatch(/^250-ok 250 a bx+$/);
  expect(outcome.detail).toHaveLength(500);
});

test('whatever was seen, only a whole body with an acceptance is sent, and a body on its way is never called unsent', () => {
  const seen = fc.record({
    phase: fc.constantFrom('open', 'mail', 'rcpt', 'data', 'session'),
    trouble: fc.constantFrom('none', 'network', 'tls', 'login'),
    reply: fc.option(
      fc.oneof(
        fc.string(),
        fc.integer({ min: 0, max: 999 }).map((code) => `${code} words`),
      ),
    ),
    words: fc.string(),
    bodyStarted: fc.boolean(),
    bodyEnded: fc.boolean(),
    serverMessageId: fc.constant(null),
  } as const);
  fc.assert(
    fc.property(seen, (observed) => {
      fc.pre(observed.bodyStarted || !observed.bodyEnded);
      fc.pre(observed.phase !== 'open' || !observed.bodyStarted);
      const { kind } = outcomeOf(observed);
      if (kind === 'sent') expect(observed.bodyEnded && observed.reply?.startsWith('2')).toBe(true);
      if (kind === 'not_sent') expect(observed.bodyEnded).toBe(false);
      if (kind === 'uncertain') expect(observed.bodyStarted).toBe(true);
      if (kind === 'refused') expect(observed.reply).toMatch(/^5/);
    }),
  );
});
