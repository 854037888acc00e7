import { describe, expect, onTestFinished, test } from 'vitest';

import type { Outcome } from '../../../src/core/touch.ts';
import { SmtpChannel, type SmtpChannelOptions } from '../../../src/providers/smtp/smtp-channel.ts';
import { ELSEWHERE, LOCALHOST } from '../../support/mail/certificates.ts';
import {
  startFaultyServer,
  type FaultyServer,
  type FaultyServerOptions,
} from '../../support/mail/faulty-smtp-server.ts';

const SES_ID = '0102018b5c3c0a4f-8a1c2f3e-9d7b-4c55-8e21-0f6d1c2b3a49-000000';

type World = { server: FaultyServer; channel: SmtpChannel };

async function open(
  serverOptions: FaultyServerOptions = {},
  channelOptions: Partial<SmtpChannelOptions> = {},
): Promise<World> {
  const server = await startFaultyServer(serverOptions);
  onTestFinished(() => server.close());
  const channel = new SmtpChannel({
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    name: 'client.test',
    connections: 1,
    ...channelOptions,
  });
  return { server, channel };
}

async function send(
  channel: SmtpChannel,
  bytes: Uint8Array = Buffer.from('Subject: Hello\r\n\r\nSome words.\r\n'),
  dataStarted: () => Promise<void> = async () => {},
  signal = new AbortController().signal,
): Promise<Outcome> {
  const message = {
    touchId: 'e1.intro.1',
    touchlineId: 'ours',
    to: 'ada@kern.test',
    from: 'max@acme.test',
    bytes,
  };
  return channel.send(message, dataStarted, signal);
}

describe('what arrives', () => {
  test.each([
    ['lines that begin with dots', 'a: b\r\n\r\n.\r\n..\r\n.x\r\n'],
    ['a body that begins with a dot', '.a\r\n'],
    ['bytes above 127', 'a: b\r\n\r\n\u00e4\u00f6\u20ac\r\n'],
    ['a body of many slices', `a: b\r\n\r\n${'.0123456789\r\n'.repeat(60_000)}`],
    ['an empty line only', '\r\n'],
  ])('%s arrives byte for byte', async (_, text) => {
    const { server, channel } = await open();
    expect((await send(channel, Buffer.from(text))).kind).toBe('sent');
    expect(Buffer.from(server.ledger[0]!.body, 'latin1').toString()).toBe(text);
  });

  test('8BITMIME is asked for only when offered and needed', async () => {
    const eight = Buffer.from('a: b\r\n\r\n\u00e4\r\n');
    const offering = await open({ extensions: ['8BITMIME'] });
    await send(offering.channel, eight);
    await send(offering.channel);
    const senders = offering.server.commands.filter((line) => line.startsWith('MAIL'));
    expect(senders).toEqual([
      'MAIL FROM:<max@acme.test> BODY=8BITMIME',
      'MAIL FROM:<max@acme.test>',
    ]);
    const silent = await open();
    await send(silent.channel, eight);
    expect(silent.server.commands).toContain('MAIL FROM:<max@acme.test>');
  });

  test('reports are asked for, in the name of the touch, only of a server that offers them', async () => {
    const offering = await open({ extensions: ['DSN'] });
    await send(offering.channel);
    const silent = await open();
    await send(silent.channel);
    const envelopes = [offering, silent].map(({ server }) =>
      server.commands.filter((line) => /^(?:MAIL|RCPT)/.test(line)),
    );
    expect(envelopes).toEqual([
      [
        'MAIL FROM:<max@acme.test> RET=HDRS ENVID=ours',
        'RCPT TO:<ada@kern.test> NOTIFY=FAILURE,DELAY',
      ],
      ['MAIL FROM:<max@acme.test>', 'RCPT TO:<ada@kern.test>'],
    ]);
  });

  test('a message above the size limit of the server is refused before MAIL', async () => {
    const { server, channel } = await open({ extensions: ['SIZE 10'] });
    expect(await send(channel)).toMatchObject({ kind: 'refused', blame: 'message', code: null });
    expect(server.commands.some((line) => line.startsWith('MAIL'))).toBe(false);
  });

  test.each([
    ['<id1@xyz.prod.outlook.com>', '250 2.0.0 OK <id1@xyz.prod.outlook.com> [Hostname=xyz]\r\n'],
    [SES_ID, `250 Ok ${SES_ID}\r\n`],
    [null, '250 2.0.0 OK id=17\r\n'],
    [null, '250 OK id=1tZ9aB-000000005vi-0000\r\n'],
    [null, '250 2.0.0 Ok: queued as 4F3C12A0B1\r\n'],
    [null, '250 2.0.0 OK  1646870409 p2-20020a1709026b82 - gsmtp\r\n'],
    [null, '250 Ok: queued as LGHxp9lzQ2yoKYS-2dCwqA\r\n'],
    [null, '250 2.6.0 <ours@acme.test> [InternalId=17, Hostname=xyz] Queued mail for delivery\r\n'],
    [null, '250 2.0.0 <ours@acme.test> accepted\r\n'],
  ])('the server calls it %s', async (serverMessageId, say) => {
    const { channel } = await open({ faults: [{ at: 'dot', say, next: 'go_on' }] });
    expect(await send(channel)).toMatchObject({ kind: 'sent', serverMessageId });
  });
});

