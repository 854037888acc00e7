import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { serverMessageIdIn } from '../../../src/providers/smtp/server-message-id.ts';
import { SmtpSession } from '../../../src/providers/smtp/smtp-session.ts';
import { startFaultyServer } from '../../support/mail/faulty-smtp-server.ts';

const SES_ID = '0102018b5c3c0a4f-8a1c2f3e-9d7b-4c55-8e21-0f6d1c2b3a49-000000';

test.each([
  ['email-smtp.eu-west-1.amazonaws.com', `<${SES_ID}@eu-west-1.amazonses.com>`],
  ['EMAIL-SMTP.us-east-1.amazonaws.com', `<${SES_ID}@email.amazonses.com>`],
  ['email-smtp-fips.us-gov-west-1.amazonaws.com', `<${SES_ID}@us-gov-west-1.amazonses.com>`],
  [
    'vpce-0a1-x.email-smtp.ap-southeast-2.vpce.amazonaws.com.',
    `<${SES_ID}@ap-southeast-2.amazonses.com>`,
  ],
  ['smtp.mail.us-east-1.awsapps.com', `<${SES_ID}@email.amazonses.com>`],
  ['mail.acme.example', SES_ID],
  ['email-smtp.eu-west-1.amazonaws.com.evil.example', SES_ID],
])('Amazon SES at %s calls it %s', (host, expected) => {
  expect(serverMessageIdIn(`250 Ok ${SES_ID}\r\n`, host)).toBe(expected);
  expect(serverMessageIdIn('250 2.0.0 Ok: queued as 4F3C12A0B1', host)).toBeNull();
});

test('a session knows the name by which it reached the server', async () => {
  const fault = { at: 'dot', say: `250 Ok ${SES_ID}\r\n`, next: 'go_on' } as const;
  const server = await startFaultyServer({ faults: [fault] });
  onTestFinished(() => server.close());
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  const connection = {
    host: 'email-smtp.eu-central-1.amazonaws.com',
    connection: socket,
    ignoreTLS: true,
  };
  const timeouts = {
    connectMs: 5_000,
    greetingMs: 5_000,
    commandMs: 5_000,
    finalReplyMs: 5_000,
    idleMs: 5_000,
  };
  const { signal } = new AbortController();
  const session = await SmtpSession.open({ connection, auth: null, timeouts }, signal);
  if (!(session instanceof SmtpSession)) throw new Error(session.words);
  onTestFinished(() => session.destroy());
  const message = {
    touchId: 'e1.intro.1',
    touchlineId: 'ours',
    to: 'ada@kern.test',
    from: 'max@acme.test',
    bytes: Buffer.from('Subject: Hello\r\n\r\nSome words.\r\n'),
  };
  expect(await session.transmit(message, async () => {}, signal)).toMatchObject({
    serverMessageId: `<${SES_ID}@eu-central-1.amazonses.com>`,
  });
});
