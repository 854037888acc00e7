/** Delays and complaints that a machine tells in words alone, without the parts of a report. */
import { expect, test } from 'vitest';
import { classified, letter } from '../mail.ts';

const MACHINE = { Subject: 'Notice', 'Auto-Submitted': 'auto-generated', 'In-Reply-To': null };
const PERSON = { Subject: 'Notice', 'In-Reply-To': null };

test.each([
  ['delay', 'Your message to ada@kern.example has not yet been delivered. We will keep trying.'],
  ['delay', 'Ihre Nachricht an ada@kern.example wurde noch nicht zugestellt.'],
  ['delay', "Votre message n'a pas encore été remis. D'autres tentatives suivront."],
  ['delay', 'Su mensaje todavía no se ha podido entregar.'],
  ['delay', 'Il messaggio non è ancora stato consegnato.'],
  ['delay', 'A sua mensagem ainda não foi entregue.'],
  ['delay', 'メールの配信が遅延しております。'],
  ['complaint', 'A recipient has marked your message as spam. This is a feedback loop.'],
  ['complaint', 'Ihre Mail wurde von einem Empfänger als Spam gemeldet.'],
  ['complaint', 'Votre message a été signalé par un abonné comme indésirable.'],
  ['complaint', 'Su mensaje fue denunciado por un usuario como spam.'],
  ['complaint', 'Il suo messaggio è stato segnalato come spam.'],
  ['complaint', 'A sua mensagem foi denunciada como spam.'],
  ['complaint', '貴社のメールは迷惑メールとして報告されました。'],
])('a %s: %s', async (expected, body) => {
  expect((await classified(letter(body, MACHINE))).class).toBe(expected);
});

test.each([
  ['My answers are delayed, since I am on leave; mail is still waiting.', MACHINE, 'out_of_office'],
  ['I have marked your message as spam. Stop writing to me.', PERSON, 'opt_out'],
  ['The delivery of our order is delayed.', PERSON, 'human_reply'],
])('and neither: %s', async (body, headers, expected) => {
  expect((await classified(letter(body, headers))).class).toBe(expected);
});