describe('odd servers', () => {
  test('a server that answers a byte at a time is understood', async () => {
    const { channel } = await open({ dribbles: true, extensions: ['SIZE 1000000', 'PIPELINING'] });
    expect((await send(channel)).kind).toBe('sent');
  });

  test('a server that knows HELO only is understood', async () => {
    const { server, channel } = await open({ helloOnly: true });
    expect((await send(channel)).kind).toBe('sent');
    expect(server.commands).toContain('HELO client.test');
  });

  test('replies of several lines are one reply', async () => {
    const { channel } = await open({
      faults: [
        { at: 'connect', say: '220-hello\r\n220 there\r\n', next: 'go_on' },
        { at: 'data', say: '354-well\r\n354 go on\r\n', next: 'go_on' },
        { at: 'dot', say: '250-2.0.0 queued\r\n250 2.0.0 thanks\r\n', next: 'go_on' },
      ],
    });
    expect(await send(channel)).toMatchObject({
      kind: 'sent',
      detail: '250-2.0.0 queued 250 2.0.0 thanks',
    });
  });

  test('NUL bytes in the last reply are no acceptance', async () => {
    const { channel } = await open({
      faults: [{ at: 'dot', say: '\u00002\u000050 ok\r\n', next: 'go_on' }],
    });
    expect((await send(channel)).kind).toBe('uncertain');
  });

  test.each([
    ['a 250 in answer to DATA', '250 ok\r\n'],
    ['an acceptance on the heels of 354', '354 go on\r\n250 2.0.0 queued\r\n'],
  ])('%s is never taken for an acceptance of the body', async (_, say) => {
    const { server, channel } = await open({ faults: [{ at: 'data', say, next: 'go_on' }] });
    expect((await send(channel)).kind).toBe('not_sent');
    await channel.close();
    await server.quiet();
    expect(server.ledger).toEqual([]);
  });

  test.each([
    ['552 5.3.4 too big\r\n', { kind: 'refused', blame: 'message', code: 552 }],
    ['452 4.3.1 no space\r\n', { kind: 'deferred', blame: 'mailbox', code: 452 }],
    ['250 2.0.0 queued\r\n', { kind: 'uncertain' }],
  ] as const)(
    '%j in the middle of the body is %o and ends the connection',
    async (say, expected) => {
      const { server, channel } = await open({ faults: [{ at: 'body', say, next: 'silence' }] });
      expect(await send(channel, Buffer.alloc(9_000_000, 'words\r\n'))).toMatchObject(expected);
      await server.quiet();
      expect(server.ledger).toEqual([]);
    },
  );

  test('421 in the middle of a pipelined envelope is heard', async () => {
    const { channel } = await open({
      extensions: ['PIPELINING'],
      faults: [{ at: 'rcpt', say: '421 4.3.2 going down\r\n', next: 'fin' }],
    });
    expect(await send(channel)).toMatchObject({ kind: 'deferred', code: 421 });
  });

  test('a reply too many makes the next message begin on a fresh connection', async () => {
    const { server, channel } = await open({
      faults: [{ at: 'dot', say: '250 2.0.0 queued\r\n250 2.0.0 really\r\n', next: 'go_on' }],
    });
    expect((await send(channel)).kind).toBe('sent');
    expect((await send(channel)).kind).toBe('sent');
    expect(server.ledger).toHaveLength(2);
    expect(server.connections()).toBe(2);
  });

  test('a greeting that never comes is not sent', async () => {
    const { channel } = await open(
      { faults: [{ at: 'connect', next: 'silence' }] },
      { timeouts: { greetingMs: 50 } },
    );
    expect((await send(channel)).kind).toBe('not_sent');
  });

  test.each(['ehlo', 'mail', 'rcpt', 'data'] as const)('no reply at %s is not sent', async (at) => {
    const { channel } = await open(
      { faults: [{ at, next: 'silence' }] },
      { timeouts: { connectMs: 50, commandMs: 20 } },
    );
    expect((await send(channel)).kind).toBe('not_sent');
  });
});

