import { describe, expect, test } from 'vitest';
import { linkedinNotice } from '../../src/inbound/linkedin-notice.ts';
import { parseMessage } from '../../src/inbound/mail/parse.ts';

async function noticeOf(subject: string, text = '', html: string | null = null) {
  const type = html === null ? 'text/plain' : 'text/html';
  const mail = `From: LinkedIn <messages-noreply@linkedin.com>\r\nTo: anna@northwind.example\r\nSubject: ${encoded(subject)}\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${html ?? text}\r\n`;
  return linkedinNotice(await parseMessage(Buffer.from(mail)));
}

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

describe('a notice says that somebody', () => {
  test.each([
    ['Ada Kern sent you a message', 'message', 'ada kern'],
    ['New message from Ada Kern', 'message', 'ada kern'],
    ['Ada Kern accepted your invitation', 'accepted', 'ada kern'],
    ['Ada Kern hat Ihnen eine Nachricht gesendet', 'message', 'ada kern'],
    ['Ada Kern hat Ihre Einladung angenommen', 'accepted', 'ada kern'],
    ['Ada Kern vous a envoyé un message', 'message', 'ada kern'],
    ['Ada Kern a accepté votre invitation', 'accepted', 'ada kern'],
    ['Ada Kern te ha enviado un mensaje', 'message', 'ada kern'],
    ['Ada Kern ha aceptado tu invitación', 'accepted', 'ada kern'],
    ['佐藤 花子さんからメッセージが届いています', 'message', '佐藤 花子'],
    ['佐藤 花子さんがつながり申請を承認しました', 'accepted', '佐藤 花子'],
  ])('%s', async (subject, kind, name) => {
    expect(await noticeOf(subject)).toMatchObject({ kind, name });
  });

  test.each([
    'Ada, you appeared in 4 searches this week',
    'People you may know: Ada Kern',
    'Ada Kern viewed your profile',
    'Ada Kern wants to connect with you',
    'Neue Stellen für Sie',
  ])('and is silent where it says nothing of the kind: %s', async (subject) => {
    expect(await noticeOf(subject)).toBeNull();
  });
});

test('it names the profile that it links to, however the link is written', async () => {
  const html =
    '<p>Ada Kern sent you a message</p><a href="https://www.linkedin.com/comm/in/Ada-K%C3%A9rn?trk=eml&amp;x=1">View</a>' +
    '<a href="https://www.linkedin.com/comm/messaging/thread/2-abc">Reply</a>';
  expect(await noticeOf('You have a new message', '', html)).toMatchObject({
    kind: 'message',
    profiles: ['in/ada-kérn'],
  });
});
