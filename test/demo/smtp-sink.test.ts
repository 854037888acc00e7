import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startSmtpSink, type SmtpSink } from '../../src/demo/smtp-sink.ts';

let sink: SmtpSink;
afterEach(() => sink.close());

/** Says everything at once, as a pipelining client may, and gives what was answered until the end. */
async function talk(...said: readonly string[]): Promise<readonly string[]> {
  sink = await startSmtpSink(() => 1_000);
  const socket = connect(sink.port, '127.0.0.1');
  socket.write(said.map((line) => `${line}\r\n`).join(''));
  let heard = '';
  for await (const chunk of socket) heard += String(chunk);
  return heard.trimEnd().split('\r\n');
}

const MESSAGE = [
  'EHLO me',
  'MAIL FROM:<anna@northwind.example>',
  'RCPT TO:<Ada@Lumenwerk.example>',
  'DATA',
  'Message-ID: <1@northwind.example>',
  'Subject: =?utf-8?Q?Atelier_Bor?=',
  ' =?utf-8?Q?=C3=A9al?=',
  '',
  '..a line that begins with a dot',
  '.',
];

test('what was accepted is in the ledger, with the time of the clock it was given', async () => {
  const answers = await talk(...MESSAGE, 'QUIT');
  expect(answers.map((line) => line.slice(0, 3))).toEqual([
    '220',
    '250',
    '250',
    '250',
    '250',
    '250',
    '250',
    '354',
    '250',
    '221',
  ]);
  expect(sink.ledger).toEqual([
    {
      atMs: 1_000,
      to: 'ada@lumenwerk.example',
      subject: 'Atelier Boréal',
      messageId: '<1@northwind.example>',
    },
  ]);
});

test('a message without a recipient or without its final dot is not in the ledger', async () => {
  expect((await talk('EHLO me', 'DATA', 'QUIT')).at(-2)).toBe('503 5.5.1 no recipient');
  await sink.close();
  sink = await startSmtpSink(() => 0);
  const socket = connect(sink.port, '127.0.0.1');
  socket.end(MESSAGE.slice(0, -1).join('\r\n'));
  for await (const _ of socket);
  expect(sink.ledger).toEqual([]);
});

test('a second message of the same connection is for its own recipient', async () => {
  await talk(
    ...MESSAGE,
    'MAIL FROM:<anna@northwind.example>',
    'DATA',
    'RCPT TO:<ben@fjordpack.example>',
    'DATA',
    'Message-ID: <2@northwind.example>',
    '',
    'x',
    '.',
    'QUIT',
  );
  expect(sink.ledger.map(({ to }) => to)).toEqual([
    'ada@lumenwerk.example',
    'ben@fjordpack.example',
  ]);
});