describe('connections', () => {
  test('one connection serves message after message', async () => {
    const { server, channel } = await open();
    for (let i = 0; i < 5; i += 1) expect((await send(channel)).kind).toBe('sent');
    expect(server.connections()).toBe(1);
    await channel.close();
    expect(server.commands.at(-1)).toBe('QUIT');
  });

  test('a connection that the server closed while idle costs nothing', async () => {
    const { server, channel } = await open({ faults: [{ at: 'idle', next: 'fin' }] });
    expect((await send(channel)).kind).toBe('sent');
    expect((await send(channel)).kind).toBe('sent');
    expect(server.ledger).toHaveLength(2);
    expect(server.connections()).toBe(2);
  });

  test('a kept connection that answers 421 is replaced within the attempt', async () => {
    const { server, channel } = await open({ sessionLimit: 1 });
    expect((await send(channel)).kind).toBe('sent');
    expect((await send(channel)).kind).toBe('sent');
    expect(server.connections()).toBe(2);
  });

  test('a connection that was idle for too long is not used again', async () => {
    const { server, channel } = await open({}, { timeouts: { idleMs: 0 } });
    await send(channel);
    await send(channel);
    expect(server.connections()).toBe(2);
  });

  test('a refused recipient costs no connection: the envelope is taken back', async () => {
    const { server, channel } = await open({
      faults: [{ at: 'rcpt', say: '550 5.1.1 nobody\r\n', next: 'go_on' }],
    });
    await send(channel);
    await send(channel);
    await channel.close();
    expect(server.connections()).toBe(1);
    expect(server.commands.filter((line) => line === 'RSET')).toHaveLength(2);
  });

  test('a server that is not there is not sent', async () => {
    const { server, channel } = await open();
    await server.close();
    expect((await send(channel)).kind).toBe('not_sent');
  });

  test('a call that is aborted while it waits for a connection is not sent', async () => {
    const { server, channel } = await open({ faults: [{ at: 'dot', next: 'silence' }] });
    const first = new AbortController();
    const running = send(channel, Buffer.from('a: b\r\n\r\n'), undefined, first.signal);
    await server.received();
    const second = new AbortController();
    const waiting = send(channel, Buffer.from('a: b\r\n\r\n'), undefined, second.signal);
    second.abort();
    expect((await waiting).kind).toBe('not_sent');
    first.abort();
    expect((await running).kind).toBe('uncertain');
    expect(server.ledger).toHaveLength(1);
  });

  test('an abort while connecting is not sent', async () => {
    const { channel } = await open({ faults: [{ at: 'connect', next: 'silence' }] });
    const abort = new AbortController();
    const attempt = send(channel, Buffer.from('a: b\r\n\r\n'), undefined, abort.signal);
    setImmediate(() => abort.abort());
    expect((await attempt).kind).toBe('not_sent');
  });

  test('an abort in the middle of a large body is not sent', async () => {
    const { server, channel } = await open({ faults: [{ at: 'body', next: 'silence' }] });
    const abort = new AbortController();
    const large = Buffer.alloc(9_000_000, 'words\r\n');
    const attempt = send(channel, large, undefined, abort.signal);
    await server.bodyBegun();
    abort.abort();
    expect((await attempt).kind).toBe('not_sent');
    await server.quiet();
    expect(server.ledger).toEqual([]);
  });

  test('a server that hangs up while the mark is made is not sent, and the mark is made once', async () => {
    const { server, channel } = await open({
      faults: [{ at: 'data', say: '354 go on\r\n', next: 'fin' }],
    });
    let marks = 0;
    const outcome = await send(channel, Buffer.from('a: b\r\n\r\n'), async () => {
      marks += 1;
      await server.quiet();
    });
    expect(outcome.kind).toBe('not_sent');
    expect(marks).toBe(1);
  });
});

