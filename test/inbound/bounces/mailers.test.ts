import { describe, expect, test } from 'vitest';
import { classified, letter, report } from '../mail.ts';

/** A mailer's letter in our own words, in its own form. */
interface Mailer {
  readonly from?: string;
  readonly subject: string;
  readonly body: string;
}

const DAEMON = 'Mail Delivery System <mailer-daemon@mx.ours.example>';
const RETURNED = `Received: from ours.example by mx.ours.example; Mon, 1 Mar 2027 09:00:00 +0000
Message-ID: <e12.intro.1@ours.example>
From: Max <max@ours.example>
To: Ada Kern <ada@kern.example>
Subject: Spring

Shall we talk? Nobody of your office is unknown to me, and no mailbox is full.`;

const read = ({ from = DAEMON, subject, body }: Mailer) =>
  classified(letter(body, { From: from, Subject: subject, 'In-Reply-To': null }));

/** By the stage at which it was refused, or the words beside the code. */
const HARD: Record<string, Mailer> = {
  'qmail, of a recipient': {
    from: 'MAILER-DAEMON@mx.ours.example',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at mx.ours.example.
This is a permanent error; I've given up.

<ada@kern.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 No.
Giving up on 192.0.2.7.

--- Below this line is a copy of the message.

${RETURNED}`,
  },
  'Exim, of a domain': {
    subject: 'Mail delivery failed: returning message to sender',
    body: `This message was created automatically by mail delivery software.

The following address(es) failed:

  ada@kern.example
    all host address lookups failed permanently

------ This is a copy of your message, including all the headers. ------

${RETURNED}`,
  },
  'Courier, without an address of its own': {
    from: '"Courier mail server at mx.ours.example" <@>',
    subject: 'NOTICE: mail delivery status.',
    body: `                           UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<ada@kern.example>:
   mx.kern.example [192.0.2.7]:
>>> RCPT TO:<ada@kern.example>
<<< 550 User unknown.`,
  },
  'Sun, which names our message first': {
    from: 'Internet Mail Delivery <postmaster@mx.ours.example>',
    subject: 'Delivery Notification: Delivery has failed',
    body: `This report relates to a message you sent with the following header fields:

  Message-id: <e12.intro.1@ours.example>
  Date: Mon, 01 Mar 2027 09:00:00 +0000
  From: Max <max@ours.example>
  To: Kern office <office@kern.example>

Your message cannot be delivered to the following recipients:

  Recipient address: ada@kern.example
  Reason: Remote SMTP server has rejected address
  Diagnostic code: smtp;550 whoever that is`,
  },
  'InterScan, whose template says "unable"': {
    from: 'InterScan MSS <postmaster@mx.ours.example>',
    subject: 'Mail could not be delivered',
    body: `Sent <<< RCPT TO:<ada@kern.example>
Received >>> 550 5.1.1 who is that

Unable to deliver message to <ada@kern.example>.`,
  },
  'James, likewise': {
    from: 'Postmaster@mx.ours.example',
    subject: 'Undelivered: Spring',
    body: `Hi. This is the James mail server at mx.ours.example.
Below I include the list of recipients and the reason why I was unable to deliver your message.

Failed recipient(s):
ada@kern.example

Error message:
550 5.1.1 <ada@kern.example>... not for us`,
  },
  'CommuniGate, which quotes the address': {
    from: 'MAILER-DAEMON@mx.ours.example',
    subject: 'Undeliverable mail: Spring',
    body: `Failed to deliver to 'ada@kern.example'
SMTP module(domain kern.example) reports:
 host mx.kern.example says:
 550 5.1.1 unknown user account`,
  },
  'an unknown mailer, which counts its errors': {
    subject: 'There was an error sending your mail',
    body: `1 error(s):

SMTP Server <mx.kern.example> rejected recipient <ada@kern.example>
  (Error following RCPT command). It responded as follows: [550 5.1.1 whoever]`,
  },
  XMail: {
    from: 'postmaster@mx.ours.example',
    subject: 'Error sending message [1234.mx] from [ours.example]',
    body: `[<00>] XMail bounce: Rcpt=[ada@kern.example];Error=[550 no such mailbox]`,
  },
  Mercury: {
    from: 'Electronic Postmaster <postmaster@mx.ours.example>',
    subject: 'Delivery failure notification',
    body: `One or more addresses in your message have failed:

   ada@kern.example
      550 Local mailbox "ada" is not on this system`,
  },
  'French host': {
    from: 'postmaster@isp.example',
    subject: "Votre message n'a pas pu etre remis",
    body: `Votre message n'a pas pu être remis au destinataire suivant :

ada@kern.example

Motif : cette adresse électronique n'existe plus.`,
  },
};

