import { expect, test } from 'vitest';
import { classified, encodedWord, letter } from '../mail.ts';

/** Heard on Wednesday, 3 March 2027. The day is the first one back, `null` where none is named. */
type Note = readonly [subject: string, body: string, day: string | null];

const NOTES: Readonly<Record<string, readonly Note[]>> = {
  'days relative to today': [
    ['Away', 'I am out today and back tomorrow.', '2027-03-04'],
    ['Back soon', 'Away at a client. I return the day after tomorrow.', '2027-03-05'],
    ['Quick break', 'Off for two days, back in on Friday.', '2027-03-05'],
    ['On leave', "I'm on leave for the rest of the week. Back on Monday morning.", '2027-03-08'],
    ['Out', 'I will be back next Tuesday.', '2027-03-09'],
    ['Abwesend', 'Ich bin heute nicht erreichbar, morgen wieder.', '2027-03-04'],
    ['Abwesend', 'Ab übermorgen bin ich wieder für Sie da.', '2027-03-05'],
    ['Urlaub', 'Ich bin erst nächsten Montag wieder im Haus.', '2027-03-08'],
    ['Absence', 'Je suis absente aujourd’hui, de retour demain matin.', '2027-03-04'],
    ['Absent', 'Je serai de retour après-demain.', '2027-03-05'],
    ['Absence', 'Je reviens lundi prochain.', '2027-03-08'],
    ['Ausente', 'Hoy no estoy. Vuelvo mañana por la mañana.', '2027-03-04'],
    ['Fuera', 'Estaré de vuelta pasado mañana.', '2027-03-05'],
    ['Ausencia', 'Regreso el próximo lunes.', '2027-03-08'],
    ['Assente', 'Oggi sono fuori, rientro domani.', '2027-03-04'],
    ['Fuori ufficio', 'Torno in ufficio dopodomani.', '2027-03-05'],
    ['Assenza', 'Rientrerò lunedì prossimo.', '2027-03-08'],
    ['Ausente', 'Hoje estou fora, regresso amanhã.', '2027-03-04'],
    ['Fora', 'Estarei de volta depois de amanhã.', '2027-03-05'],
    ['Férias', 'Volto na próxima segunda-feira.', '2027-03-08'],
    ['不在', '本日は終日不在です。明日より出社いたします。', '2027-03-04'],
    ['不在', '明後日から通常どおり対応いたします。', '2027-03-05'],
    ['不在のお知らせ', '来週月曜日に戻ります。', '2027-03-08'],
    ['休暇', '今週いっぱい休みをいただいております。', '2027-03-08'],
  ],
  'first days, weeks by a day of theirs, spans behind their start': [
    [
      'OOO',
      'My leave runs from 8 March to 19 March. I look at mail again on the 22nd.',
      '2027-03-22',
    ],
    ['OOO', 'Travelling until Thursday evening; replies from Friday.', '2027-03-05'],
    ['OOO', 'I work Mondays to Wednesdays only. Next day in: Monday 8 March.', '2027-03-08'],
    ['OOO', 'I shall pick up my messages on 15 March.', '2027-03-15'],
    ['Abwesend', 'In KW 10 bin ich nicht erreichbar.', '2027-03-15'],
    ['Abwesend', 'Ich bin bis Ende nächster Woche in Elternzeit.', '2027-03-15'],
    ['Abwesend', 'Vor Dienstag, dem 9. März, kann ich keine Mails lesen.', '2027-03-09'],
    ['Abwesend', 'Ich arbeite nur Mo bis Mi. Nächster Arbeitstag: Montag, 8. März.', '2027-03-08'],
    ['Abwesend', 'Ich habe vom 4.3. an zwei Wochen frei.', '2027-03-18'],
    ['Absence', 'Mes congés vont du 8 au 19 mars. Je relirai mes mails le 22.', '2027-03-22'],
    ['Absence', 'Je ne pourrai lire mes messages avant le mardi 9 mars.', '2027-03-09'],
    ['Ausencia', 'La semana del 8 de marzo no estaré disponible.', '2027-03-15'],
    ['Ausencia', 'Desde el 4 de marzo estaré ausente durante dos semanas.', '2027-03-18'],
    ['Ausencia', 'Estaré en la oficina otra vez a partir del 15.', '2027-03-15'],
    ['Assenza', 'Nella settimana dell’8 marzo non sarò reperibile.', '2027-03-15'],
    ['Assenza', 'Oggi sono malata, conto di esserci domani.', '2027-03-04'],
    ['Assenza', 'Non potrò leggere la posta prima di martedì 9 marzo.', '2027-03-09'],
    ['Assenza', 'Dal 4 marzo sarò assente per due settimane.', '2027-03-18'],
    ['Ausência', 'Na semana de 8 de março não estarei disponível.', '2027-03-15'],
    ['Ausência', 'A partir de 4 de março estarei ausente por duas semanas.', '2027-03-18'],
    ['不在', '不在期間：3/8〜3/12', '2027-03-13'],
    ['不在', '3月4日より2週間お休みをいただきます。', '2027-03-18'],
  ],
  'weekdays with and without their days': [
    ['OOO', 'Back Monday.', '2027-03-08'],
    ['OOO', 'Out of office until Monday 15 March.', '2027-03-15'],
    ['OOO', 'I will return on the 15th.', '2027-03-15'],
    ['OOO', "I'll be back at my desk on the 3rd of April.", '2027-04-03'],
    ['OOO', 'Returning Tue 9/3. Anything urgent: Jo.', '2027-03-09'],
    ['Abwesend', 'Ich bin ab Montag, den 15. März, wieder erreichbar.', '2027-03-15'],
    ['Abwesend', 'Bis einschließlich Freitag, 12.03., bin ich nicht im Büro.', '2027-03-13'],
    ['Abwesend', 'Am 15. bin ich zurück.', '2027-03-15'],
    ['Absence', 'De retour le lundi 15 mars.', '2027-03-15'],
    ['Absence', "Je suis absent jusqu'au vendredi 12 mars inclus.", '2027-03-13'],
    ['Absence', 'Je serai de retour le 15.', '2027-03-15'],
    ['Ausencia', 'Vuelvo el lunes 15 de marzo.', '2027-03-15'],
    ['Ausencia', 'Estaré fuera hasta el viernes 12 de marzo inclusive.', '2027-03-13'],
    ['Ausencia', 'Me reincorporo el día 15.', '2027-03-15'],
    ['Assenza', 'Rientro lunedì 15 marzo.', '2027-03-15'],
    ['Assenza', 'Sono in ferie fino a venerdì 12 marzo compreso.', '2027-03-13'],
    ['Assenza', 'Sarò di nuovo in ufficio il giorno 15.', '2027-03-15'],
    ['Ausência', 'Regresso na segunda-feira, dia 15 de março.', '2027-03-15'],
    ['Ausência', 'Estou de férias até sexta-feira, 12 de março, inclusive.', '2027-03-13'],
    ['Ausência', 'Volto no dia 15.', '2027-03-15'],
    ['不在', '3月15日（月）に出社いたします。', '2027-03-15'],
    ['不在', '3月12日(金)まで休暇をいただきます。', '2027-03-13'],
    ['不在', '15日より通常業務に戻ります。', '2027-03-15'],
  ],
  'ranges, which end on their last day': [
    ['Vacation', 'I am on vacation 5 - 19 March.', '2027-03-20'],
    ['Vacation', 'Out of the office from March 5th to March 19th, 2027.', '2027-03-20'],
    ['Vacation', 'PTO: Mar 5 – Mar 19. Back to you after that.', '2027-03-20'],
    ['Leave', 'On leave between 29 March and 2 April.', '2027-04-03'],
    ['Urlaub', 'Vom 5. bis zum 19. März bin ich im Urlaub.', '2027-03-20'],
    ['Urlaub', 'Urlaub 05.03.–19.03.2027', '2027-03-20'],
    ['Congés', 'Je suis en congés du 5 au 19 mars inclus.', '2027-03-20'],
    ['Congés', 'Absente entre le 29 mars et le 2 avril.', '2027-04-03'],
    ['Vacaciones', 'Estoy de vacaciones del 5 al 19 de marzo.', '2027-03-20'],
    [
      'Vacaciones',
      'Ausente desde el 29 de marzo hasta el 2 de abril, ambos inclusive.',
      '2027-04-03',
    ],
    ['Ferie', 'Sono in ferie dal 5 al 19 marzo.', '2027-03-20'],
    ['Ferie', 'Assente dal 29/03 al 02/04/2027.', '2027-04-03'],
    ['Férias', 'Estou de férias de 5 a 19 de março.', '2027-03-20'],
    ['Férias', 'Ausente entre 29 de março e 2 de abril.', '2027-04-03'],
    ['休暇', '3月5日から3月19日まで休暇をいただきます。', '2027-03-20'],
    ['休暇', '3/5～3/19 不在', '2027-03-20'],
    ['休業', '令和9年3月29日（月）〜4月2日（金）は休業いたします。', '2027-04-03'],
    ['休暇', '3月5日（金）～19日（金）の間、休暇を取得しております。', '2027-03-20'],
  ],
  'two days, of which the later one counts': [
    [
      'Away twice',
      'I am travelling on 4 March and then on leave. I will be back on 22 March.',
      '2027-03-22',
    ],
    [
      'Abwesenheit',
      'Am 4. März bin ich auf einer Messe, danach im Urlaub bis zum 21. März. Ab dem 22. März bin ich wieder da.',
      '2027-03-22',
    ],
    ['Absence', 'En déplacement le 4 mars puis en congés, je reviens le 22 mars.', '2027-03-22'],
    [
      'Ausencia',
      'De viaje el 4 de marzo y luego de vacaciones: vuelvo el 22 de marzo.',
      '2027-03-22',
    ],
    ['Assenza', 'In trasferta il 4 marzo, poi in ferie. Rientro il 22 marzo.', '2027-03-22'],
    [
      'Ausência',
      'Em viagem a 4 de março e depois de férias, regresso a 22 de março.',
      '2027-03-22',
    ],
    ['不在', '3月4日は出張、その後休暇のため、22日に戻ります。', '2027-03-22'],
  ],
  'eras, words and other forms': [
    ['不在', '令和9年3月15日に復帰いたします。', '2027-03-15'],
    ['不在', 'R9.3.15 より出社します。', '2027-03-15'],
    ['不在', '３月１５日（月）まで不在です。１６日より対応いたします。', '2027-03-16'],
    ['OOO', 'Out until 2027-03-15.', '2027-03-15'],
    ['OOO', 'Back in the office: 15-Mar-2027', '2027-03-15'],
    ['OOO', 'Back March fifteenth.', null],
    ['OOO', 'Back on April 1st (no joke).', '2027-04-01'],
    ['Abwesend', 'Zurück am 1.4.', '2027-04-01'],
    ['Absence', 'Retour le 1er avril.', '2027-04-01'],
    ['Ausencia', 'Vuelvo el 1 de abril.', '2027-04-01'],
    ['Ausencia', 'Vuelvo el uno de abril.', null],
    ['Assenza', 'Rientro il 1° aprile.', '2027-04-01'],
    ['Ausência', 'Regresso a 1 de abril.', '2027-04-01'],
    ['Ausência', 'Volto dia 1º de abril.', '2027-04-01'],
  ],
  'no day at all': [
    ['Leave', 'I am on parental leave until autumn.', null],
    ['Away', 'Sick. No idea for how long.', null],
    ['Elternzeit', 'Ich bin in Elternzeit und voraussichtlich im Herbst zurück.', null],
    ['Congé maternité', 'En congé maternité. Écrivez à Jo Ferris, jo@kern.example.', null],
    ['Baja', 'Estoy de baja. No sé cuándo vuelvo.', null],
    ['Malattia', 'Sono in malattia, non so quando rientro.', null],
    ['Licença', 'Estou de licença. Sem data de regresso.', null],
    ['休職', '現在休職しております。復帰時期は未定です。', null],
    ['Travelling', 'On the road this month, reading mail at night at best.', null],
    ['Gone fishing', 'I have gone to the lake. The lake has no reception.', null],
    ['Auf See', 'Ich bin segeln. Kein Netz, kein Notebook.', null],
    ['En mer', 'Parti en mer, sans réseau.', null],
    ['De retiro', 'Me he ido a la montaña sin móvil.', null],
    ['In montagna', 'Sono in montagna senza telefono.', null],
    ['No mato', 'Fui acampar e não tenho rede.', null],
  ],
};

