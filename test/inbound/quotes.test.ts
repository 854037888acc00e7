import { describe, expect, test } from 'vitest';
import { stripQuotes, withoutClosing } from '../../src/inbound/mail/quotes.ts';

const OURS = '> Hello Ada,\n> shall we talk?\n> Max';
const WROTE = 'On Wed, Mar 3, 2027 at 9:00 AM Max <max@ours.example> wrote:';

describe('the quoted letter is cut', () => {
  test.each([
    ['English', WROTE],
    ['English, wrapped', 'On Wed, Mar 3, 2027 at 9:00 AM Max Feld\n<max@ours.example> wrote:'],
    ['German', 'Am 03.03.2027 um 09:00 schrieb Max Feld <max@ours.example>:'],
    ['German, Gmail', 'Max Feld <max@ours.example> schrieb am Mi., 3. März 2027 um\n09:00 Uhr:'],
    ['French', 'Le mer. 3 mars 2027 à 09:00, Max Feld <max@ours.example> a écrit :'],
    ['Spanish', 'El mié, 3 mar 2027 a las 9:00, Max Feld (<max@ours.example>) escribió:'],
    ['Italian', 'Il giorno mer 3 mar 2027 alle ore 09:00 Max Feld <max@ours.example> ha scritto:'],
    ['Portuguese', 'Em qua., 3 de mar. de 2027 às 09:00, Max Feld <max@ours.example> escreveu:'],
    ['Dutch', 'Op wo 3 mrt 2027 om 09:00 schreef Max Feld <max@ours.example>:'],
    ['Swedish', 'Den ons 3 mars 2027 kl 09:00 skrev Max Feld <max@ours.example>:'],
    ['Polish', 'W dniu śr., 3.03.2027 o 09:00 Max Feld <max@ours.example> napisał(a):'],
    ['Japanese, Gmail', '2027年3月3日(水) 9:00 Max Feld <max@ours.example>:'],
    ['Japanese', '2027/03/03 9:00、Max Feld <max@ours.example>のメール:'],
    ['Chinese', '在 2027年3月3日，上午9:00，Max Feld <max@ours.example> 写道：'],
    ['Zoho', '---- On Wed, 03 Mar 2027 09:00:00 +0100 Max Feld <max@ours.example> wrote ----'],
    ['Gmail of old', '2027/3/3 Max Feld <max@ours.example>'],
    ['Horde', 'Quoting Max Feld <max@ours.example>:'],
    ['Horde, German', 'Zitat von Max Feld <max@ours.example>:'],
  ])('under an attribution: %s', (_, attribution) => {
    expect(stripQuotes(`Tuesday suits me.\n\n${attribution}\n\n${OURS}`).text).toBe(
      'Tuesday suits me.',
    );
    expect(stripQuotes(`Tuesday suits me.\n\n${attribution}\n\nHello Ada,\nunmarked`).text).toBe(
      'Tuesday suits me.',
    );
  });

  test.each([
    [
      'Outlook',
      'From: Max Feld <max@ours.example>\nSent: Wednesday, March 3, 2027 9:00 AM\nTo: Ada Kern\nSubject: Spring',
    ],
    [
      'Outlook under a rule',
      '________________________________\nFrom: Max Feld\nSent: Wednesday, March 3, 2027 9:00 AM\nTo: Ada\nSubject: Spring',
    ],
    [
      'German',
      'Von: Max Feld [mailto:max@ours.example]\nGesendet: Mittwoch, 3. März 2027 09:00\nAn: Ada Kern\nBetreff: Frühjahr',
    ],
    [
      'French',
      'De : Max Feld <max@ours.example>\nEnvoyé : mercredi 3 mars 2027 09:00\nÀ : Ada Kern\nObjet : Printemps',
    ],
    [
      'Spanish',
      'De: Max Feld <max@ours.example>\nEnviado el: miércoles, 3 de marzo de 2027 9:00\nPara: Ada Kern\nAsunto: Primavera',
    ],
    [
      'Japanese',
      '差出人: Max Feld <max@ours.example>\n送信日時: 2027年3月3日 9:00\n宛先: Ada Kern\n件名: 春',
    ],
    ['bold', '*From:* Max Feld\n*Date:* 2027-03-03\n*To:* Ada Kern\n*Subject:* Spring'],
    ['a rule in words', '-----Original Message-----\nFrom: Max'],
    ['a German rule', '-----Ursprüngliche Nachricht-----'],
    ['a Japanese rule', '----- 元のメッセージ -----'],
  ])('under a header block: %s', (_, block) => {
    expect(stripQuotes(`Yes.\n\n${block}\n\nHello Ada`).textWithSignature).toBe('Yes.');
  });

  test('in the middle of a line', () => {
    expect(
      stripQuotes('Sure, send it. On Wed, Mar 3, 2027 at 9:00 AM Max wrote: Hi Ada').text,
    ).toBe('Sure, send it.');
  });
});

