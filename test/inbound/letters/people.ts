/** Answers of people that look like a machine's, in one way or another. */

/** Our letter was "Spring plans"; whatever is not said is as in any answer to it. */
export interface Answer {
  readonly says: string;
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
}

export const NO_THREAD = { 'In-Reply-To': null };
export const HELPDESK = {
  From: 'Priya (Kern Support) <support@kern.example>',
  Precedence: 'bulk',
  'Auto-Submitted': 'no',
  'X-Auto-Response-Suppress': 'All',
};
const TICKETS = { Precedence: 'bulk', 'X-Auto-Response-Suppress': 'OOF, AutoReply' };
const CRM = { Precedence: 'bulk', 'List-Unsubscribe': '<mailto:u@crm.example>' };

export const ANSWERS: Readonly<Record<string, readonly Answer[]>> = {
  'one word, from a phone': [
    { says: 'Yes' },
    { says: 'ok' },
    { says: '👍' },
    { says: 'Nein.' },
    { says: 'はい' },
    { says: '了解です' },
    { says: 'Oui\n\nEnvoyé de mon iPhone' },
    { says: 'Sí', headers: NO_THREAD },
    { says: 'Sì, grazie', headers: NO_THREAD },
    { says: 'Amanhã.', headers: NO_THREAD },
    { says: 'Tomorrow', headers: NO_THREAD },
    { says: 'Monday\n\nSent from my phone, please excuse typos', headers: NO_THREAD },
    { says: 'Domani pomeriggio' },
    { says: 'Mañana' },
    { says: 'Received.' },
    { says: 'Bien reçu, merci' },
    { says: 'Ricevuto!' },
    { says: 'Recebido, obrigada' },
    { says: 'Recibido, gracias' },
    { says: 'Erhalten, danke' },
    { says: '受け取りました。' },
    { says: 'On holiday. Call Jo.' },
    { says: 'Im Urlaub. Melde mich.' },
    { says: '', subject: 'Re: Spring plans - yes please' },
  ],
  'an answer in a help desk': [
    { says: 'Hi Max, no, we build that ourselves. Priya', headers: HELPDESK },
    {
      says: '##- Please type your reply above this line -##\n\nHi Max,\n\nI asked our office manager and she says the budget is gone until June.\n\nPriya',
      subject: '[Kern] Re: Spring plans (#48211)',
      headers: HELPDESK,
    },
    {
      says: 'Hallo Herr Blum,\n\nich habe mit dem Einkauf gesprochen, wir bleiben bei unserem Anbieter.\n\nViele Grüße\nPriya',
      subject: 'AW: Frühjahr [Ticket#2027030344]',
      headers: TICKETS,
    },
    {
      says: 'Bonjour, notre responsable est intéressé, il vous appellera jeudi.\n\nClaire',
      subject: 'Re: printemps - ticket n° 5521',
      headers: TICKETS,
    },
    {
      says: 'Buenos días, hemos revisado su propuesta y preferimos esperar a septiembre. Saludos, Inés',
      subject: '[Ticket 9912] Re: primavera',
      headers: HELPDESK,
    },
    {
      says: 'Buongiorno, ho girato la sua richiesta al dott. Neri che la chiamerà. Cordiali saluti, Anna',
      subject: 'R: primavera [#881]',
      headers: TICKETS,
    },
    {
      says: 'Olá, falei com a direção e querem ver uma demonstração. Pode ser dia 12? Abraço, Rui',
      subject: 'Re: primavera [ref:0042]',
      headers: TICKETS,
    },
    {
      says: '佐藤様\n\n社内で確認しましたが、今期は予算がございません。\n\n山田',
      subject: 'Re: ご提案 [#3391]',
      headers: HELPDESK,
    },
    { says: 'Sure, send the price list over.', headers: { Precedence: 'bulk' } },
    { says: 'Gern, schicken Sie mir die Preise.', headers: { ...NO_THREAD, Precedence: 'bulk' } },
    { says: 'Who gave you my address?', headers: { Precedence: 'list' } },
    { says: 'We could use this in the Leeds office. How much?', headers: CRM },
    { says: 'Can you call me on Friday?', headers: { 'X-Auto-Response-Suppress': 'All' } },
    { says: 'Not for us, thanks.', headers: { Precedence: 'junk', 'Auto-Submitted': 'no' } },
    { says: 'Sounds good, when?', headers: { 'X-Autoreply': 'no' } },
    {
      says: 'We received your request last week and I finally had time to read it. What would 40 seats cost?',
      subject: 'Re: Spring plans (case 00412)',
      headers: TICKETS,
    },
  ],
  'an answer that somebody hands on': [
    {
      says: 'Dear Max,\n\nDr Kern is travelling and asked me to answer: she would like to meet on the 14th.\n\nBest,\nLiv, assistant to Dr Kern',
    },
    {
      says: 'Sehr geehrter Herr Blum, Frau Kern ist bis Freitag auf Dienstreise und bittet um einen Termin danach. Mit freundlichen Grüßen, L. Berg, Sekretariat',
    },
    {
      says: 'Madame Kern est en congé mais elle me demande de vous dire que le projet est reporté. Son assistante',
    },
    {
      says: '社長の加藤は出張中のため、代わりにお返事いたします。来週火曜日でしたら面談可能でございます。秘書 林',
    },
    {
      says: 'La direttrice è fuori sede questa settimana, mi ha chiesto di risponderle che il preventivo va bene.',
    },
    { says: 'O Dr. Kern está de férias, mas pediu-me para confirmar a reunião de dia 20.' },
    {
      says: 'Jo, can you take this one? Max, Jo Ferris runs our fleet.\n\n> Von: Max',
      headers: { 'X-Forwarded-For': 'ada@kern.example jo@kern.example' },
    },
    {
      says: 'Forwarding you the answer of our CFO:\n\n"Please tell him that we decide in May."',
      subject: 'Fwd: Spring plans',
      headers: NO_THREAD,
    },
  ],
  'an answer that quotes a note of absence': [
    {
      says: 'Sorry about that, I was skiing. Yes, let us talk.\n\nOn Mon, 1 Mar 2027, Ada Kern wrote:\n> I am out of the office until 3 March with no access to email.\n> For urgent matters write to jo@kern.example.',
      subject: 'Re: Automatic reply: Spring plans',
    },
    {
      says: 'Bin wieder da. Rufen Sie mich an?\n\n> Ich bin bis zum 2.3. nicht im Büro. Ihre E-Mail wird nicht weitergeleitet.',
      subject: 'AW: Automatische Antwort: Frühjahr',
    },
    {
      says: "Me voilà de retour, envoyez-moi l'offre.\n\n> Je suis absent du bureau jusqu'au 2 mars.",
      subject: 'RE: Réponse automatique : printemps',
    },
    {
      says: 'Ya estoy de vuelta, ¿hablamos?\n\n> Estaré fuera de la oficina hasta el 2 de marzo',
      subject: 'RE: Respuesta automática: primavera',
    },
    {
      says: '戻りました。木曜日はいかがですか。\n\n> 3月2日まで不在にしております。',
      subject: 'Re: 自動応答: ご提案',
    },
    {
      says: 'Rientrato oggi. Mi mandi pure il listino.\n\n> Sono assente fino al 2 marzo.',
      subject: 'R: Risposta automatica: primavera',
    },
    {
      says: 'Voltei hoje. Pode ligar.\n\n> Estou ausente até 2 de março.',
      subject: 'Re: Resposta automática: primavera',
    },
    {
      says: 'Tom tells me he is no longer with the company, see his note below. I do his work now, so talk to me.\n\n> I have left Kern. This mailbox is not monitored.',
      subject: 'FW: Tom Reed is no longer at Kern',
    },
  ],
  'holidays, and then an answer': [
    {
      says: "I'm on vacation from March 8 to March 19, so let's do it before that. Thursday at 3?",
    },
    { says: "I'm out of office next week but yes, I'd like a demo. What about the 17th?" },
    {
      says: 'Out until Monday. Yes to the trial though, can you send me the link?',
      headers: NO_THREAD,
    },
    { says: 'Bin vom 8. bis 19. März in Elternzeit. Danach gern, erinnern Sie mich bitte.' },
    { says: 'Ich bin ab morgen im Urlaub, aber Ihr Angebot gefällt mir. Was kostet es?' },
    { says: 'Je pars en congés demain, on se parle à mon retour le 22 ? Votre idée me plaît.' },
    { says: 'Estoy de baja hasta abril, pero me interesa: mándame los precios.' },
    {
      says: 'Vado in ferie venerdì e torno il 22. Le va bene se ci sentiamo quel lunedì?',
    },
    { says: 'Vou de férias na sexta e volto dia 22. Podemos marcar para essa semana?' },
    { says: '来週は休暇をいただいておりますが、22日以降でしたらお話を伺えます。' },
    {
      says: "I am currently on parental leave so I won't be buying anything before autumn. Write to me in September.",
    },
    {
      says: 'Our office is closed for the holidays until January 6, so no decision before then, but the numbers look right to me.',
    },
    {
      says: 'Unser Büro ist bis 6. Januar zu. Danach würde ich gern mehr hören, Ihre Zahlen stimmen.',
    },
    {
      says: "Thanks for your email. I'm travelling right now. What does it cost?",
      headers: NO_THREAD,
    },
    {
      says: 'Danke für Ihre E-Mail. Ich bin gerade unterwegs. Was kostet das?',
      headers: NO_THREAD,
    },
    { says: 'Merci de votre mail. Je suis en réunion toute la semaine. Combien ça coûte ?' },
    { says: "I'm back on Monday, will read it then. Ada", headers: NO_THREAD },
    { says: 'Ich lese es am Montag. Ada', subject: 'Frühjahr' },
  ],
  'a fresh letter of a person, in no thread': [
    {
      says: 'Got your note. Not now, maybe in autumn.',
      subject: 'Your letter',
      headers: NO_THREAD,
    },
    {
      says: 'Thank you for contacting us about spring. I run operations here. We will get back to you once Jo is done with the audit. Ada',
      subject: 'Spring',
      headers: NO_THREAD,
    },
    {
      says: 'Vielen Dank für Ihre Anfrage. Ich kümmere mich um den Einkauf hier und melde mich nächste Woche bei Ihnen. Herzlich, Ada Kern',
      subject: 'Ihre Anfrage',
      headers: NO_THREAD,
    },
    {
      says: "Merci pour votre message. J'en parle à mon associé et je reviens vers vous. Ada",
      subject: 'Votre message',
      headers: NO_THREAD,
    },
    {
      says: 'Gracias por escribirnos. Lo comento con mi jefa y le respondo esta semana. Ada',
      subject: 'Su correo',
      headers: NO_THREAD,
    },
    {
      says: 'Grazie per averci scritto. Ne parlo con il mio socio e le faccio sapere. Ada',
      subject: 'La sua mail',
      headers: NO_THREAD,
    },
    {
      says: 'Obrigada pelo contacto. Vou falar com o meu sócio e respondo-lhe em breve. Ada',
      subject: 'O seu email',
      headers: NO_THREAD,
    },
    {
      says: 'お問い合わせありがとうございます。担当の山田です。社内で相談のうえ、来週中にご返信いたします。',
      subject: 'お問い合わせの件',
      headers: NO_THREAD,
    },
    {
      says: 'Thanks for your application? I think you mixed us up with somebody, we sell paint.',
      subject: 'Your application',
      headers: NO_THREAD,
    },
  ],
  'a person who asks for a confirmation': [
    { says: 'Please confirm your email address so that I can add you to the supplier portal.' },
    {
      says: 'Please confirm that this message was really sent by you, it looks like phishing to me.',
    },
    { says: 'Your message ended up in spam, I had to release it. Please use my other address.' },
    {
      says: 'Click here to see our requirements: https://kern.example/rfp and reply with a quote.',
    },
    { says: 'Können Sie bitte bestätigen, dass die Mail von Ihnen ist? Der Link sah komisch aus.' },
    { says: "Pouvez-vous confirmer votre adresse e-mail ? Je veux vous envoyer l'appel d'offres." },
    { says: '¿Puede confirmar su dirección de correo? Le envío el pliego.' },
    { says: 'Mi conferma il suo indirizzo? Così le mando il capitolato.' },
    { says: 'Confirma-me o teu e-mail? Quero mandar-te o caderno de encargos.' },
    { says: 'メールアドレスをご確認いただけますか。資料をお送りします。' },
    { says: 'Reply to this email with your phone number and I will call you back.' },
    { says: 'Are you human or is this one of those sequences? If human, tell me what you charge.' },
    {
      says: 'Our IT blocks unknown senders, ask Jo to whitelist you: jo@kern.example. Then resend the deck.',
    },
  ],
  'a person who sounds like another machine': [
    { says: 'I accepted your invite, see you Tuesday at 10:00.' },
    { says: 'Book any slot here: https://calendly.com/ada-kern/30min', headers: NO_THREAD },
    {
      says: 'I moved our meeting to Thursday 14:00, the Zoom link stays.',
      subject: 'Meeting moved',
    },
    { says: 'Saw your LinkedIn message too. Answering here: not before summer.' },
    { says: 'Your last mail to Tom bounced, "user unknown". He is tom.reed@kern.example now.' },
    {
      says: 'I got this back when I forwarded it: 550 5.1.1 no such user. Who should I talk to at your end?',
    },
    {
      says: 'Delivery failed? I never got the attachment. Can you send it again?',
      subject: 'Re: Delivery',
    },
    { says: 'I have left purchasing, Tom Reed does that now: tom@kern.example. Good luck.' },
    { says: 'This mailbox is mine alone, so yes, I do read it. What do you want?' },
    { says: 'Diese Adresse nutze ich kaum noch, schreiben Sie mir an ada.privat@kern.example.' },
    {
      says: 'Thank you for your patience. We will reply within two business days. Or so my boss says. Ada',
    },
    { says: 'No reply needed, we signed with somebody else.' },
    { says: 'Not monitored by me, this thing. Call me: +49 30 123456', headers: NO_THREAD },
  ],
  'a trainee who minds the mail of somebody else': [
    {
      says: "Hi, I'm the intern at Cellar. Pauline's off until May 4 and I've got her inbox. I'll put your note on her desk, I think she'd like it. Zoe",
    },
    {
      says: 'Guten Tag, Frau Roth ist bis zum 4. Mai nicht da, ich habe ihr Postfach geerbt. Ich lege ihr Ihre Mail hin, das könnte ihr gefallen. Mia (Praktikum)',
    },
    {
      says: 'Bonjour, Anne est en congé jusqu’au 4 mai et je garde sa messagerie. Je lui en parle lundi, ça devrait lui plaire. Noé',
    },
    {
      says: 'Hola, Silvia está fuera hasta el 4 de mayo y le llevo yo el correo. Se lo enseño cuando vuelva, creo que le va a gustar. Gala',
    },
    {
      says: 'Salve, Silvia è in ferie fino al 4 maggio e la sua posta la apro io. Gliene parlo quando torna. Gaia',
    },
    {
      says: 'Olá, a Sílvia está de férias até 4 de maio e fiquei com o correio dela. Falo-lhe disto quando vier. Mafalda',
    },
    {
      says: '佐々木は5月4日まで不在で、私がメールを預かっております。戻りましたら見せます。きっと気に入ると思います。インターンの林',
    },
  ],
  'it is really me': [
    {
      says: "No no, no robot, it's really me, Outlook kept the old subject. Rates for 60 lorries, please.",
      subject: 'Automatic reply: routes',
    },
    {
      says: 'Nein, ich bin es selbst, der Betreff ist stehen geblieben. Was kosten 60 Lkw?',
      subject: 'Automatische Antwort: Touren',
    },
    {
      says: "Ce n'est plus le répondeur, c'est moi. L'objet date d'hier. Un prix pour 60 camions ?",
      subject: 'Réponse automatique : tournées',
    },
    {
      says: 'Que no, que soy yo, el asunto se ha quedado de antes. ¿Tarifas para 60 camiones?',
      subject: 'Respuesta automática: rutas',
    },
    {
      says: "Macché automatica, sono io in persona, l'oggetto è rimasto quello. Quanto costa per 60 camion?",
      subject: 'Risposta automatica: giri',
    },
    {
      says: 'Desta vez sou eu, o assunto ficou o de ontem. Qual o preço para 60 camiões?',
      subject: 'Resposta automática: rotas',
    },
    {
      says: '自動返信ではなく本人です。件名がそのままでした。60台分の料金を教えてください。',
      subject: '自動返信: 配車',
    },
  ],
  'an absence in the signature': [
    { says: 'Yes, send me the comparison.\n\nJill Marsh\nNot in on Wednesdays' },
    { says: 'Ja, schicken Sie den Vergleich.\n\nPetra Lang\nmittwochs nicht im Büro' },
    { says: "Oui, j'attends le comparatif.\n\nAnne Roy\nAbsente le vendredi" },
    { says: 'Sí, mándeme la comparativa.\n\nEva Gil\nAusente los viernes' },
    { says: 'Sì, mandi il confronto.\n\nAda Riva\nAssente il mercoledì' },
    { says: 'Sim, envie a comparação.\n\nRui Sá\nAusente às sextas' },
    { says: 'はい、比較資料をお願いします。\n\n佐藤\n※水曜は不在です' },
  ],
  'a person at the address of a machine': [
    {
      says: "Hello Max, it's Jo from the gate. My own account is locked, so this comes from the system's. Park in bay 3.",
    },
    {
      says: 'Guten Tag Frau Brandt, hier ist Mirko vom Empfang, mein Konto ist gesperrt, daher über diese Adresse. Bitte Tor 2 nehmen.',
    },
    { says: "Bonjour, ici Mathis, à l'accueil ; mon compte est bloqué. Prenez la rue du Lavoir." },
    {
      says: 'Buenas, soy Nuria, de recepción; uso este correo porque el mío está bloqueado. Traiga zapatos cerrados.',
    },
    {
      says: 'Buongiorno, qui è Ivana della portineria: la mia casella è bloccata. Porti le scarpe antinfortunistiche.',
    },
    {
      says: 'Boa tarde, fala a Ivone da portaria; a minha conta bloqueou. Traga sapatos fechados.',
    },
    {
      says: '受付の中村です。自分のアカウントが使えないため、こちらからお送りしています。駐車場は3番をお使いください。',
    },
  ].map((one) => ({
    ...one,
    subject: 'Your visit',
    headers: { From: 'Kern <noreply@kern.example>', 'In-Reply-To': null },
  })),
  'back from an absence': [
    {
      says: 'Back since yesterday and digging through three hundred mails. Do you have references?',
    },
    { says: 'Seit gestern zurück aus dem Urlaub. Ihre Mail klingt vernünftig, rufen Sie durch.' },
    { says: 'De retour de congés ce matin, je découvre votre message. Dites-m’en plus.' },
    { says: 'Recién vuelto de vacaciones. Resúmamelo en dos líneas.' },
    { says: 'Appena rientrato dalle ferie. Me la riassuma in due righe.' },
    { says: 'Regressei ontem de férias e tenho a caixa cheia. Resuma-me em duas linhas.' },
    { says: '昨日まで出張しておりました。ご提案の件、火曜にお電話ください。' },
  ],
};