describe('privacy', () => {
  const auth = { user: 'max', password: 'secret' };
  const trusted = { security: 'starttls', ca: LOCALHOST.cert } as const;
  const secrets = (server: FaultyServer): string[] =>
    server.commands.filter((line) => /^(?:AUTH|MAIL|RCPT|DATA)/.test(line));

  test('plain SMTP is refused off loopback', () => {
    const options = { host: 'mail.acme.test', port: 25, name: 'client.test', connections: 1 };
    expect(() => new SmtpChannel({ ...options, security: 'none' })).toThrow('loopback');
  });

  test('without STARTTLS nothing is said in clear', async () => {
    const { server, channel } = await open({ auth }, { ...trusted, auth });
    expect(await send(channel)).toMatchObject({ kind: 'deferred', blame: 'mailbox' });
    expect(secrets(server)).toEqual([]);
  });

  test.each([
    ['a certificate nobody vouches for', 'starttls', LOCALHOST, undefined],
    ['a certificate nobody vouches for', 'tls', LOCALHOST, undefined],
    ['the certificate of another host', 'starttls', ELSEWHERE, ELSEWHERE.cert],
    ['the certificate of another host', 'tls', ELSEWHERE, ELSEWHERE.cert],
  ] as const)('%s stops %s before the login', async (_, security, tls, ca) => {
    const { server, channel } = await open(
      { tls: { ...tls, implicit: security === 'tls' }, auth },
      { security, auth, ...(ca === undefined ? {} : { ca }) },
    );
    expect(await send(channel)).toMatchObject({ kind: 'deferred', blame: 'mailbox', code: null });
    expect(secrets(server)).toEqual([]);
  });

  test('a certificate is taken unseen only when told so', async () => {
    const { channel } = await open({ tls: ELSEWHERE }, { security: 'starttls', insecure: true });
    expect((await send(channel)).kind).toBe('sent');
  });

  test('a login opens the way', async () => {
    const { server, channel } = await open({ tls: LOCALHOST, auth }, { ...trusted, auth });
    expect((await send(channel)).kind).toBe('sent');
    expect(server.commands.findIndex((line) => line.startsWith('AUTH'))).toBeGreaterThan(
      server.commands.indexOf('STARTTLS'),
    );
  });

  test('a wrong password rests the mailbox and costs no touch', async () => {
    const wrong = { ...auth, password: 'wrong' };
    const { channel } = await open({ tls: LOCALHOST, auth }, { ...trusted, auth: wrong });
    expect(await send(channel)).toEqual({
      kind: 'deferred',
      detail: '535 5.7.8 bad credentials',
      code: 535,
      blame: 'mailbox',
      retryAfterMs: 900_000,
    });
  });
});
