import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactorOf } from '../../src/core/person/redact.ts';
import { parseMessage } from '../../src/inbound/mail/parse.ts';
import { namesThem, redactMail } from '../../src/inbound/mail/redact-mail.ts';
import { bytesOf, encodedWord, letter } from './mail.ts';

const redactor = redactorOf({
  identities: [{ kind: 'email', value: 'ada@kern.example' }],
  name: { firstName: 'Ada', lastName: 'Kern', name: null },
});
const hers = new Set(['ada@kern.example']);
const BEN = { From: 'Ben Roe <ben@kern.example>' };
const redact = (bytes: Uint8Array) => redactMail(bytes, redactor, hers);

test('mail that does not name the person is left as it is', async () => {
  expect(await redact(letter('Hello from Kern.', BEN))).toBeNull();
});

test('what names them goes; who wrote it, to what, and the rest of the text stay', async () => {
  const seen = await redact(
    letter('Yes.\n\n> Ada Kern wrote', { ...BEN, Cc: 'Ada <ada@kern.example>' }),
  );
  expect(seen!.isTheirs).toBe(false);
  const message = await parseMessage(seen!.bytes);
  expect(message).toMatchObject({
    from: ['ben@kern.example'],
    cc: [],
    inReplyTo: ['e12.intro.1@ours.example'],
    messageId: 'answer-1@kern.example',
    text: expect.stringContaining('> [erased] wrote'),
  });
});

test('an attachment, a header and a part of HTML are read as well', async () => {
  const inner = Buffer.from('BEGIN:VCARD\r\nFN:Ada Kern\r\nEMAIL:ada@kern.example\r\nEND:VCARD');
  const attached = [
    '--cut',
    '',
    'See the card.',
    '--cut',
    'Content-Type: text/vcard',
    'Content-Transfer-Encoding: base64',
    '',
    inner.toString('base64'),
    '--cut--',
  ].join('\n');
  const type = { 'Content-Type': 'multipart/mixed; boundary=cut' };
  const seen = await redact(letter(attached, { ...BEN, ...type }));
  expect(new TextDecoder().decode(seen!.bytes)).not.toMatch(/QWRhIEtlcm4|vcard/i);
  expect(
    await redact(letter('Hi', { ...BEN, Subject: encodedWord('For Ada Kern') })),
  ).not.toBeNull();
});

test('their own mail is known as theirs', async () => {
  expect(await redact(letter('Hello'))).toMatchObject({ isTheirs: true });
});

test('bytes that are no mail are searched like any', async () => {
  expect(await redact(bytesOf('ada@kern.example'))).not.toBeNull();
  expect(await redact(new Uint8Array())).toBeNull();
});

test.each([0, 1, 2, 30, 49, 52, 55, 58, 70])(
  'a part in base64 is read to its end, also where the last line is short: %i letters before',
  (before) => {
    const text = Buffer.from(`${'y'.repeat(before)} Ada Kern`).toString('base64');
    const lines = text.replace(/(.{76})/g, '$1\r\n');
    const raw = bytesOf(`Content-Transfer-Encoding: base64\r\n\r\n${lines}\r\n`);
    expect(namesThem(Buffer.from(raw), redactor)).toBe(true);
  },
);

test('base64 is found wherever it begins, whatever stands around it', () => {
  const hidden = Buffer.from('for Ada Kern').toString('base64').padEnd(20, 'A');
  const marks = fc.stringMatching(/^[ ab=\n.,]{0,50}$/);
  fc.assert(
    fc.property(marks, marks, (before, after) => {
      // A run that lies against it is one with it, and reads otherwise.
      const raw = Buffer.from(`${before}-${hidden}-${after}`);
      expect(namesThem(raw, redactor)).toBe(true);
    }),
  );
});
