import { expect, test } from 'vitest';
import { classified, encodedWord, letter } from '../mail.ts';

type Letter = readonly [subject: string, body: string];
const AUTO = { 'Auto-Submitted': 'auto-replied' };

/** Their system holds our letter until somebody does something. */
const DOORS: readonly Letter[] = [
  [
    'Please verify your message',
    'Your message to ada@kern.example is being held. Click the link below to have it delivered: https://gate.example/v/8fa2',
  ],
  [
    'Re: Spring plans',
    'I use a spam filter that asks first-time senders to prove they are human. Please follow this link: https://gate.example/c/112 and your mail will reach me.',
  ],
  [
    'Confirm you are a real person',
    'Just reply to this message, leaving the subject line as it is, and your original mail will be released to my inbox.',
  ],
  [
    'Sender verification required',
    'Your address is not on the list of allowed senders of this recipient. Solve the puzzle at https://gate.example/p to be added.',
  ],
  [
    'One more step',
    'Hello! I do not know you yet. Type the code 4471 in your reply and you are in for good.',
  ],
  [
    'Who goes there?',
    'My mailbox only lets in people I know. To get past the doorman, answer with the word "lighthouse".',
  ],
  [
    'Ihre Nachricht wartet auf Freigabe',
    'Ihre E-Mail an ada@kern.example wurde zurückgehalten. Bitte bestätigen Sie über den folgenden Link, dass Sie der Absender sind: https://tor.example/b/77',
  ],
  [
    'Absenderprüfung',
    'Um unerwünschte Werbung zu vermeiden, werden Mails unbekannter Absender erst nach einer Bestätigung zugestellt. Antworten Sie einfach auf diese Mail, ohne den Betreff zu ändern.',
  ],
  [
    'Bitte einmalig bestätigen',
    'Sie stehen noch nicht auf meiner Liste. Klicken Sie einmal auf https://tor.example/ok, dann kommen Ihre Mails künftig direkt an.',
  ],
  [
    'Kurze Rückfrage',
    'Sind Sie ein Mensch? Schreiben Sie das Ergebnis von 3 + 9 in die Antwort, dann lässt mein Filter Ihre Nachricht durch.',
  ],
  [
    'Losungswort',
    'Ihre Mail steht vor der Tür. Mit dem Wort "Leuchtturm" im Betreff kommt sie herein.',
  ],
  [
    'Votre message est en attente',
    "Votre message pour ada@kern.example est en quarantaine. Merci de cliquer sur le lien ci-dessous pour confirmer que vous en êtes bien l'expéditeur : https://porte.example/c/9",
  ],
  [
    'Authentification de votre courriel',
    "Vous m'écrivez pour la première fois. Pour que votre courriel me parvienne, cliquez ici : https://porte.example/a",
  ],
  [
    'Êtes-vous un humain ?',
    "Mon filtre anti-spam vous demande de répondre à ce message sans modifier l'objet. Votre courriel me sera alors remis.",
  ],
  [
    'Mot de passe ?',
    'Ma boîte ne laisse passer que les gens que je connais. Remettez le mot « phare » dans l’objet et renvoyez votre message.',
  ],
  [
    'Su mensaje está retenido',
    'Su mensaje para ada@kern.example está retenido. Haga clic en el siguiente enlace para confirmar que es usted el remitente: https://puerta.example/c/4',
  ],
  [
    'Verificación de remitente',
    'Es la primera vez que me escribe. Responda a este correo sin cambiar el asunto y su mensaje será entregado.',
  ],
  [
    '¿Es usted una persona?',
    'Para que su correo llegue a mi bandeja de entrada, escriba el código 8812 en la página https://puerta.example.',
  ],
  [
    'La contraseña',
    'Mi buzón solo abre a los conocidos. Responda con la palabra "faro" y su mensaje pasará.',
  ],
  [
    'Il suo messaggio è in attesa',
    'Il suo messaggio per ada@kern.example è stato trattenuto. Faccia clic sul link per confermare di essere il mittente: https://porta.example/c/3',
  ],
  [
    'Verifica del mittente',
    'È la prima volta che mi scrive. Risponda a questa e-mail senza modificare l’oggetto e il suo messaggio verrà consegnato.',
  ],
  [
    'Lei è umano?',
    'Per far arrivare la sua mail nella mia casella inserisca il codice 5541 su https://porta.example.',
  ],
  [
    'Parola d’ordine',
    'La mia posta fa entrare solo chi conosce la parola. Rimandi la mail con "faro" nell’oggetto.',
  ],
  [
    'A sua mensagem está retida',
    'A sua mensagem para ada@kern.example ficou retida. Clique no link abaixo para confirmar que é o remetente: https://porta.example/c/6',
  ],
  [
    'Verificação do remetente',
    'É a primeira vez que me escreve. Responda a este e-mail sem alterar o assunto e a sua mensagem será entregue.',
  ],
  [
    'Você é humano?',
    'Para que seu e-mail chegue à minha caixa de entrada, digite o código 7723 em https://porta.example.',
  ],
  [
    'A senha, por favor',
    'A minha caixa só deixa entrar quem eu conheço. Responda com a palavra "farol" e a mensagem passa.',
  ],
  [
    'メール送信者の確認',
    'お客様のメールは保留されています。配信するには、下記のリンクをクリックして送信者であることを確認してください。\nhttps://mon.example/c/5',
  ],
  [
    '認証のお願い',
    '初めてメールをいただいた方には認証をお願いしております。件名を変えずにこのメールにご返信いただければ、元のメールが受信箱に届きます。',
  ],
  [
    '迷惑メール対策について',
    '迷惑メール防止のため、下記URLにアクセスし、認証コード 3391 を入力してください。認証後にメールが配送されます。\nhttps://mon.example',
  ],
  [
    '合言葉は？',
    '知らない方からのメールは門番が預かっています。「灯台」と書いて返信してください。お通しします。',
  ],
];

