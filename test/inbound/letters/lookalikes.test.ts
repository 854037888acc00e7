import { expect, test } from 'vitest';
import { classified, encodedWord, letter } from '../mail.ts';

test.each([
  ['en', 'Re: Spring', "Can't do this week, I'm out until Thursday. Call me then?"],
  ['en', 'Re: Spring', 'I got your message, thanks. Our team will look at it next week.'],
  ['en', 'Re: Spring', 'Thank you for your email. I passed it to Jo, who handles this.'],
  [
    'en',
    'Re: Automatic reply: Spring',
    "Sorry, that was my autoresponder. I am back now, let's talk.",
  ],
  ['de', 'AW: Frühjahr', 'Vielen Dank für Ihre Nachricht. Wir haben aktuell keinen Bedarf.'],
  ['de', 'AW: Frühjahr', 'Ich bin nächste Woche im Urlaub, können wir danach sprechen?'],
  [
    'fr',
    'Re: printemps',
    'Merci pour votre message, je suis en déplacement cette semaine, pouvons-nous nous parler lundi ?',
  ],
  ['es', 'Re: primavera', 'Gracias por tu mensaje. Estoy de viaje, ¿hablamos el lunes?'],
  [
    'it',
    'Re: primavera',
    'Grazie del messaggio. Sono fuori ufficio oggi, possiamo sentirci domani?',
  ],
  [
    'pt',
    'Re: primavera',
    'Obrigado pela mensagem. Estou de férias esta semana, podemos falar na segunda?',
  ],
  [
    'ja',
    'Re: ご提案',
    'ご連絡ありがとうございます。来週は出張のため、再来週にお打ち合わせいかがでしょうか。',
  ],
  ['ja', 'Re: ご提案', 'お問い合わせの件、社内で検討いたします。よろしくお願いいたします。'],
  [
    'en',
    'Re: Quick question',
    'Thanks for reaching out. Our contract runs until March 2028, so please check back then.',
  ],
  [
    'en',
    'Re: Quick question',
    'Back from vacation on Monday, ping me then and we can set up a call.',
  ],
  [
    'en',
    'Re: Quick question',
    'We have received your proposal and will discuss it on Friday. Can you send the price list before that?',
  ],
  [
    'de',
    'AW: Kurze Frage',
    'Danke für die Mail. Ich leite sie an meine Kollegin weiter, sie meldet sich bei Ihnen.',
  ],
  [
    'de',
    'AW: Kurze Frage',
    'Leider haben wir dafür gerade kein Budget, melden Sie sich gern im Herbst wieder.',
  ],
  ['fr', 'Re: question', "Merci, j'ai bien reçu votre message. Nous avons déjà un prestataire."],
  [
    'es',
    'Re: pregunta',
    'Hemos recibido su propuesta, la revisamos con el director y le digo algo la semana que viene.',
  ],
  ['it', 'Re: domanda', 'Grazie per la sua proposta, al momento non siamo interessati.'],
  ['pt', 'Re: pergunta', 'Recebemos sua proposta, mas no momento não temos orçamento.'],
  ['ja', 'Re: ご提案', 'ご連絡ありがとうございます。社内で検討し、改めてご連絡いたします。'],
  ['ja', 'Re: ご提案', 'メールを拝見しました。興味がありますので資料をお送りください。'],
])('a person who writes like a machine is a person: %s, %s', async (_, subject, body) => {
  const read = await classified(letter(body, { Subject: encodedWord(subject) }));
  expect(read.class, read.rules.join(', ')).toBe('human_reply');
});
