import { expect, test } from 'vitest';
import { classified, encodedWord, letter } from '../mail.ts';

test.each([
  [
    'en',
    'Out of Office',
    'I am out of the office until Monday 15 March. For urgent matters please contact Jo at jo@kern.example.',
    '2027-03-15',
  ],
  [
    'en',
    'Automatic reply: Spring',
    "Thanks for your mail. I'm on leave and will be back on 10 March 2027.",
    '2027-03-10',
  ],
  [
    'en',
    'Re: Spring',
    'Hello, I will be away from March 4 through March 12 with limited access to email. I will respond when I return.',
    '2027-03-13',
  ],
  [
    'en',
    'Autoreply',
    "I'm out of office from 03/08/2027 to 03/14/2027 and will reply upon my return.",
    '2027-03-15',
  ],
  [
    'en',
    'Out of office',
    'I am currently on parental leave. Please contact Jo Park at jo@kern.example.',
    null,
  ],
  [
    'en',
    'OOO',
    'OOO this week, returning Monday. For anything urgent contact help@kern.example',
    '2027-03-08',
  ],
  [
    'en',
    'Re: Spring',
    'I am travelling until next Tuesday, 9 March, and may be slow to reply. In urgent cases, please call my colleague.',
    '2027-03-09',
  ],
  [
    'en',
    'Automatic reply',
    'I am on sabbatical until the end of March 2027. Your message will not be forwarded.',
    '2027-04-01',
  ],
  [
    'en',
    'Automatic reply',
    'My last day in the office is 12 March and I will be returning to work on Monday, March 22nd.',
    '2027-03-22',
  ],
  [
    'de',
    'Abwesenheitsnotiz',
    'Ich bin bis einschließlich 14.03.2027 nicht im Büro. In dringenden Fällen wenden Sie sich bitte an Frau Park.',
    '2027-03-15',
  ],
  [
    'de',
    'Automatische Antwort: Frühjahr',
    'Vielen Dank für Ihre Nachricht. Ich bin vom 8. bis 14. März im Urlaub. Ihre E-Mail wird nicht weitergeleitet.',
    '2027-03-15',
  ],
  [
    'de',
    'AW: Frühjahr',
    'Guten Tag, ich bin derzeit abwesend und ab dem 10. März wieder für Sie erreichbar. In dringenden Fällen: jo@kern.example',
    '2027-03-10',
  ],
  ['de', 'Abwesend', 'Ich bin ab Montag, den 8.3., wieder im Haus.', '2027-03-08'],
  [
    'de',
    'Automatische Antwort',
    'Ich befinde mich derzeit in Elternzeit. Meine Vertretung übernimmt Jo Park.',
    null,
  ],
  [
    'de',
    'Abwesenheit',
    'Ich bin aktuell auf Dienstreise und am 29. März 2027 zurück. Mails werden nur unregelmäßig gelesen.',
    '2027-03-29',
  ],
  [
    'fr',
    'Réponse automatique : printemps',
    "Bonjour, je suis absente du 3 au 14 mars inclus. En cas d'urgence, merci de contacter Jo Park.",
    '2027-03-15',
  ],
  [
    'fr',
    'Absence du bureau',
    "Je suis en congés jusqu'au 14 mars inclus. Je vous répondrai à mon retour.",
    '2027-03-15',
  ],
  [
    'fr',
    'Re: printemps',
    'Actuellement en déplacement, je serai de retour le mercredi 10 mars. Pour toute urgence : jo@kern.example',
    '2027-03-10',
  ],
  [
    'fr',
    'Réponse automatique',
    'Je suis actuellement en congé maternité. Vous pouvez contacter ma collègue Jo Park.',
    null,
  ],
  [
    'fr',
    "Message d'absence",
    "Absent jusqu'au lundi 22/03/2027. Je n'aurai pas accès à ma messagerie.",
    '2027-03-22',
  ],
  [
    'es',
    'Respuesta automática',
    'Estaré fuera de la oficina hasta el 15 de marzo. Para asuntos urgentes, contacte con Jo Park.',
    '2027-03-15',
  ],
  [
    'es',
    'Ausencia',
    'Me encuentro de vacaciones del 8 al 14 de marzo, ambos inclusive. Responderé a mi vuelta.',
    '2027-03-15',
  ],
  [
    'es',
    'Re: primavera',
    'Estoy de viaje y regreso el 10 de marzo. En caso de urgencia escriba a jo@kern.example.',
    '2027-03-10',
  ],
  [
    'es',
    'Respuesta automática',
    'Estoy de baja por maternidad. Por favor, póngase en contacto con Jo Park.',
    null,
  ],
  [
    'it',
    'Risposta automatica: primavera',
    'Sono fuori ufficio fino al 14 marzo compreso. Per urgenze contattare Jo Park.',
    '2027-03-15',
  ],
  [
    'it',
    'Fuori sede',
    "Sarò in ferie dall'8 al 14 marzo. Risponderò al mio rientro.",
    '2027-03-15',
  ],
  [
    'it',
    'Re: primavera',
    'Attualmente sono assente e rientrerò in ufficio mercoledì 10 marzo. Per questioni urgenti scrivere a jo@kern.example.',
    '2027-03-10',
  ],
  [
    'it',
    'Risposta automatica',
    'Sono in congedo di maternità. Potete rivolgervi alla collega Jo Park.',
    null,
  ],
  [
    'it',
    'Assenza',
    'Non sarò in ufficio fino a lunedì 22/03/2027 e avrò accesso limitato alla posta.',
    '2027-03-22',
  ],
  [
    'pt',
    'Resposta automática',
    'Estarei fora do escritório até 14 de março, inclusive. Em caso de urgência, contacte Jo Park.',
    '2027-03-15',
  ],
  [
    'pt',
    'Ausência',
    'Estou de férias de 8 a 14 de março. Responderei assim que voltar.',
    '2027-03-15',
  ],
  [
    'pt',
    'Re: primavera',
    'Encontro-me ausente e regresso no dia 10 de março. Para assuntos urgentes, escreva para jo@kern.example.',
    '2027-03-10',
  ],
  ['pt', 'Resposta automática', 'Estou em licença-maternidade. Por favor, fale com Jo Park.', null],
  [
    'pt',
    'Fora do escritório',
    'Retornarei ao trabalho em 22/03/2027 e terei acesso limitado ao e-mail.',
    '2027-03-22',
  ],
  [
    'ja',
    '不在のお知らせ',
    '3月8日から3月14日まで休暇をいただいております。お急ぎの場合は担当の朴までご連絡ください。',
    '2027-03-15',
  ],
  [
    'ja',
    'Re: ご提案',
    '出張のため不在にしております。3月10日（水）より通常どおり対応いたします。ご返信が遅れますことをご了承ください。',
    '2027-03-10',
  ],
  ['ja', '自動返信: 休暇中', '休暇中のため、3月15日以降に順次ご返信いたします。', '2027-03-15'],
  [
    'ja',
    '自動応答',
    '現在育児休業中です。ご用件は朴（jo@kern.example）までお願いいたします。',
    null,
  ],
  ['ja', '不在通知', '本日より3/7まで不在です。3/8に出社いたします。', '2027-03-08'],
])('an absence is read with its first day back: %s, %s', async (_, subject, body, backOn) => {
  const read = await classified(letter(body, { Subject: encodedWord(subject) }));
  expect(read.class, read.rules.join(', ')).toBe('out_of_office');
  expect(read.returnAtMs).toBe(backOn === null ? null : Date.parse(`${backOn}T00:00:00Z`));
});