test.each(DOORS)('a door that asks who is there is a challenge: %s', async (subject, body) => {
  const read = await classified(letter(body, { Subject: encodedWord(subject), ...AUTO }));
  expect(read.class, read.rules.join(', ')).toBe('challenge');
});

/** Of a machine by its headers: whichever it is, an answer or bulk. */
const GATES: readonly Letter[] = [
  [
    'Correo en la garita',
    'Su mensaje no pasará de la garita hasta que teclee el texto de la imagen: https://x.example/g',
  ],
  [
    'Confirma que eres tú',
    'Alguien con tu dirección ha escrito a Luis. Si has sido tú, pulsa aquí y Luis lo recibirá: https://x.example/tu',
  ],
  [
    'Buzón con llave',
    'Este buzón tiene llave. La llave es "candil": respóndeme con ella y tu carta llegará.',
  ],
  [
    'Un paso más',
    'Para garantizar que detrás del correo hay alguien, le pedimos que elija el animal que no vuela: https://x.example/a. Después lo verá la señora Ortega.',
  ],
  [
    'Remitente no registrado',
    'Su dirección no está registrada. Regístrese en https://x.example/r para que el correo de hoy y los próximos lleguen a su destino.',
  ],
  [
    'Correo aplazado',
    'Por política de la empresa, el correo de remitentes externos se aplaza hasta que lo validen. Valídelo: https://x.example/v',
  ],
  [
    'Le falta el visto bueno',
    'Su correo aguarda el visto bueno. Basta con contestar a este aviso con un OK.',
  ],
  [
    'No acepto desconocidos',
    'Solo leo correos de quien conozco. Escríbeme tu nombre y el de quien nos presentó, y leeré el tuyo.',
  ],
  [
    'メール保護サービス',
    'このメールは保護サービスにより止められています。送信者様ご自身で解除してください。https://x.example/k',
  ],
  [
    '人による送信ですか',
    '機械による大量送信を避けるため、チェックボックスにチェックを入れてください。完了後にメールが田中へ渡されます。https://x.example/c',
  ],
  [
    'ご送信ありがとうございます、あと一歩です',
    '初めての方には一度だけ確認をお願いしています。「確認する」を押すまで、メールは受信箱に入りません。https://x.example/i',
  ],
  [
    '受取人の許可が必要です',
    '受取人の許可リストにあなたのアドレスがありません。追加を希望される方はお名前をご返信ください。',
  ],
  ['なぞなぞ', '空が青いのは昼か夜か。答えを書いて返信していただくと、メールをお読みします。'],
  [
    '配送保留',
    '社外からのメールは送信者の承認後に配送されます。下記URLより承認してください。https://x.example/s',
  ],
  ['鍵付きの受信箱', 'この受信箱には鍵がかかっています。番号2280を返信してください。開きます。'],
  [
    'Your note is at the gate',
    'Tap the green button at https://x.example/g and your note walks in. Scripts cannot tap.',
  ],
  [
    'Ihre Post liegt beim Pförtner',
    'Der Pförtner kennt Sie nicht. Tippen Sie auf https://x.example/p und die Post geht weiter.',
  ],
  [
    'Votre lettre est au guichet',
    'Le guichet ne vous connaît pas. Cochez la case sur https://x.example/g et la lettre sera transmise.',
  ],
  [
    'La posta è in portineria',
    'Il portinaio non la conosce. Spunti la casella su https://x.example/p e la lettera salirà.',
  ],
  [
    'A carta ficou na portaria',
    'O porteiro não o conhece. Marque a caixa em https://x.example/p e a carta sobe.',
  ],
  [
    'Por favor, identifíquese',
    'No le tengo en mi agenda. Dígame en una línea quién es y de qué nos conocemos, y lo pondré en la lista.',
  ],
  [
    'Validación',
    'Hemos recibido un correo suyo dirigido a un usuario que tiene activada la validación de remitentes. Para completarla, siga este enlace: https://x.example/val',
  ],
  [
    'Solicitud de autorización',
    'Ha escrito a una dirección que únicamente admite correo de remitentes aprobados. Solicite permiso aquí: https://x.example/permiso',
  ],
  [
    '送信元の確認',
    'このメールを本当にお送りになりましたか。お心当たりがあれば「はい」を押してください。https://x.example/hai 何もされない場合は削除されます。',
  ],
  ['合言葉', '当方のメールは合言葉が必要です。「ひまわり」と書いて返信してください。'],
  [
    '未承認の送信者',
    'ご送信のアドレスは承認されていません。承認依頼はこちらから。https://x.example/shonin',
  ],
  [
    '営業メールお断り',
    '営業目的のメールは受け付けておりません。そうでない方は下のリンクから「営業ではありません」を選んで送信を完了してください。https://x.example/e',
  ],
  [
    'Validação do remetente',
    'Digite os caracteres da imagem em https://x.example/c para que a mensagem siga para o destinatário.',
  ],
  [
    'Anti-spam',
    'Renvoyez votre message avec le mot « citron » dans l’objet. Je saurai ainsi que ce n’est pas de la publicité.',
  ],
  [
    'Filtro',
    'Lei non è tra i miei contatti. Risponda a questa mail senza cambiare l’oggetto e la sua passerà.',
  ],
  [
    'Spamschutz',
    'Schicken Sie die Nachricht noch einmal mit dem Wort "Zitrone" im Betreff. So weiß ich, dass es keine Werbung ist.',
  ],
  [
    'Message blocked',
    'Your mail was blocked as a precaution. If you wrote it, confirm that within three days: https://x.example/s',
  ],
];

