import { expect, test } from 'vitest';
import type { MessageChannel } from '../../src/ports/message-channel.ts';
import { at, call, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/** A report that brings back nothing of the message but what the envelope said. */
function reportNaming(envelopeId: string): string {
  return [
    'From: Mail Delivery System <mailer-daemon@mx.ada.example>',
    'To: anna@northwind.example',
    'Subject: Undelivered mail',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=cut',
    '',
    '--cut',
    '',
    'Your letter could not be handed over.',
    '--cut',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.ada.example',
    `Original-Envelope-Id: ${envelopeId}`,
    '',
    'Final-Recipient: rfc822; postmaster@elsewhere.example',
    'Original-Recipient: rfc822; ada@ada.example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
    '--cut--',
    '',
  ].join('\n');
}

test('a report without our headers is about the touch whose envelope it names', async () => {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro'), call('ring', { wait: '1 day' })]), [ada!]);
  await world.run();
  world.source.deliver(reportNaming(world.channel.accepted[0]!.touchlineId));
  await world.run();
  const [heard] = await world.stores.inbox.inbox(10);
  expect(heard).toMatchObject({ touchId: 'e1.intro.1', matchedBy: 'person: touch_id' });
  expect((await world.stores.people.byId(ada!))!.identities).toContainEqual({
    kind: 'email',
    value: 'ada@ada.example',
    status: 'bad',
  });
});

const SES_ID = '0102018b5c3c0a4f-8a1c2f3e-9d7b-4c55-8e21-0f6d1c2b3a49-000000';

async function sentBySes(serverMessageId: string): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro')]), [ada!]);
  const channel: MessageChannel = {
    send: async (_message, dataStarted) => {
      await dataStarted();
      return { kind: 'sent', detail: `250 Ok ${SES_ID}`, serverMessageId };
    },
    close: async () => {},
  };
  const channels = { of: async () => channel, close: async () => {} };
  await world.run({ ...world.engine(), channels });
  return world;
}

test.each([
  ['under a name of our own', SES_ID, 'eu-west-1'],
  ['in its oldest region', `<${SES_ID}@email.amazonses.com>`, 'email'],
  ['in another region', `<${SES_ID}@eu-west-1.amazonses.com>`, 'eu-west-1'],
])(
  'an answer that knows our message only by the id of Amazon SES %s is an answer to it',
  async (_, told, place) => {
    const world = await sentBySes(told);
    world.source.deliver(
      `From: A. K. <private@elsewhere.example>\nIn-Reply-To: <${SES_ID}@${place}.amazonses.com>\nMessage-ID: <1@x.example>\n\nYes.\n`,
    );
    await world.run();
    const [heard] = await world.stores.inbox.inbox(10);
    expect(heard).toMatchObject({ touchId: 'e1.intro.1', matchedBy: 'person: message_id' });
  },
);

/** What our letter to Ada has above its first empty line. */
async function writtenTo(world: World): Promise<string> {
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro')]), [ada!]);
  await world.run();
  return new TextDecoder().decode(world.channel.accepted[0]!.bytes).split('\n\n')[0]!;
}

const FAILED = 'Your letter to ada@ada.example was not delivered: 550 5.1.1 user unknown';

function prefixed(head: string, prefix: string): string {
  return head
    .split('\n')
    .map((line) => `${prefix}${line}`)
    .join('\n');
}

test.each<[where: string, around: (head: string) => string]>([
  ['in its text', (head) => `\n\n${FAILED}\n\n${head}\n`],
  ['in its text, quoted', (head) => `\n\n${FAILED}\n\n${prefixed(head, '> ')}\n`],
  ['in its text, quoted without a blank', (head) => `\n\n${FAILED}\n\n${prefixed(head, '>')}\n`],
  ['in its text, indented', (head) => `\n\n${FAILED}\n\n${prefixed(head, '    ')}\n`],
  ['behind a line that is no field', (head) => `\n\n${FAILED}\nIt was:> ${head}\n`],
  [
    'in a file that is attached',
    (head) =>
      `\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut\n\n--cut\n\n${FAILED}\n--cut\nContent-Type: text/plain; name=headers.txt\nContent-Disposition: attachment\n\n${head}\n--cut--\n`,
  ],
  [
    'in a part of an unusual type',
    (head) =>
      `\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut\n\n--cut\n\n${FAILED}\n--cut\nContent-Type: message/partial\n\n${head}\n\nDear Ada\n--cut--\n`,
  ],
])('a report that names our message %s is about it', async (_, around) => {
  const world = new World({ nowMs: MONDAY });
  const head = await writtenTo(world);
  world.source.deliver(
    `From: MAILER-DAEMON@mx.ada.example\nSubject: failure notice\nMessage-ID: <1@mx.ada.example>${around(head)}`,
  );
  await world.run();
  const [heard] = await world.stores.inbox.inbox(1);
  expect(heard).toMatchObject({ class: 'bounce', touchId: 'e1.intro.1' });
});

/** As its notification service sends them by mail. */
function sesNotice(about: object, type: 'notificationType' | 'eventType'): string {
  const failed = { emailAddress: 'ada@ada.example', status: '5.1.1' };
  const notice = {
    [type]: 'Bounce',
    bounce: { bounceType: 'Permanent', bouncedRecipients: [failed], feedbackId: '0' },
    mail: { source: 'anna@northwind.example', ...about },
  };
  return `From: AWS Notifications <no-reply@sns.example>\nSubject: AWS Notification Message\nMessage-ID: <1@sns.example>\n\n${JSON.stringify(notice)}\n`;
}

const arn = (region: string): string => `arn:aws:ses:${region}:123456789012:identity/x.example`;

test.each([
  ['under a name of our own', SES_ID, 'eu-west-1'],
  ['in its oldest region', `<${SES_ID}@email.amazonses.com>`, 'us-east-1'],
  ['in another region', `<${SES_ID}@eu-west-1.amazonses.com>`, 'eu-west-1'],
])(
  'a notice of Amazon SES that knows our message only by its own id %s is about it',
  async (_, told, region) => {
    const world = await sentBySes(told);
    const mail = { sourceArn: arn(region), messageId: SES_ID, destination: ['ada@ada.example'] };
    world.source.deliver(sesNotice(mail, 'notificationType'));
    await world.run();
    const [heard] = await world.stores.inbox.inbox(1);
    expect(heard).toMatchObject({ class: 'bounce', touchId: 'e1.intro.1' });
  },
);

test('an event of Amazon SES that repeats our headers is about our message', async () => {
  const world = new World({ nowMs: MONDAY });
  const head = await writtenTo(world);
  const value = /^Message-ID: (.*)$/m.exec(head)![1]!;
  const headers = [{ name: 'Message-ID', value }];
  world.source.deliver(sesNotice({ messageId: SES_ID, headers }, 'eventType'));
  await world.run();
  const [heard] = await world.stores.inbox.inbox(1);
  expect(heard).toMatchObject({ class: 'bounce', touchId: 'e1.intro.1' });
});
