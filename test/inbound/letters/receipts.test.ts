/** Mails that answer nothing, say "I" nowhere, and carry no header of a machine: an office's receipts, and what people write from there. */
import { describe, expect, test } from 'vitest';
import { classified, letter } from '../mail.ts';

const OFFICE = {
  From: 'Kern <info@kern.example>',
  Subject: 'Your letter',
  'In-Reply-To': null,
};
const SOMEBODY = { ...OFFICE, From: 'Kern <kern@kern.example>' };

test.each([
  'Your form has reached us. We will ring you during opening hours.',
  'Ihre Anmeldung ist da. Sobald Plätze frei sind, rufen wir an.',
  'Votre courrier est entre nos mains. Nous le lisons par ordre d’arrivée.',
  'Tomamos nota de tu pedido. Te avisamos en cuanto esté listo.',
  'La sua richiesta è arrivata. La richiamiamo entro domani sera.',
  'O seu pedido chegou. Respondemos por ordem de chegada.',
  'お便りが届きました。順にお返事いたします。',
])('a receipt without its usual words: %s', async (body) => {
  expect((await classified(letter(body, SOMEBODY))).class).toBe('auto_reply');
});

test('an office that tells anybody of itself', async () => {
  const is = await classified(
    letter('Kern is a family business. The workshop opens at eight, the shop at ten.', OFFICE),
  );
  expect([is.class, is.rules]).toEqual(['auto_reply', ['an office that answers nothing']]);
});

describe('a person who writes from the office', () => {
  test.each([
    ['in a word', 'Thanks.', 'human_reply'],
    ['to be left alone', 'Please remove info@kern.example from the mailing list.', 'opt_out'],
    [
      'who is not interested',
      'Kern is not interested in any of this, now or later.',
      'human_reply',
    ],
    ['as "I"', 'I have read it and passed it to those who decide on such things.', 'human_reply'],
    [
      'with a question',
      'Is it also made in green, and for fewer than fifty guests?',
      'human_reply',
    ],
  ])('%s', async (_, body, expected) => {
    expect((await classified(letter(body, OFFICE))).class).toBe(expected);
  });

  test('within the thread', async () => {
    const is = await classified(
      letter('It was passed to those who decide on such things in this house.', {
        ...OFFICE,
        Subject: 'Re: Spring plans',
      }),
    );
    expect(is.class).toBe('human_reply');
  });
});
