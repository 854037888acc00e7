import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Classification } from '../../src/core/inbound-message.ts';
import { classify } from '../../src/inbound/classify.ts';
import { lookupOf } from '../../src/inbound/lookup.ts';
import { parseMessage } from '../../src/inbound/mail/parse.ts';
import { stripQuotes } from '../../src/inbound/mail/quotes.ts';
import { classified, letter, NOW_MS } from './mail.ts';

const pieces = [
  'From: ',
  'a@b.c',
  'Subject: ',
  '\r\n',
  '\n',
  '\n\n',
  'Content-Type: ',
  'multipart/report; report-type=',
  'delivery-status',
  '; boundary=b',
  '--b',
  '--b--',
  'text/html',
  'text/calendar; method=',
  'message/delivery-status',
  'message/rfc822',
  '; charset=',
  'windows-1252',
  'iso-2022-jp',
  'Content-Transfer-Encoding: base64',
  '=?utf-8?B?',
  '?=',
  '<',
  '>',
  '&#x110000;',
  '&#0;',
  'Final-Recipient: rfc822;',
  'Action: ',
  'failed',
  'Status: 5.',
  'On Mon, 3 Mar wrote:',
  'back on 31/31',
  '00年99月99日',
  '\u0000',
  '\ud800',
  '日',
  'References: <',
  'Return-Path: <>',
  'unsubscribe',
];
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 20 })), { maxLength: 60 })
    .map((all) => new TextEncoder().encode(all.join(''))),
);

test('no bytes make the hearing throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyBytes,
      fc.constantFrom(null, 'Asia/Tokyo', 'no/where'),
      async (bytes, zone) => {
        const message = await parseMessage(bytes);
        lookupOf(message, classify(message, { nowMs: NOW_MS, zone }));
      },
    ),
    { numRuns: 300 },
  );
});

test('the same bytes are read the same way, whatever was read in between', async () => {
  const read = async (bytes: Uint8Array): Promise<Classification> =>
    classify(await parseMessage(bytes), { nowMs: NOW_MS, zone: null });
  await fc.assert(
    fc.asyncProperty(anyBytes, anyBytes, async (bytes, others) => {
      const first = await read(bytes);
      await read(others);
      expect(await read(bytes)).toEqual(first);
    }),
  );
});

test.each([
  ['words that begin many phrases', 'exceed visit set up within your message '],
  ['one word', 'unsubscribe'],
  ['addresses', '<a@b.example>: 550 '],
  ['a sentence of a server without its end', 'mailbox for user has been not '],
  ['beginnings of a returned message', 'message-id: x\n\nyour message cannot '],
  ['an apology without an end', 'sorry, your message '],
  ['dates', 'back on 3 March until '],
  ['Japanese', '不在にしております3月'],
  ['blanks', ' '],
])('a hostile letter is read to the end: %s', async (_, piece) => {
  const body = piece.repeat(Math.ceil(300_000 / piece.length));
  for (const headers of [{}, { From: 'mailer-daemon@mx.example', 'In-Reply-To': null }])
    expect((await classified(letter(body, headers))).rules.length).toBeGreaterThan(0);
});

test('no text makes the stripper throw, and it adds nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((all) => all.join('')),
      (text) => {
        const { text: own, textWithSignature } = stripQuotes(text);
        return textWithSignature.startsWith(own) && textWithSignature.length <= text.length;
      },
    ),
  );
});
