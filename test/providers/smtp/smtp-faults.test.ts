import { describe, expect, onTestFinished, test } from 'vitest';

import type { Outcome } from '../../../src/core/touch.ts';
import { SmtpChannel, type SmtpChannelOptions } from '../../../src/providers/smtp/smtp-channel.ts';
import { LOCALHOST } from '../../support/mail/certificates.ts';
import {
  startFaultyServer,
  type Fault,
  type FaultyServer,
  type FaultyServerOptions,
} from '../../support/mail/faulty-smtp-server.ts';

interface Row {
  readonly name: string;
  readonly fault: Fault;
  /** Messages the server has in the end. */
  readonly ledger: 0 | 1;
  readonly outcome: Partial<Outcome>;
  readonly bodyBytes?: number;
}

const MEGABYTE = 1_000_000;
const notSent = { kind: 'not_sent' } as const;
const uncertain = { kind: 'uncertain' } as const;

/** What the far end can do, and what is known of the message then. `ledger` 1 with any outcome but sent or uncertain is a second message. */
const table: readonly Row[] = [
  { name: 'drop at connect', fault: { at: 'connect', next: 'fin' }, ledger: 0, outcome: notSent },
  { name: 'drop after EHLO', fault: { at: 'ehlo', next: 'fin' }, ledger: 0, outcome: notSent },
  { name: 'drop after MAIL', fault: { at: 'mail', next: 'fin' }, ledger: 0, outcome: notSent },
  { name: 'drop after RCPT', fault: { at: 'rcpt', next: 'fin' }, ledger: 0, outcome: notSent },
  { name: 'drop after DATA', fault: { at: 'data', next: 'fin' }, ledger: 0, outcome: notSent },
  {
    name: '421 greeting',
    fault: { at: 'connect', say: '421 4.3.2 not now\r\n', next: 'fin' },
    ledger: 0,
    outcome: { kind: 'deferred', code: 421, blame: 'mailbox', retryAfterMs: 60_000 },
  },
  {
    name: '451 MAIL',
    fault: { at: 'mail', say: '451 4.3.0 try later\r\n', next: 'go_on' },
    ledger: 0,
    outcome: { kind: 'deferred', code: 451, blame: 'mailbox', retryAfterMs: 30_000 },
  },
  {
    name: '450 RCPT',
    fault: { at: 'rcpt', say: '450 4.2.1 busy\r\n', next: 'go_on' },
    ledger: 0,
    outcome: { kind: 'deferred', code: 450, blame: 'address', retryAfterMs: 30_000 },
  },
  {
    name: '550 RCPT',
    fault: { at: 'rcpt', say: '550 5.1.1 no such person\r\n', next: 'go_on' },
    ledger: 0,
    outcome: { kind: 'refused', code: 550, blame: 'address' },
  },
  {
    name: '554 DATA',
    fault: { at: 'data', say: '554 5.7.1 policy\r\n', next: 'go_on' },
    ledger: 0,
    outcome: { kind: 'refused', code: 554, blame: 'mailbox' },
  },
  {
    name: 'drop in mid-body',
    fault: { at: 'body', next: 'rst' },
    ledger: 0,
    outcome: notSent,
    bodyBytes: 9 * MEGABYTE,
  },
  {
    name: '421 after the dot',
    fault: { at: 'dot', say: '421 4.3.0 shutting down\r\n', next: 'fin', loses: true },
    ledger: 0,
    outcome: { kind: 'deferred', code: 421, blame: 'mailbox', retryAfterMs: 60_000 },
  },
  {
    name: '451 after the dot',
    fault: { at: 'dot', say: '451 4.3.0 disk full\r\n', next: 'go_on', loses: true },
    ledger: 0,
    outcome: { kind: 'deferred', code: 451, blame: 'mailbox', retryAfterMs: 30_000 },
  },
  {
    name: '550 after the dot',
    fault: { at: 'dot', say: '550 5.6.0 not like this\r\n', next: 'go_on', loses: true },
    ledger: 0,
    outcome: { kind: 'refused', code: 550, blame: 'message' },
  },
  { name: 'RST after the dot', fault: { at: 'dot', next: 'rst' }, ledger: 1, outcome: uncertain },
  { name: 'FIN after the dot', fault: { at: 'dot', next: 'fin' }, ledger: 1, outcome: uncertain },
  {
    name: 'no reply in time after the dot',
    fault: { at: 'dot', next: 'silence' },
    ledger: 1,
    outcome: uncertain,
  },
  {
    name: 'a garbage reply after the dot',
    fault: { at: 'dot', say: '2 much, thanks\r\n', next: 'go_on' },
    ledger: 1,
    outcome: uncertain,
  },
  {
    name: 'half a reply after the dot',
    fault: { at: 'dot', say: '250 2.0', next: 'fin' },
    ledger: 1,
    outcome: uncertain,
  },
  {
    name: '250, then RST',
    fault: { at: 'dot', say: '250 2.0.0 queued\r\n', next: 'rst' },
    ledger: 1,
    outcome: { kind: 'sent', detail: '250 2.0.0 queued', serverMessageId: null },
  },
];