describe('what they wrote is kept', () => {
  test.each([
    [
      'below the quote',
      `On 3 Mar 2027, at 9:00, Max wrote:\n${OURS}\n\nNo, thank you.`,
      'No, thank you.',
    ],
    [
      'between quotes',
      '> Is Tuesday fine?\n\nYes.\n\n> And at ten?\n\nBetter at eleven.',
      'Yes.\n\n\nBetter at eleven.',
    ],
    [
      '"wrote" in a sentence',
      'As I wrote on Monday, we are full.\nCall me.',
      'As I wrote on Monday, we are full.\nCall me.',
    ],
    [
      '"From:" in a sentence',
      'From: the door you turn left.\nThen ring.',
      'From: the door you turn left.\nThen ring.',
    ],
    [
      'regards in a sentence',
      'Best regards to your team, by the way.\nWhen do you start?',
      'Best regards to your team, by the way.\nWhen do you start?',
    ],
  ])('%s', (_, text, expected) => expect(stripQuotes(text).text).toBe(expected));

  test('and nothing when all is quoted', () =>
    expect(stripQuotes(OURS)).toEqual({ text: '', words: '', textWithSignature: '' }));

  test.each([
    [
      'below a line of signs within code',
      'Our setup:\n\n```\nhost = one\n####\nport = two\n```\n\nDoes that help?',
    ],
    [
      'below a rule, in whole sentences',
      'Two things.\n\n=====\nThe first is that the offer which you sent us on Monday names no day at all, so we cannot plan.',
    ],
  ])('%s', (_, text) => expect(stripQuotes(text).text).toBe(text));

  test('as a closing, when the signature stands below the quoted letter', () =>
    expect(
      stripQuotes(`Yes.\n\nThanks,\nAda\n\n${WROTE}\n${OURS}\n\n-- \nAda Kern\nada@kern.example`)
        .text,
    ).toBe('Yes.\n\nThanks,\nAda'));
});

describe('below the whole quoted letter, under an answer', () => {
  const below = (under: string): string => `Yes, gladly.\n\n${WROTE}\n${OURS}\n\n${under}`;

  test('a few short lines are taken for a signature, yet rules and reps read them', () =>
    expect(stripQuotes(below('Ada Kern, Kern Ltd\nLeeds'))).toEqual({
      text: 'Yes, gladly.',
      words: 'Yes, gladly.\n\nAda Kern, Kern Ltd\nLeeds',
      textWithSignature: 'Yes, gladly.\n\n\nAda Kern, Kern Ltd\nLeeds',
    }));

  test.each([
    ['a question', 'Would Tuesday do?'],
    [
      'a whole sentence',
      'By the way, we have moved to the second floor, so do not ring where you rang last time, please.',
    ],
  ])('%s is an answer', (_, under) => expect(stripQuotes(below(under)).text).toContain(under));

  test('who answers between its lines answers below it as well', () =>
    expect(stripQuotes(below(`At ten.\n\n${OURS}\n\nIn Leeds.`)).text).toContain('In Leeds.'));

  test('who writes nothing above it answers below it', () =>
    expect(stripQuotes(`${WROTE}\n${OURS}\n\nIn Leeds.`).text).toBe('In Leeds.'));
});

test.each(['Max Feld, 03.03.2027 09:00:', '[2027-03-03 09:00] Max Feld:'])(
  'the line right above a quote goes with it when it names a day: %s',
  (line) => {
    expect(stripQuotes(`Tuesday suits me.\n\n${line}\n${OURS}`).text).toBe('Tuesday suits me.');
    expect(stripQuotes(`Tuesday suits me.\n\n${line}\nat nine`).text).toContain(line);
  },
);

/** As mailers print them in their languages; what follows is not marked. */
test.each([
  'Max Feld <max@ours.example> ezt írta (időpont: 2027. márc. 3., Sze, 9:00):',
  'Max Feld <max@ours.example> kirjoitti 3.3.2027 kello 9.00:',
  'Max Feld kirjoitti 3.3.2027 klo 9.00:',
  'Wiadomość napisana przez Max Feld <max@ours.example> w dniu 3 mar 2027, o godz. 09:00:',
  'Max Feld <max@ours.example> şunları yazdı (3 Mar 2027 09:00):',
  'Am 03.03.27 um 09:00 schrieb Max Feld:',
  'Op 03-03-2027 om 09:00 schreef Max Feld:',
  'Den 03.03.2027 09:00, skrev Max Feld:',
  'Am Mittwoch, 3. März 2027 um 09:00:00 MEZ hat Max Feld <max@ours.example> Folgendes geschrieben:',
  'Max Feld <max@ours.example> hat am 03.03.2027 09:00 CET geschrieben:',
  'Max Feld <max@ours.example> a écrit sur 03/03/2027 09:00:00 :',
  'Max Feld wrote (3 Mar 2027 09:00):',
  '‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Wednesday, March 3rd, 2027 at 9:00 AM, Max Feld wrote:',
  'Από: Max Feld\nΣτάλθηκε: Τετάρτη, 3 Μαρτίου 2027 9:00 πμ\nΠρος: Ada Kern\nΘέμα: Άνοιξη',
  'من: Max Feld\nتم الإرسال: 3 مارس 2027 09:00\nإلى: Ada Kern\nالموضوع: ربيع',
  '寄件者: Max Feld\n寄件日期: 2027年3月3日 上午 09:00\n收件者: Ada Kern\n主旨: 春',
  '----- Mail original -----\nDe: "Max Feld"',
  '-----Message d’origine-----\nDe : Max Feld',
  '----- Ursprüngliche Mail -----\nVon: "Max Feld"',
  '----- Weitergeleitet von Ada Kern/Kern am 03.03.2027 09:05 -----',
  '------------------ Original ------------------\nFrom: "Max Feld";',
  '------------------&nbsp;Original&nbsp;------------------\nFrom: "Max Feld";',
  '-----邮件原件-----\n发件人: Max Feld',
])('the letter under it is cut: %s', (announced) => {
  expect(stripQuotes(`Tuesday suits me.\n\n${announced}\n\nHello Ada,\nunmarked`).text).toBe(
    'Tuesday suits me.',
  );
});