describe('a dead address in the form of', () => {
  test.each(Object.entries(HARD))('%s', async (_, mailer) =>
    expect(await read(mailer)).toMatchObject({
      class: 'bounce',
      bounce: 'hard',
      failedAddress: 'ada@kern.example',
    }),
  );
});

test('qmail: our own address was refused, before any recipient was named', async () => {
  const body = `Hi. This is the qmail-send program at mx.ours.example.

<ada@kern.example>:
Connected to 192.0.2.7 but sender was rejected.
Remote host said: 550 address unknown`;
  expect(await read({ subject: 'failure notice', body })).toMatchObject({ bounce: 'blocked' });
});

test('a report in parts whose letter names the stage', async () => {
  const bytes = report(
    'Final-Recipient: rfc822; ada@kern.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 address unknown',
  );
  const staged = Buffer.from(bytes)
    .toString('utf8')
    .replace(
      'Your letter could not be handed over.',
      'SMTP error from remote mail server after MAIL FROM:<max@ours.example>: 550 address unknown',
    );
  expect(await classified(Buffer.from(staged))).toMatchObject({ bounce: 'blocked' });
});

test('PowerMTA, which will not go on: no delay, and no reason', async () => {
  const body = `I am sending you this message to inform you on the delivery status of a message.

  <ada@kern.example>  delivery failed; will not continue trying`;
  expect(await read({ subject: 'Delivery report', body })).toMatchObject({
    class: 'bounce',
    bounce: 'soft',
  });
});

test('Gmail, which goes on, and would tell if it failed permanently: a delay', async () => {
  const body = `** Delivery incomplete **

There was a temporary problem delivering your message to ada@kern.example. Gmail will retry for 47 more hours. You'll be notified if the delivery fails permanently.`;
  expect(await read({ subject: 'Delivery Status Notification (Delay)', body })).toMatchObject({
    class: 'delay',
    failedAddress: 'ada@kern.example',
  });
});

describe('a living address in the form of', () => {
  const LIVING: Record<string, Mailer> = {
    'Netscape, whose template says "rejected"': {
      subject: 'Mail System Error - Returned Mail',
      body: `This Message was undeliverable due to the following reason:

Each of the following recipients was rejected by a remote mail server.
The reasons given by the server are included to help you determine why
each recipient was rejected.

    Recipient: <ada@kern.example>
    Reason:    Connection timed out`,
    },
    'hMail, whose transcript is long': {
      subject: 'Message undeliverable: Spring',
      body: `The following recipient(s) could not be reached:

ada@kern.example
   Error Type: SMTP
   Remote server (192.0.2.7) issued an error.
   hMailServer sent: RCPT TO:<ada@kern.example>
   Remote server replied: 552 the mailbox is full`,
    },
  };
  test.each(Object.entries(LIVING))('%s', async (_, mailer) =>
    expect(await read(mailer)).toMatchObject({
      class: 'bounce',
      bounce: 'soft',
      failedAddress: 'ada@kern.example',
    }),
  );
});

test('Gmail of old, whose template says who rejected it', async () => {
  const body = `Delivery to the following recipient failed permanently:

     ada@kern.example

Google tried to deliver your message, but it was rejected by the recipient domain. The error that the other server returned was: 550 550 Mailbox not here (state 18).`;
  expect(await read({ subject: 'Delivery Status Notification (Failure)', body })).toMatchObject({
    bounce: 'hard',
    failedAddress: 'ada@kern.example',
  });
});

test.each([
  [
    'in one sentence',
    'The address may be wrong, the mailbox could be full, or perhaps the user is unknown.',
  ],
  ['in German', 'Möglicherweise existiert das Postfach nicht: User unknown.'],
  ['in Japanese', '宛先のメールアドレスが存在しない可能性があります。'],
  [
    'with a list of causes',
    'It may be one of these:\n\n * no such user here\n * the mailbox is full',
  ],
])("what a letter guesses is no server's word: %s", async (_, guess) => {
  const body = `Your message to ada@kern.example was not delivered.\n\n${guess}`;
  expect(await read({ subject: 'Delivery failure', body })).toMatchObject({
    class: 'bounce',
    bounce: 'soft',
    failedAddress: 'ada@kern.example',
  });
});

test.each([
  ["rfc822;'ada@kern.example'", 'quotes'],
  ['rfc822;unknown...ada@kern.example', 'dots'],
  ['rfc822;ada@kern.example...User unknown', 'dots'],
])('the recipient %s stands without its %s', async (recipient) => {
  const bytes = report(`Final-Recipient: ${recipient}\nAction: failed\nStatus: 5.1.1`);
  expect(await classified(bytes)).toMatchObject({ failedAddress: 'ada@kern.example' });
});
