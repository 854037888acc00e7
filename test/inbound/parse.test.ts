import { describe, expect, test } from 'vitest';
import { parseMessage } from '../../src/inbound/mail/parse.ts';
import { bytesOf, letter, report } from './mail.ts';

describe('a parsed message', () => {
  test('has lower-case addresses, decoded subject and bare ids', async () => {
    const message = await parseMessage(
      letter('Hello', {
        From: '=?utf-8?Q?J=C3=BCrgen?= <Juergen@Kern.Example>',
        To: 'Team: a@ours.example, B@ours.example;',
        Subject: '=?iso-2022-jp?B?GyRCOkc2YRsoQg==?=',
        References: '<one@x>\n <two@x>',
      }),
    );
    expect(message.from).toEqual(['juergen@kern.example']);
    expect(message.fromName).toBe('Jürgen');
    expect(message.to).toEqual(['a@ours.example', 'b@ours.example']);
    expect(message.subject).toBe('最近');
    expect(message.references).toEqual(['one@x', 'two@x']);
    expect(message.inReplyTo).toEqual(['e12.intro.1@ours.example']);
    expect(message.messageId).toBe('answer-1@kern.example');
  });

  test.each([
    ['windows-1252', [0x93, 0x48, 0x69, 0x94, 0x20, 0x96, 0x20, 0x80, 0x35], '“Hi” – €5'],
    ['Shift_JIS', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    ['ISO-2022-JP', [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42], '日本'],
    ['utf-8', [0xe6, 0x97, 0xa5], '日'],
  ])('decodes %s', async (charset, body, text) => {
    const head = letter('', { 'Content-Type': `text/plain; charset=${charset}` });
    const message = await parseMessage(Uint8Array.from([...head, ...body]));
    expect(message.text.trim()).toBe(text);
  });

  test('reads HTML where there is no text, its quotes as quotes', async () => {
    const html =
      '<html><head><style>p{}</style></head><body><p>Sure,&nbsp;Tuesday.</p><blockquote>Shall we <b>talk</b>?</blockquote></body></html>';
    const message = await parseMessage(
      letter(html, { 'Content-Type': 'text/html; charset=utf-8' }),
    );
    expect(message.text).toBe('Sure, Tuesday.\n\n> Shall we talk?');
  });

  test.each([
    ['Ada <Ada@Müller.example>', 'ada@xn--mller-kva.example'],
    ['ada@bücher.xn--mller-kva.example', 'ada@xn--bcher-kva.xn--mller-kva.example'],
    ['ada@localhost', 'ada@localhost'],
  ])('the writer %j is known as %s', async (written, address) => {
    const message = await parseMessage(letter('Yes', { From: written, 'Reply-To': written }));
    expect([message.from, message.replyTo]).toEqual([[address], [address]]);
  });

  test('keeps an answer apart from the flowed quote above it', async () => {
    const message = await parseMessage(
      letter('> Shall we talk? \nYes.', { 'Content-Type': 'text/plain; format=flowed' }),
    );
    expect(message.text.trim().split(/ *\n/)).toEqual(['> Shall we talk?', 'Yes.']);
  });

  test('gives the parts of a delivery report', async () => {
    const message = await parseMessage(
      report(
        'Final-Recipient: rfc822; Ada@kern.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 nobody\n of that name',
      ),
    );
    expect(message.reportType).toBe('delivery-status');
    expect(message.deliveryStatus).toEqual({
      envelopeId: 'e12.intro.1',
      recipients: [
        {
          finalRecipient: 'ada@kern.example',
          originalRecipient: null,
          action: 'failed',
          status: '5.1.1',
          diagnostic: 'smtp; 550 5.1.1 nobody of that name',
        },
      ],
    });
    expect(message.returned?.get('message-id')).toEqual(['<e12.intro.1@ours.example>']);
  });

  test('finds the headers that a bounce without parts quotes', async () => {
    const body =
      'No such person.\n\n--- Below is your letter.\n\nFrom: Max <max@ours.example>\nTo: ada@kern.example\nMessage-ID: <m1@ours.example>\n\nHi';
    const message = await parseMessage(letter(body));
    expect(message.returned?.get('message-id')).toEqual(['<m1@ours.example>']);
  });

  test('reads the method of a calendar part and the answer in it', async () => {
    const body =
      '--cut\n\nDeclined.\n--cut\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nATTENDEE;PARTSTAT=DECLINED:mailto:ada@kern.example\nEND:VCALENDAR\n--cut--';
    const message = await parseMessage(
      letter(body, { 'Content-Type': 'multipart/mixed; boundary=cut' }),
    );
    expect([message.calendarMethod, message.calendarAnswer]).toEqual(['REPLY', 'DECLINED']);
  });

  test.each([
    ['nothing', ''],
    ['no header', '\n\nbody'],
    ['a header without an end', 'Subject: x'],
    [
      'a part that never ends',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhello',
    ],
    [
      'an unknown charset and encoding',
      'Content-Type: text/plain; charset=klingon\nContent-Transfer-Encoding: morse\n\nhello',
    ],
  ])('comes even of %s', async (_, text) => {
    await expect(parseMessage(bytesOf(text))).resolves.toMatchObject({
      defects: expect.arrayContaining(['no_from']),
    });
  });

  test('of parts nested beyond the limit keeps the header and the raw body', async () => {
    const nested = Array.from(
      { length: 300 },
      (_, depth) => `--b${depth}\nContent-Type: multipart/mixed; boundary=b${depth + 1}\n`,
    ).join('\n');
    const message = await parseMessage(
      letter(nested, { 'Content-Type': 'multipart/mixed; boundary=b0' }),
    );
    expect(message.defects).toContain('unparsable');
    expect(message.inReplyTo).toEqual(['e12.intro.1@ours.example']);
  });
});

/** None of these may take long; the runner's own limit is the judge. */
describe('a hostile message is read in bounded time:', () => {
  test.each([
    ['deep HTML', 'text/html', '<div>'.repeat(400_000)],
    ['deep quotes in HTML', 'text/html', '<blockquote>a'.repeat(200_000)],
    ['unclosed comments', 'text/html', '<!--'.repeat(500_000)],
    ['lone brackets', 'text/html', '<'.repeat(2_000_000)],
    ['100,000 parts', 'multipart/mixed; boundary=b', '--b\n\nx\n'.repeat(100_000)],
    ['newlines', 'text/plain', '\n'.repeat(2_000_000)],
    ['Message-ID lines', 'text/plain', 'message-id: <a>\n\n'.repeat(100_000)],
  ])('%s', async (_, type, body) => {
    const message = await parseMessage(letter(body, { 'Content-Type': type }));
    expect(message.defects).toContain('cut');
    expect(message.messageId).toBe('answer-1@kern.example');
  });
});