test.each([
  'Outlook für iOS beziehen<https://aka.example>',
  'Obtenir Outlook pour iOS<https://aka.example>',
  'Obtener Outlook para iOS<https://aka.example>',
  'Obter o Outlook para Android<https://aka.example>',
  'Ottieni Outlook per Android<https://aka.example>',
  'Outlook for iOS を入手<https://aka.example>',
  'Provenance : Courrier pour Windows',
])('a line that a mailer adds is no part of it: %s', (line) => {
  expect(stripQuotes(`Tuesday suits me.\n\n${line}`).text).toBe('Tuesday suits me.');
});

test.each([
  'Am Montag schrieb Max dazu:\nkein Bedarf.',
  'We wrote (as you asked):\nno thanks.',
  'Get Outlook to work first, then call me.',
  'The original is with my colleague.',
])('what only sounds like a mailer is theirs: %s', (said) => {
  expect(stripQuotes(said).text).toBe(said);
});

describe('a signature', () => {
  test.each([
    ['after the rule', 'Fine.\n-- \nAda Kern\nKern GmbH'],
    ['after a closing', 'Fine.\n\nBest regards,\nAda Kern\n+49 30 123456'],
    ['after a German closing', 'Fine.\n\nMit freundlichen Grüßen\nAda Kern\nKern GmbH'],
    [
      'after a Japanese closing',
      'Fine.\n\nよろしくお願いいたします。\nケルン株式会社\n営業部 ケルン',
    ],
    ['after a dash', 'Fine.\n\n- ada'],
    ['of a phone', 'Fine.\n\nSent from my iPhone'],
    ['of a German phone', 'Fine.\n\nVon meinem iPhone gesendet'],
    ['of a Japanese phone', 'Fine.\n\niPhoneから送信'],
  ])('%s is cut from the text and kept beside it', (_, text) => {
    const stripped = stripQuotes(text);
    expect(stripped.text).toBe('Fine.');
    expect(stripped.textWithSignature).toBe(text.replace('-- \n', '--\n'));
  });

  test.each([
    ['a closing with a name', 'Fine.\n\nBest regards,\nAda'],
    ['a German closing with a name', 'Fine.\n\nMit freundlichen Grüßen\nAda Kern'],
    ['a sentence about a phone', 'Fine.\nSent from my desk, which is easier than my phone.'],
  ])('is not %s', (_, text) => expect(stripQuotes(text).text).toBe(text));

  test('of a phone in the middle takes nothing with it', () =>
    expect(stripQuotes('Fine.\n\nSent from my iPhone\n\n> Monday?\n\nMonday it is.').text).toBe(
      'Fine.\n\n\n\nMonday it is.',
    ));

  test('and a closing are left out where a rule reads the whole letter', () => {
    expect(withoutClosing('Stop\n\nMit freundlichen Grüßen\nAda Kern')).toBe('Stop');
    expect(withoutClosing('Thanks\nIs Monday fine?')).toBe('Thanks\nIs Monday fine?');
  });
});

test.each([
  ['newlines', '\n'.repeat(2_000_000)],
  [
    'nested quotes',
    Array.from({ length: 20_000 }, (_, depth) => `${'>'.repeat(depth % 500)} a`).join('\n'),
  ],
  ['attributions without an end', 'On Wed, Mar 3, 2027 at 9:00 AM Max\n'.repeat(50_000)],
  ['one endless line', 'On Mon, '.repeat(250_000)],
  [
    'attributions below blank lines',
    `${'\n'.repeat(50_000)}${'On 3 Mar 2027, Max wrote:\n'.repeat(50_000)}`,
  ],
  ['header lines', 'From: a\n\n'.repeat(200_000)],
  ['rules', '-----\n\n'.repeat(200_000)],
  ['blanks', ' '.repeat(2_000_000)],
])('a hostile body is stripped in bounded time: %s', (_, text) => {
  expect(stripQuotes(text).text.length).toBeLessThanOrEqual(text.length);
});
