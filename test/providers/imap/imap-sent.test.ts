import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { SoughtMessage } from '../../../src/ports/send-proof.ts';
import { ImapSent } from '../../../src/providers/imap/imap-sent.ts';
import { dovecotAvailable, startDovecot, type Dovecot } from '../../support/mail/dovecot.ts';
import { startImapProxy } from '../../support/mail/imap-proxy.ts';

const FILED =
  'From: anna@acme.example\r\nTo: ada@kern.example\r\nSubject: Hello\r\nMessage-ID: <s.abc@acme.example>\r\nX-Touchline-Id: tid1\r\n\r\nHello.\r\n';

describe.skipIf(!dovecotAvailable())('what a mailbox sent', { timeout: 20_000 }, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
    await dovecot.deliver('Sent', FILED);
    await dovecot.deliver('INBOX', FILED.replaceAll('abc', 'inbox').replace('tid1', 'tid2'));
  });
  afterAll(() => dovecot.stop());

  test.each([
    ['is found by its Message-ID', '<s.abc@acme.example>', 'other', true],
    [
      'is found by our id where the server replaced the Message-ID',
      '<other@acme.example>',
      'tid1',
      true,
    ],
    ['is not found when it was never filed', '<other@acme.example>', 'other', false],
    [
      'is not found in the inbox: a copy there proves nothing',
      '<s.inbox@acme.example>',
      'tid2',
      false,
    ],
  ])('%s', async (_, messageId, touchlineId, expected) => {
    const { port, user, password } = dovecot;
    const sent = new ImapSent({
      host: '127.0.0.1',
      port,
      security: 'none',
      auth: { user, password },
    });
    expect(await sent.wasSent(sought(messageId, touchlineId))).toBe(expected);
  });

  describe('where one of several Sent folders cannot be opened', () => {
    // Listed in front of the one that holds it.
    const asked = async (refusal: string, messageId: string): Promise<boolean> => {
      const { port, user, password } = dovecot;
      await dovecot.deliver('Gesendet', FILED.replaceAll('abc', 'german'));
      const proxy = await startImapProxy(port);
      onTestFinished(() => proxy.stop());
      proxy.refuse(/^EXAMINE "?Gesendet/, refusal);
      const auth = { user, password };
      const sent = new ImapSent({ host: '127.0.0.1', port: proxy.port, security: 'none', auth });
      return sent.wasSent(sought(messageId, 'other'));
    };

    test('is found in another one', async () => {
      expect(await asked('NO [NOPERM] not yours', '<s.abc@acme.example>')).toBe(true);
      expect(await asked('NO [SERVERBUG] it hurts', '<s.abc@acme.example>')).toBe(true);
    });

    test('is missing when that one is somebody else’s, and cannot be known when it is ours', async () => {
      expect(await asked('NO [NOPERM] not yours', '<other@acme.example>')).toBe(false);
      await expect(asked('NO [SERVERBUG] it hurts', '<other@acme.example>')).rejects.toThrow(
        'it hurts',
      );
    });
  });

  test('cannot be asked with a wrong password: that is a failure, not an absence', async () => {
    const { port, user } = dovecot;
    const auth = { user, password: 'wrong' };
    const sent = new ImapSent({ host: '127.0.0.1', port, security: 'none', auth });
    await expect(sent.wasSent(sought('<s.abc@acme.example>', 'tid1'))).rejects.toThrow('password');
  });
});

function sought(messageId: string, touchlineId: string): SoughtMessage {
  return { messageId, touchlineId, to: 'a@b.example', atMs: 0, bytes: new Uint8Array() };
}