const WRITTEN_BY_A_VACATION_PROGRAM = { 'Auto-Submitted': 'auto-replied', Precedence: 'bulk' };

for (const [what, notes] of Object.entries(NOTES))
  test.each(notes)(`${what}: %s, %s`, async (subject, body, day) => {
    const read = await classified(
      letter(body, { Subject: encodedWord(subject), ...WRITTEN_BY_A_VACATION_PROGRAM }),
    );
    expect(read.class, read.rules.join(', ')).toBe('out_of_office');
    expect(
      read.returnAtMs === null ? null : new Date(read.returnAtMs).toISOString().slice(0, 10),
    ).toBe(day);
  });

/** Without a header of their own: the subject or the words must say it. */
test.each<Note>([
  ['Automatic reply: Spring plans', 'I am out of the office until 15 March 2027.', '2027-03-15'],
  ['Out of Office: Re: Spring plans', 'Back on 15 March.', '2027-03-15'],
  ['OOO: Spring plans', 'Hi, I am away until 15 March and will answer then.', '2027-03-15'],
  [
    'Spring plans',
    'Thank you for your message. I am out of the office until 15 March with no access to my email. For urgent matters write to jo@kern.example.',
    '2027-03-15',
  ],
  [
    'Abwesenheitsnotiz: Frühjahr',
    'Ich bin bis zum 15. März nicht im Büro. Ihre E-Mail wird nicht weitergeleitet.',
    '2027-03-16',
  ],
  [
    'AW: Frühjahr',
    'Vielen Dank für Ihre Nachricht. Ich bin bis einschließlich 15. März im Urlaub und habe keinen Zugriff auf meine E-Mails. In dringenden Fällen wenden Sie sich an jo@kern.example.',
    '2027-03-16',
  ],
  [
    "Réponse d'absence : printemps",
    "Je suis absent jusqu'au 15 mars inclus, sans accès à ma messagerie.",
    '2027-03-16',
  ],
  [
    'Re: printemps',
    "Bonjour, je suis actuellement en congés et serai de retour le 15 mars. En cas d'urgence, merci de contacter jo@kern.example.",
    '2027-03-15',
  ],
  [
    'Respuesta automática: primavera',
    'Estaré fuera de la oficina hasta el 15 de marzo.',
    '2027-03-16',
  ],
  [
    'Re: primavera',
    'Gracias por su mensaje. Me encuentro de vacaciones y me reincorporo el 15 de marzo. Para asuntos urgentes escriba a jo@kern.example.',
    '2027-03-15',
  ],
  ['Risposta automatica: primavera', 'Sono fuori ufficio fino al 15 marzo.', '2027-03-16'],
  [
    'Re: primavera',
    'Grazie per il messaggio. Sono in ferie e rientrerò il 15 marzo. Per urgenze scrivere a jo@kern.example.',
    '2027-03-15',
  ],
  ['Resposta automática: primavera', 'Estou ausente até 15 de março.', '2027-03-16'],
  [
    'Re: primavera',
    'Obrigado pela sua mensagem. Encontro-me de férias e regresso a 15 de março. Em caso de urgência contacte jo@kern.example.',
    '2027-03-15',
  ],
  ['自動返信: ご提案', '3月15日まで不在にしております。', '2027-03-16'],
  [
    'Re: ご提案',
    'メールをお送りいただきありがとうございます。現在休暇中のため、3月15日以降に返信いたします。お急ぎの場合は jo@kern.example までご連絡ください。',
    '2027-03-15',
  ],
])('a note of absence without headers is one: %s', async (subject, body, day) => {
  const read = await classified(letter(body, { Subject: encodedWord(subject) }));
  expect(read.class, read.rules.join(', ')).toBe('out_of_office');
  expect(
    read.returnAtMs === null ? null : new Date(read.returnAtMs).toISOString().slice(0, 10),
  ).toBe(day);
});