test.each(GATES)('a machine that lets nobody in unasked is a door: %s', async (subject, body) => {
  for (const by of [AUTO, { Precedence: 'bulk', 'In-Reply-To': null }]) {
    const read = await classified(letter(body, { Subject: encodedWord(subject), ...by }));
    expect(read.class, read.rules.join(', ')).toBe('challenge');
  }
});

/** What machines answer, and ask nothing for it. Some speak of links, codes and confirmations. */
const ANSWERS: readonly Letter[] = [
  [
    'We have your message',
    'Your request was received and has the number 4471. Follow it at https://kern.example/t/4471.',
  ],
  [
    'Thank you for contacting us',
    'This is to confirm that your message has arrived. We answer within two days.',
  ],
  [
    'Confirmation',
    'We confirm receipt of your e-mail. To add more, reply to this message and keep the subject line.',
  ],
  [
    'Your order enquiry',
    'Your enquiry 881 is open. Click here to rate us: https://kern.example/rate',
  ],
  [
    'Eingangsbestätigung',
    'Wir bestätigen den Eingang Ihrer E-Mail. Bitte lassen Sie die Ticketnummer 7712 im Betreff stehen, wenn Sie antworten.',
  ],
  [
    'Ihre Anfrage',
    'Ihre Anfrage ist bei uns eingegangen. Den Stand sehen Sie unter https://kern.example/s/7712.',
  ],
  [
    'Accusé de réception',
    "Nous accusons réception de votre message. Merci de conserver le numéro 5521 dans l'objet de vos réponses.",
  ],
  ['Votre demande', 'Votre demande est enregistrée. Suivez-la ici : https://kern.example/d/5521'],
  [
    'Acuse de recibo',
    'Hemos recibido su mensaje. Conserve el número 9912 en el asunto si nos responde.',
  ],
  ['Su consulta', 'Su consulta está registrada. Puede seguirla en https://kern.example/c/9912.'],
  [
    'Conferma di ricezione',
    'Confermiamo di aver ricevuto il suo messaggio. Mantenga il numero 881 nell’oggetto.',
  ],
  [
    'La sua richiesta',
    'La sua richiesta è stata registrata. Può seguirla su https://kern.example/r/881.',
  ],
  [
    'Confirmação de receção',
    'Confirmamos a receção da sua mensagem. Mantenha o número 42 no assunto.',
  ],
  ['O seu pedido', 'O seu pedido foi registado. Acompanhe-o em https://kern.example/p/42.'],
  [
    '受付完了のお知らせ',
    'お問い合わせを受け付けました。受付番号は3391です。ご返信の際は件名を変えないでください。',
  ],
  ['自動返信', 'メールを受信いたしました。進捗は https://kern.example/t/3391 でご確認ください。'],
  ['Lupita', 'Soy el asistente virtual de Kern. Ya le pasé tu mensaje a mis compañeros humanos.'],
  [
    'Ihre Bewerbung',
    'Danke für Ihre Bewerbung. Laden Sie Ihre Unterlagen hier hoch: https://x.example/b',
  ],
  [
    'Please use our portal',
    'We no longer answer by mail. Please open a ticket at https://x.example/t, where our team replies.',
  ],
  [
    'ご依頼',
    'ご依頼を受け付けました。追加のご要望は返信してお知らせください。外部の専門家と対応いたします。',
  ],
  ['停止', 'お申し込みの停止は、ご自身で手続きしてください。https://x.example/m'],
  [
    'Su solicitud',
    'Su solicitud se tramitará pronto. Si quiere añadir una imagen, responda a este correo. Gracias por su confianza.',
  ],
  [
    'Votre demande',
    "Votre demande continue son chemin. Répondez pour y joindre une image ou demander l'accès au suivi.",
  ],
  ['Read this first', 'I read mail twice a day, at noon and at four. If it burns, call.'],
  ['Nur kurz', 'Diese Adresse wird nicht gelesen. Schreiben Sie an info@kern.example.'],
  ['Nouvelle adresse', 'Cette adresse change. Écrivez désormais à ada@kern2.example.'],
];

