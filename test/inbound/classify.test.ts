import { describe, expect, test } from 'vitest';
import { classified, letter } from './mail.ts';

describe('a machine is known by its headers', () => {
  test.each([
    ['Auto-Submitted', 'auto-replied; owner-email="ada@kern.example"'],
    ['X-Autoreply', 'yes'],
    ['Precedence', 'auto_reply'],
    ['Return-Path', '<>'],
    ['X-POST-MessageClass', '9; Autoresponder'],
  ])('%s: %s', async (name, value) => {
    expect((await classified(letter('We got your letter.', { [name]: value }))).class).toBe(
      'auto_reply',
    );
  });

  test.each([
    ['Auto-Submitted', 'no'],
    ['Auto-Submitted', ' No (a person)'],
    ['X-Autoreply', 'no'],
    ['X-Auto-Response-Suppress', 'DR, RN'],
    ['X-Auto-Response-Suppress', 'All'],
    ['List-Unsubscribe', '<mailto:leave@kern.example>'],
  ])('%s: %s within a thread is a person', async (name, value) => {
    expect((await classified(letter('Yes, let us talk.', { [name]: value }))).class).toBe(
      'human_reply',
    );
  });
});

describe('an absence note', () => {
  test.each([
    ['Automatic reply: Spring', 'I am out of the office until 12 March 2027.', '2027-03-12'],
    ['Automatische Antwort: Frühjahr', 'Ich bin bis zum 12.03.2027 nicht im Büro.', '2027-03-13'],
    ['Réponse automatique : Printemps', "Je suis absente jusqu'au 12 mars 2027.", '2027-03-13'],
    [
      'Respuesta automática: Primavera',
      'Estaré fuera de la oficina hasta el 12 de marzo de 2027.',
      '2027-03-13',
    ],
    ['自動返信: 春', '2027年3月12日まで不在にしております。', '2027-03-13'],
    ['Abwesenheit', 'Danke.', null],
  ])('%s', async (subject, body, date) => {
    const note = await classified(letter(body, { Subject: subject }));
    expect(note.class).toBe('out_of_office');
    expect(note.returnAtMs).toBe(date === null ? null : Date.parse(`${date}T00:00:00Z`));
  });

  test('that only its words give away', async () => {
    const body =
      'Thank you for your letter. I am currently out of the office with limited access to email.';
    expect((await classified(letter(body))).class).toBe('out_of_office');
  });

  test.each([
    ['We have received your letter, and I will get back to you within 3 days.', 'Re: Spring'],
    ['Thank you for your letter. I am on vacation, but it looks useful.', 'Re: Spring'],
    ['ご連絡ありがとうございます。来週は出張のため、再来週でお願いできますか。', 'Re: Spring'],
    ['Our support team will look at it. What does it cost?', 'Re: Spring'],
    ['I am out of the office until Monday, shall we talk then?', 'Re: Spring'],
    ['Back now. Yes, send me the details please.', 'Re: Automatic reply: Spring'],
  ])('is not what a person says: %s', async (body, subject) => {
    expect((await classified(letter(body, { Subject: subject }))).class).toBe('human_reply');
  });
});

describe('other mail', () => {
  const fresh = { 'In-Reply-To': null };
  test.each([
    [
      'a read receipt',
      letter('x', {
        'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b',
      }),
      'auto_reply',
    ],
    [
      'a complaint',
      letter(
        '--b\n\nspam\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--b--',
        { ...fresh, 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b' },
      ),
      'complaint',
    ],
    [
      'a complaint taken back',
      letter(
        '--b\n\nx\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: not-spam\n\n--b--',
        { ...fresh, 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b' },
      ),
      'auto_reply',
    ],
    [
      'a ticket acknowledgement',
      letter('Your ticket #12 has been created. Our team will look at it.', fresh),
      'auto_reply',
    ],
    [
      'a challenge',
      letter(
        'Please confirm that you are not a spammer: click https://filter.example/1 so your message will be delivered.',
        { ...fresh, Subject: 'Please verify', 'Auto-Submitted': 'auto-replied' },
      ),
      'challenge',
    ],
    [
      'a notice of LinkedIn',
      letter('Ada accepted your invitation.', { ...fresh, From: 'invitations@linkedin.com' }),
      'linkedin',
    ],
    [
      'what LinkedIn sends besides',
      letter('You appeared in 3 searches.', { ...fresh, From: 'notifications@linkedin.com' }),
      'unrelated',
    ],
    [
      'a letter of somebody at LinkedIn',
      letter('Fine.', { From: 'ada.kern@linkedin.com' }),
      'human_reply',
    ],
    [
      'an invitation',
      letter(
        '--b\n\nx\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--b--',
        { 'Content-Type': 'multipart/mixed; boundary=b' },
      ),
      'meeting',
    ],
    [
      "a scheduler's mail",
      letter('New event', { ...fresh, From: 'notifications@calendly.com' }),
      'meeting',
    ],
    [
      'a newsletter',
      letter('Our news. To unsubscribe, click here.', {
        ...fresh,
        'List-Id': '<news.kern.example>',
      }),
      'unrelated',
    ],
    ['a request to stop', letter('Please remove me from your list.'), 'opt_out'],
    [
      'a request to stop below the whole quoted letter',
      letter('Got it.\n\nOn Wed, Mar 3, 2027 at 9:00 AM Max wrote:\n> Hello\n\nPlease remove me.'),
      'opt_out',
    ],
    [
      'a request by mail program',
      letter('Apple Mail sent this email to unsubscribe from the message “Spring”.', {
        ...fresh,
        Subject: 'unsubscribe',
        'Auto-Submitted': 'auto-replied',
      }),
      'opt_out',
    ],
    [
      'a request by a mail program that calls its mail automatic',
      letter('This message was automatically generated by Gmail.', {
        ...fresh,
        Subject: 'unsubscribe',
      }),
      'opt_out',
    ],
    [
      'an automatic answer under that subject',
      letter('This message was automatically generated.', {
        ...fresh,
        Subject: 'Automatic reply: unsubscribe',
      }),
      'auto_reply',
    ],
    ['gibberish', letter('Qwx zzt.'), 'human_reply'],
    ['nothing', new Uint8Array(), 'human_reply'],
  ])('%s', async (_, bytes, expected) => expect((await classified(bytes)).class).toBe(expected));

  test('names the rules that decided', async () => {
    const { rules } = await classified(letter('Gone.', { 'Auto-Submitted': 'auto-replied' }));
    expect(rules).toEqual(['header auto-submitted=auto-replied']);
  });
});

/** None may take long; the runner's own limit is the judge. */
test.each([
  ['please '],
  ['stop '],
  ['unsubscribe '],
  ['happy to '],
  ['no more more '],
  ['out of office until '],
  ['from 8 to '],
  ['user is '],
  ['Final-Recipient: rfc822; a@b.c\n'],
  ['a@a.a '],
  ['配信停止'],
  ['ich bin nicht '],
])('a hostile letter of "%s" is classified in bounded time', async (piece) => {
  const body = piece.repeat(Math.ceil(2_000_000 / piece.length));
  for (const from of ['ada@kern.example', 'mailer-daemon@mx.example']) {
    expect(await classified(letter(body, { From: from }))).toMatchObject({
      confidence: expect.any(Number),
    });
  }
});
