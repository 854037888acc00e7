import { describe, expect, test } from 'vitest';
import { bounceKind } from '../../src/inbound/bounce.ts';
import { classified, letter, report } from './mail.ts';

describe("a server's words tell whether the address is dead, alive or we unwanted", () => {
  test.each([
    ['550 5.1.1 <ada@kern.example>: User unknown in local table', '5.1.1', 'hard'],
    ['550 No such user here', '5.0.0', 'hard'],
    ['DNS; Host not found', '5.4.4', 'hard'],
    ['550 5.2.1 The account is disabled', '5.2.1', 'hard'],
    ['552 5.2.2 Mailbox full', '5.2.2', 'soft'],
    ['552 message size exceeds the limit', '5.3.4', 'soft'],
    ['451 4.7.1 Greylisted, try again later', '4.7.1', 'soft'],
    ['connection timed out', '4.4.1', 'soft'],
    ['550 5.7.1 Message rejected as spam', '5.7.1', 'blocked'],
    ['554 Client host blocked using a blocklist', '5.7.0', 'blocked'],
    ['550 5.7.26 unauthenticated mail is not accepted (DMARC)', '5.7.26', 'blocked'],
    ['550 5.1.8 Domain of sender address max@ours.example does not exist', '5.1.8', 'blocked'],
    ['550 User unknown (in reply to end of DATA command)', '5.0.0', 'soft'],
  ])('%s', (words, status, kind) => expect(bounceKind(words, status).kind).toBe(kind));

  test.each([
    ['5.1.1', 'hard'],
    ['5.7.509', 'blocked'],
    ['5.0.0', 'soft'],
    ['4.2.0', 'soft'],
  ])('and the status %s alone where the words are unknown', (status, kind) =>
    expect(bounceKind('x', status).kind).toBe(kind),
  );
});

describe('a delivery report', () => {
  test('that failed is a bounce of the address written to', async () => {
    const bytes = report(
      'Original-Recipient: rfc822; ada@kern.example\nFinal-Recipient: rfc822; a.kern@host.example\nAction: failed\nStatus: 5.1.1',
    );
    expect(await classified(bytes)).toMatchObject({
      class: 'bounce',
      bounce: 'hard',
      failedAddress: 'ada@kern.example',
    });
  });

  test.each([
    ['delayed', '4.4.1', 'delay'],
    ['delivered', '2.0.0', 'auto_reply'],
    ['relayed', '2.0.0', 'auto_reply'],
    ['expired', '4.4.7', 'bounce'],
  ])('that says %s is a %s %s', async (action, status, expected) => {
    const bytes = report(
      `Final-Recipient: rfc822; ada@kern.example\nAction: ${action}\nStatus: ${status}`,
    );
    expect((await classified(bytes)).class).toBe(expected);
  });

  test.each([
    [
      'qmail',
      'failure notice',
      'Hi. This is the qmail-send program.\n\n<ada@kern.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.',
      'hard',
    ],
    [
      'German',
      'Unzustellbar: Frühjahr',
      'Ihre Nachricht konnte nicht zugestellt werden: ada@kern.example\nEmpfänger existiert nicht',
      'hard',
    ],
    [
      'Japanese',
      '配信エラー',
      '次の宛先に配信できませんでした。\nada@kern.example\n宛先不明',
      'hard',
    ],
    [
      'full',
      'Mail delivery failed',
      'could not be delivered: ada@kern.example\nmailbox is full',
      'soft',
    ],
  ])('without parts is read from its text: %s', async (_, subject, body, bounce) => {
    const bytes = letter(body, {
      From: 'MAILER-DAEMON@mx.example',
      Subject: subject,
      'In-Reply-To': null,
    });
    expect(await classified(bytes)).toMatchObject({
      class: 'bounce',
      bounce,
      failedAddress: 'ada@kern.example',
    });
  });

  test('that a person forwards to us is a letter', async () => {
    const bytes = letter('Look what I got:\n\n> Undelivered mail: user unknown', {
      Subject: 'Fwd: Undelivered Mail Returned to Sender',
    });
    expect((await classified(bytes)).class).toBe('human_reply');
  });
});