test.each(ANSWERS)('a machine that asks for nothing is no door: %s', async (subject, body) => {
  const read = await classified(letter(body, { Subject: encodedWord(subject), ...AUTO }));
  expect(read.class, read.rules.join(', ')).toBe('auto_reply');
});

/** Acknowledgements that come without a header: the words alone say it. */
test.each<Letter>([
  [
    'Ticket #4471 received',
    'Your request has been received and will be reviewed by our support staff. To add comments, reply to this email.',
  ],
  [
    'Thank you for contacting Kern',
    'This is an automated message. Please do not reply to this email.',
  ],
  [
    '[Case 00412] Spring plans',
    'Thank you for contacting Kern support. A case has been created with the number 00412. We will respond within 24 hours.',
  ],
  [
    'Ihre Anfrage #7712',
    'Vielen Dank für Ihre Anfrage. Diese E-Mail wurde automatisch erstellt. Wir melden uns innerhalb von zwei Werktagen.',
  ],
  [
    'Demande n° 5521 enregistrée',
    'Votre demande a bien été enregistrée sous le numéro 5521. Ceci est un message automatique, merci de ne pas y répondre.',
  ],
  [
    'Solicitud 9912 recibida',
    'Su solicitud ha sido registrada con el número 9912. Este es un mensaje automático, no responda a este correo.',
  ],
  [
    'Richiesta 881 ricevuta',
    'La sua richiesta è stata registrata con il numero 881. Questo è un messaggio automatico, si prega di non rispondere.',
  ],
  [
    'Pedido 42 recebido',
    'O seu pedido foi registado com o número 42. Esta é uma mensagem automática, por favor não responda.',
  ],
  [
    '【受付番号3391】お問い合わせありがとうございます',
    '※本メールは自動送信です。お問い合わせを受け付けました。担当者より2営業日以内にご連絡いたします。',
  ],
])('an acknowledgement without headers is a machine’s: %s', async (subject, body) => {
  const read = await classified(
    letter(body, { Subject: encodedWord(subject), From: 'Kern Support <support@kern.example>' }),
  );
  expect(read.class, read.rules.join(', ')).toBe('auto_reply');
});
