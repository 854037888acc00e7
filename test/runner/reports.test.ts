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

test.each([
  ['under a name of our own', SES_ID, 'eu-west-1'],
  ['in its oldest region', `<${SES_ID}@email.amazonses.com>`, 'email'],
  ['in another region', `<${SES_ID}@eu-west-1.amazonses.com>`, 'eu-west-1'],
])(
  'an answer that knows our message only by the id of Amazon SES %s is an answer to it',
  async (_, told, place) => {
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada'));
    await world.enroll(sequence([email('intro')]), [ada!]);
    const channel: MessageChannel = {
      send: async (_message, dataStarted) => {
        await dataStarted();
        return { kind: 'sent', detail: `250 Ok ${SES_ID}`, serverMessageId: told };
      },
      close: async () => {},
    };
    const channels = { of: async () => channel, close: async () => {} };
    await world.run({ ...world.engine(), channels });
    world.source.deliver(
      `From: A. K. <private@elsewhere.example>\nIn-Reply-To: <${SES_ID}@${place}.amazonses.com>\nMessage-ID: <1@x.example>\n\nYes.\n`,
    );
    await world.run();
    const [heard] = await world.stores.inbox.inbox(10);
    expect(heard).toMatchObject({ touchId: 'e1.intro.1', matchedBy: 'person: message_id' });
  },
);