test('the table has the twenty faults', () => {
  expect(new Set(table.map((row) => row.name)).size).toBe(20);
});

describe.each([
  ['none', []],
  ['none', ['PIPELINING']],
  ['starttls', []],
  ['tls', []],
] as const)('over TLS %s with extensions %j', (security, extensions) => {
  test.each(table)('$name is $outcome.kind', async (row) => {
    const { server, channel } = await open(security, { faults: [row.fault], extensions });
    expect(await attempt(channel, row)).toMatchObject(row.outcome);
    await channel.close();
    await server.quiet();
    expect(server.ledger).toHaveLength(row.ledger);
  });

  test.each(table)('$name is $outcome.kind on a kept connection', async (row) => {
    const needsNewConnection = row.fault.at === 'connect' || row.fault.at === 'ehlo';
    const idle: Fault = { at: 'idle', next: 'fin' };
    const faults = needsNewConnection ? [row.fault, idle] : [row.fault];
    const { server, channel } = await open(security, { faults, extensions, afterMessages: 1 });
    expect(await attempt(channel, { bodyBytes: 100 })).toMatchObject({ kind: 'sent' });
    expect(await attempt(channel, row)).toMatchObject(row.outcome);
    await channel.close();
    await server.quiet();
    expect(server.ledger).toHaveLength(1 + row.ledger);
  });
});

async function open(
  security: SmtpChannelOptions['security'],
  options: FaultyServerOptions,
): Promise<{ server: FaultyServer; channel: SmtpChannel }> {
  const isSilent = options.faults?.some(({ next }) => next === 'silence') ?? false;
  const tls = { ...LOCALHOST, implicit: security === 'tls' };
  const server = await startFaultyServer(security === 'none' ? options : { ...options, tls });
  onTestFinished(() => server.close());
  const channel = new SmtpChannel({
    host: '127.0.0.1',
    port: server.port,
    security,
    ca: LOCALHOST.cert,
    name: 'client.test',
    connections: 1,
    timeouts: { finalReplyMs: isSilent ? 300 : 30_000 },
  });
  return { server, channel };
}

async function attempt(channel: SmtpChannel, { bodyBytes = 100 }: Partial<Row>): Promise<Outcome> {
  const bytes = Buffer.from(`Subject: Hello\r\n\r\n${'.words\r\n'.repeat(bodyBytes / 8)}`);
  const message = {
    touchId: 'e1.intro.1',
    touchlineId: 'ours',
    to: 'ada@kern.test',
    from: 'max@acme.test',
    bytes,
  };
  return channel.send(message, async () => {}, new AbortController().signal);
}
