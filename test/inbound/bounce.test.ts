import { describe, expect, test } from 'vitest';
import { bounceKind } from '../../src/inbound/bounces/bounce.ts';
import { classified, encodedWord, letter, report } from './mail.ts';

describe("a server's words tell whether the address is dead, alive or we unwanted", () => {
  test.each([
    ['550 5.1.1 <ada@kern.example>: User unknown in local table', '5.1.1', 'hard'],
    ['550 No such user here', '5.0.0', 'hard'],
    ['550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369', null, 'hard'],
    ['550 Dieses Konto wurde geschlossen', null, 'hard'],
    ['550 casella disabilitata', null, 'hard'],
    ['550 Mailbox for ada@kern.example not found', null, 'hard'],
    ['550 recipient domain kern.example not hosted on this server', null, 'hard'],
    ['550 5.7.17 Mailbox owner has changed', '5.7.17', 'hard'],
    ['smtp;550 5.7.13', '5.7.13', 'hard'],
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
    ['550 User unknown (in reply to end of DATA command)', '5.0.0', 'hard'],
    ['450 4.1.1 <ada@kern.example>: User unknown', '4.1.1', 'hard'],
    ['450 4.2.1 <ada@kern.example>: account disabled', '4.2.1', 'soft'],
    ['450 Requested mail action not taken: mailbox unavailable', null, 'soft'],
    ['550 Requested action not taken: mailbox unavailable', null, 'hard'],
    ['550 : User unknown', '5.0.0', 'soft'],
    ['550 Unknown user ada@mail.docomo.example', '5.0.0', 'soft'],
    ['DNS error: name server timed out', '4.4.3', 'soft'],
    [
      'Host or domain name not found. Name service error for name=kern.example: Host not found, try again',
      null,
      'soft',
    ],
    [
      'Name service error for name=kern.example type=MX: Malformed or unexpected name server reply',
      '5.4.4',
      'hard',
    ],
    [
      'SMTP error from remote mail server after MAIL FROM:<max@ours.example>: 550 user does not exist',
      null,
      'blocked',
    ],
    ['550 5.4.310 DNS domain kern.example does not exist', '5.4.310', 'hard'],
    ['550 5.7.1 <ada@kern.example>... Relaying denied', '5.7.1', 'hard'],
    ['530 5.7.1 Relaying not allowed', '5.7.1', 'blocked'],
    ['552 5.2.2 La boîte de réception est pleine', '5.2.2', 'soft'],
    ['550 Utente non trovato', '5.0.0', 'hard'],
    ['550 caixa postal inexistente', '5.0.0', 'hard'],
    // Of the sender, though a name is unknown.
    ['550-Verification failed for <max@ours.example> 550-No such user', null, 'blocked'],
    [
      '550-Requested action not taken: mailbox unavailable 550 invalid DNS MX or A',
      null,
      'blocked',
    ],
    ['550 <ada@kern.example>: Recipient address rejected: see openspf.example', null, 'blocked'],
    ['554 Recipient address rejected: SMTP AUTH is required', null, 'blocked'],
    // The domain is not served there.
    ['550 relay not permitted, authentication required', null, 'hard'],
    ['550 relaying mail to kern.example is not allowed', null, 'hard'],
    ['550 Domain kern.example is no longer hosted here', null, 'hard'],
    ['553 We do not handle mail for kern.example', null, 'hard'],
    ['unable to look up host kern.example: No address associated with hostname', null, 'hard'],
    ['host lookup did not complete', null, 'soft'],
    ['550 The account or domain may not exist, they may be blacklisted', null, 'hard'],
    ['550 Le compte du destinataire est bloque', '5.5.0', 'hard'],
    ['La cuenta ha sido dada de baja', null, 'hard'],
    // Exchange in other languages.
    ['No se encontró la dirección de correo electrónico', null, 'hard'],
    ["Impossibile trovare l'indirizzo di posta", null, 'hard'],
    ['O endereço de email não pôde ser encontrado', null, 'hard'],
    ['Het e-mailadres is niet gevonden', null, 'hard'],
    ['Nie można odnaleźć wprowadzonego adresu', null, 'hard'],
    ['Не удалось найти адрес электронной почты', null, 'hard'],
    ['找不到您输入的电子邮件地址', null, 'hard'],
    ['Användaren finns inte', null, 'hard'],
    ['Uživatel neexistuje', null, 'hard'],
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

describe('the letter of a report', () => {
  const daemon = {
    From: 'Mail Delivery System <mailer-daemon@mx.kern.example>',
    Subject: 'Undelivered Mail Returned to Sender',
    'In-Reply-To': null,
  };

  test('counts by the answer it repeats, not by the words of its template', async () => {
    const body =
      '** Address not found **\nCheck that the address is correct.\n\nada@kern.example\n\nThe response was:\n550 5.7.1 blocked by our spam filter';
    expect(await classified(letter(body, daemon))).toMatchObject({ bounce: 'blocked' });
  });

  test('counts by what the far server said, not by what the near one made of it', async () => {
    const body =
      '   ----- Transcript of session follows -----\n... while talking to mx.kern.example.:\n>>> DATA\n<<< 552 5.2.2 over quota\n550 5.1.1 <ada@kern.example>... User unknown\n<<< 503 5.5.1 need RCPT';
    expect(await classified(letter(body, daemon))).toMatchObject({ bounce: 'soft' });
  });

  test('names the dead one of several recipients', async () => {
    const body =
      'could not be delivered:\n\nfull@kern.example: 550 5.2.2 Mailbox Full\n\nada@kern.example: 550 5.1.1 User Unknown';
    expect(await classified(letter(body, daemon))).toMatchObject({
      bounce: 'hard',
      failedAddress: 'ada@kern.example',
    });
  });

  test('names the recipient under its heading, whomever the returned letter was written to', async () => {
    const body =
      'Your message\n\n  To: friends@list.example\n  Subject: Spring\n\ndid not reach the following recipient(s):\n\nada@kern.example on Mon, 1 Mar 2027\n    The recipient name is not recognized';
    expect(await classified(letter(body, daemon))).toMatchObject({
      failedAddress: 'ada@kern.example',
    });
  });

  test('is read as it stands when its parts have another boundary than it says', async () => {
    const body =
      '--other\nContent-Type: text/plain\n\n<ada@kern.example>: host mx said: 550 5.1.1 no such user\n--other--';
    const headers = { ...daemon, 'Content-Type': 'multipart/report; boundary=cut' };
    expect(await classified(letter(body, headers))).toMatchObject({
      bounce: 'hard',
      failedAddress: 'ada@kern.example',
    });
  });

  test.each([
    [
      'Exim',
      '  kern@elsewhere.example\n    (generated from ada@kern.example)\n    550 No such user',
    ],
    [
      'Postfix',
      '<kern@elsewhere.example> (expanded from\n    <ada@kern.example>): 550 5.1.1 unknown',
    ],
  ])('names whom the letter was written to, not where it was passed on: %s', async (_, failed) => {
    const body = `A message could not be delivered to the following address:\n\n${failed}`;
    expect(await classified(letter(body, daemon))).toMatchObject({
      bounce: 'hard',
      failedAddress: 'ada@kern.example',
    });
  });

  test.each([
    ['Não é possível entregar: Primavera', 'Falha na entrega para estes destinatários:'],
    ['Kan ikke leveres: Forår', 'Meddelelsen kunne ikke leveres til:'],
    ['Niedostarczona: Wiosna', 'Nie można dostarczyć wiadomości:'],
    ['未送达: 春', '无法送达以下收件人:'],
  ])('is known in the words of Exchange: %s', async (subject, heading) => {
    const from = { From: 'postmaster@kern.example', Subject: encodedWord(subject) };
    const body = `${heading}\n\nada@kern.example`;
    expect(await classified(letter(body, { ...daemon, ...from }))).toMatchObject({
      class: 'bounce',
      failedAddress: 'ada@kern.example',
    });
  });

  test('that a person passes on is no report', async () => {
    const body =
      'This came back today:\n\n550 5.1.1 user unknown\n\nMessage-ID: <a@b>\nFrom: x@y.example\nTo: z@y.example\nReceived: by y';
    const headers = { Subject: 'Fwd: failure', 'In-Reply-To': null };
    expect((await classified(letter(body, headers))).class).toBe('human_reply');
  });
});

describe('a notice of Amazon SES', () => {
  const notice = { From: 'no-reply@sns.example', Subject: 'AWS Notification', 'In-Reply-To': null };

  test('of a bounce is a bounce', async () => {
    const body =
      '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"Ada@kern.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user\n unknown"}]}}';
    expect(await classified(letter(body, notice))).toMatchObject({
      class: 'bounce',
      bounce: 'hard',
      failedAddress: 'ada@kern.example',
    });
  });

  test('of a complaint is a complaint', async () => {
    const body =
      '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"ada@kern.example"}]}}';
    expect(await classified(letter(body, notice))).toMatchObject({
      class: 'complaint',
      failedAddress: 'ada@kern.example',
    });
  });
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
