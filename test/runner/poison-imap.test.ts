/** Whatever lies in a mailbox in front of an answer, on a real server: the answer stops the sequence in the same run. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dovecotAvailable, startDovecot, type Dovecot } from '../support/mail/dovecot.ts';
import { expectStopped, letter, mailScene, runOn } from '../support/world/mail-scene.ts';

const STRANGER = 'From: x@poison.example\r\nTo: anna@northwind.example\r\nSubject: x\r\n';
const HTML = 'MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n';

function nested(depth: number): string {
  const inner = depth === 0 ? 'Deep down.\r\n' : nested(depth - 1);
  const type = depth === 0 ? 'text/plain' : 'message/rfc822';
  return `${STRANGER}MIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${inner}`;
}

const POISONS: readonly (readonly [string, string | Uint8Array])[] = [
  ['no bytes at all', ''],
  ['only empty lines', '\r\n\r\n\r\n'],
  ['NUL in its headers and its text', `${STRANGER}X-\0-Y: \0\r\nSub\0ject: \0\r\n\r\n\0\0\0`],
  ['bytes that are no text', new Uint8Array(100_000).map((_, index) => (index * 7_919) % 256)],
  ['a header of a megabyte that never ends', `${STRANGER}X-Long: ${'x'.repeat(1_000_000)}`],
  ['100,000 header fields', `${STRANGER}${'X-Field: y\r\n'.repeat(100_000)}\r\nText`],
  ['400,000 open tags', `${STRANGER}${HTML}${'<div>'.repeat(400_000)}`],
  [
    '100,000 parts',
    `${STRANGER}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(100_000)}`,
  ],
  ['ten messages, each in the next', nested(10)],
  ['three hundred messages, each in the next', nested(300)],
  [
    'half of itself',
    `${STRANGER}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nU29tZSB0ZX`,
  ],
  [
    'a charset and an encoding that do not exist',
    `${STRANGER}Subject: =?x-none?Q?=FF=FE?=\r\nContent-Type: text/plain; charset=x-none\r\nContent-Transfer-Encoding: x-none\r\n\r\n\xff\xfe`,
  ],
  [
    '10,000 recipients and ids',
    `${STRANGER}References: ${'<a@b.example> '.repeat(10_000)}\r\nCc: ${'a@b.example, '.repeat(10_000)}\r\n\r\nText`,
  ],
];

describe.skipIf(!dovecotAvailable())(
  'a message in front of the answer',
  { timeout: 20_000 },
  () => {
    let dovecot: Dovecot;
    beforeAll(async () => {
      dovecot = await startDovecot();
    });
    afterAll(() => dovecot.stop());

    test.each(POISONS)('with %s', async (_, poison) => {
      const scene = await mailScene(dovecot);
      const bytes = typeof poison === 'string' ? Buffer.from(poison, 'latin1') : poison;
      await scene.account.deliver('INBOX', bytes);
      const answer = { From: 'ada@ada.example', 'Message-ID': '<1@ada.example>' };
      await scene.account.deliver('INBOX', letter(answer, 'Call me.'));
      await runOn(scene);
      await expectStopped(scene);
      expect(scene.world.talk.join()).not.toContain('cannot hear');
      expect(await scene.world.stores.inbound.toUnderstand(10)).toEqual([]);
      expect(await scene.world.stores.inbox.inbox(10)).toHaveLength(2);
    });
  },
);
