import { expect, test } from 'vitest';
import { classified, encodedWord, letter } from '../mail.ts';

test.each([
  [
    'en',
    'We got your message',
    'Hi there,\n\nThanks for getting in touch with Brightwell Support. A member of our team will get back to you within one business day.\n\nKind regards,\nBrightwell Support',
  ],
  [
    'en',
    '[#48213] Question',
    'Hello,\n\nYour request (48213) has been received and is being reviewed by our support staff.\n\nTo add additional comments, reply to this email.',
  ],
  [
    'en',
    'Thank you for your application',
    'Dear applicant,\n\nThank you for applying at Norden. We have received your application and will review it carefully. If your profile matches, our recruiting team will contact you.\n\nThis is an automated message.',
  ],
  [
    'en',
    'Re: Spring',
    'Thank you for your email. We aim to respond to all enquiries within 2 working days. If your matter is urgent please call 0800 123 456.\n\nThe Info Team',
  ],
  [
    'en',
    'Order confirmation',
    'Thanks for your order! Your order #8812 has been confirmed and will ship soon.',
  ],
  [
    'en',
    'Contact form',
    'Thank you for contacting us. Your enquiry is important to us and we will respond as soon as possible.',
  ],
  [
    'en',
    'Re: hello',
    'This mailbox is no longer monitored. Please send your message to hello@kern.example instead.',
  ],
  [
    'en',
    'Re: hello',
    'Please note that this email address is not in use any more. Contact info@kern.example.',
  ],
  [
    'en',
    'Support',
    'Your ticket has been logged with reference INC0012345. An engineer will be assigned shortly.',
  ],
  [
    'de',
    'Ihre Anfrage',
    'Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihre Nachricht. Wir haben Ihre Anfrage erhalten und werden uns schnellstmöglich bei Ihnen melden.\n\nIhr Serviceteam',
  ],
  [
    'de',
    'Eingangsbestätigung',
    'Ihre E-Mail ist bei uns eingegangen. Die Bearbeitung kann bis zu drei Werktage dauern.',
  ],
  [
    'de',
    'AW: Frühjahr',
    'Vielen Dank für Ihre E-Mail. Dies ist eine automatisch erstellte Antwort. Bitte antworten Sie nicht auf diese E-Mail.',
  ],
  [
    'de',
    'Bewerbung',
    'Liebe Bewerberin, lieber Bewerber,\n\nherzlichen Dank für Ihre Bewerbung. Wir prüfen Ihre Unterlagen und kommen in Kürze auf Sie zu.',
  ],
  [
    'de',
    'Ticket',
    'Zu Ihrem Anliegen wurde das Ticket #4711 eröffnet. Ein Mitarbeiter wird sich darum kümmern.',
  ],
  [
    'fr',
    'Votre demande',
    'Bonjour,\n\nNous avons bien reçu votre message et vous en remercions. Notre équipe vous répondra dans les meilleurs délais.\n\nLe service client',
  ],
  [
    'fr',
    'Accusé',
    'Votre demande n° 5523 a bien été enregistrée. Un conseiller prendra contact avec vous sous 48 heures.',
  ],
  [
    'fr',
    'Re: printemps',
    'Merci pour votre message. Ceci est une réponse automatique, merci de ne pas y répondre.',
  ],
  [
    'fr',
    'Candidature',
    "Nous accusons réception de votre candidature et vous remercions de l'intérêt que vous portez à notre entreprise.",
  ],
  [
    'es',
    'Su consulta',
    'Estimado cliente:\n\nHemos recibido su mensaje y le responderemos a la mayor brevedad posible.\n\nAtención al cliente',
  ],
  [
    'es',
    'Ticket',
    'Su solicitud ha sido registrada con el número 8841. Un agente se pondrá en contacto con usted.',
  ],
  [
    'es',
    'Re: primavera',
    'Gracias por ponerse en contacto con nosotros. Este es un mensaje automático, por favor no responda a este correo.',
  ],
  [
    'it',
    'La tua richiesta',
    'Gentile cliente,\n\nabbiamo ricevuto il suo messaggio e le risponderemo al più presto.\n\nServizio clienti',
  ],
  [
    'it',
    'Ticket',
    'La sua richiesta è stata presa in carico con il numero 991. Questo è un messaggio automatico, si prega di non rispondere.',
  ],
  [
    'it',
    'Candidatura',
    'Grazie per averci inviato la sua candidatura. La informiamo che è stata ricevuta correttamente.',
  ],
  [
    'it',
    'Re: primavera',
    'La ringraziamo per averci contattato. Un nostro operatore la ricontatterà entro 24 ore.',
  ],
  [
    'pt',
    'Seu contato',
    'Olá,\n\nrecebemos a sua mensagem e responderemos o mais breve possível.\n\nEquipe de atendimento',
  ],
  [
    'pt',
    'Chamado',
    'O seu chamado 5512 foi registrado com sucesso. Em breve um atendente entrará em contato.',
  ],
  [
    'pt',
    'Re: primavera',
    'Obrigado por entrar em contato conosco. Esta é uma mensagem automática, por favor não responda.',
  ],
  [
    'pt',
    'Candidatura',
    'Agradecemos o envio da sua candidatura. Confirmamos a recepção do seu currículo.',
  ],
  [
    'ja',
    'お問い合わせありがとうございます',
    'この度はお問い合わせいただき、誠にありがとうございます。\n以下の内容で受け付けいたしました。担当者より2営業日以内にご連絡いたします。',
  ],
  [
    'ja',
    '【自動送信】受付完了のお知らせ',
    'お問い合わせを受け付けました。\n受付番号：12345\n※このメールは自動送信です。',
  ],
  [
    'ja',
    'ご応募ありがとうございます',
    'この度は弊社求人にご応募いただき、ありがとうございます。書類選考の上、改めてご連絡差し上げます。',
  ],
  ['ja', 'Re: ご提案', '本メールアドレスは送信専用です。ご返信いただいてもお答えできません。'],
  [
    'ja',
    'Re: ご提案',
    'お問い合わせありがとうございます。内容を確認のうえ、担当者より折り返しご連絡いたしますので、今しばらくお待ちください。',
  ],
  [
    'en',
    'Re: Quick question',
    'Hi! This is an automated confirmation that we received your message. Nobody reads this inbox on weekends; expect a reply within two business days.',
  ],
  [
    'en',
    'We received your request #991',
    '##- Please type your reply above this line -##\n\nYour request (#991) has been deemed solved.',
  ],
  [
    'de',
    'Re: Kurze Frage',
    'Diese E-Mail-Adresse wird nicht mehr verwendet. Bitte nutzen Sie kontakt@kern.example.',
  ],
  [
    'fr',
    'Accusé de réception',
    'Votre message est bien arrivé. Nous y répondrons sous deux jours ouvrés.',
  ],
  [
    'es',
    'Gracias por escribirnos',
    'Tu mensaje ha llegado a nuestro equipo. Te contestaremos en un plazo de 48 horas.',
  ],
  [
    'it',
    'Grazie per averci scritto',
    'Il tuo messaggio è arrivato al nostro team: ti risponderemo entro due giorni lavorativi.',
  ],
  [
    'pt',
    'Recebemos o seu e-mail',
    'A sua mensagem chegou à nossa equipa. Responderemos no prazo de dois dias úteis.',
  ],
  [
    'ja',
    'メールを受信しました',
    'メールを受信いたしました。2営業日以内に担当者よりご返信いたします。',
  ],
])('an acknowledgement is no answer: %s, %s', async (_, subject, body) => {
  const read = await classified(letter(body, { Subject: encodedWord(subject) }));
  expect(read.class, read.rules.join(', ')).toBe('auto_reply');
});
