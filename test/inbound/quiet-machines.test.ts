/** Mail that no header gives away: offices, notes, doorkeepers; and people who write much the same. */
import { describe, expect, test } from 'vitest';
import { classified, encodedWord, letter } from './mail.ts';

/** Of no thread. */
function fresh(subject: string, body: string, from = 'Ada Kern <ada@kern.example>'): Uint8Array {
  return letter(body, { From: from, Subject: encodedWord(subject), 'In-Reply-To': null });
}

describe('a machine that says so in no header', () => {
  test.each([
    ['Your mail', 'This inbox is not looked at by anyone. Please use our form.'],
    ['Ihre Mail', 'Dieses Postfach wird nicht betreut. Bitte nutzen Sie unser Formular.'],
    ['Votre message', "Cette adresse n'est plus relevée. Utilisez notre formulaire."],
    ['Su correo', 'Este buzón no se atiende. Utilice nuestro formulario.'],
    ['La Sua mail', 'Questa casella non è presidiata. Gli uffici sono aperti al mattino.'],
    ['Sua mensagem', 'Esta caixa não é acompanhada. Use o nosso formulário.'],
    ['ご連絡', 'このアドレスは確認しておりません。フォームをご利用ください。'],
    ['Case 0098', 'A case was opened, reference 0098. We will answer within two days.'],
    ['Your letter', 'Urgent? Call us. Your message is safely with us; we will answer in order.'],
  ])('is an office: %s', async (subject, body) => {
    expect((await classified(fresh(subject, body))).class).toBe('auto_reply');
  });

  test.each([
    ['su un tetto', 'In cantiere a Lugano. Torno giovedì della settimana prossima.'],
    ['Krank', 'Ich bin krankgeschrieben und lese keine Mails. Beate hilft gern.'],
    ['Arrêt', 'Je suis en arrêt maladie et ne lis pas mes messages.'],
  ])('is away: %s', async (subject, body) => {
    expect((await classified(fresh(subject, body))).class).toBe('out_of_office');
  });

  test.each([
    ['Resend', 'Send it again with HARBOUR in the subject line. It keeps advertisers away.'],
    ['Kennwort', 'Bitte noch einmal mit dem Wort HAFEN im Betreff. So bleibt Werbung draußen.'],
    ['Mot de passe', "Renvoyez-le avec PORT dans l'objet : cela écarte la publicité."],
    ['Asunto', 'Reenvíelo con PUERTO en el asunto. Así la publicidad queda fuera.'],
    ['Parola', "Lo rimandi con PORTO nell'oggetto. Così la pubblicità resta fuori."],
    ['Senha', 'Reenvie com PORTO no assunto. Assim a publicidade fica de fora.'],
    ['再送', '件名に港と入れて、もう一度お送りください。広告を避けるためです。'],
    ['Is it you?', 'If that was you, confirm it, and the letter gets in: https://gate.example/y'],
  ])('keeps the door: %s', async (subject, body) => {
    expect((await classified(fresh(subject, body))).class).toBe('challenge');
  });
});

describe('a machine that has a header', () => {
  test.each([
    ['Ihre Bewerbung hat uns erreicht. Bis wir uns melden, bitten wir um Geduld.', 'auto_reply'],
    ['Su pedido está confirmado. Recibirá otro correo cuando salga el jueves.', 'auto_reply'],
    ['Respondemos a todo. Nuestro horario es de lunes a viernes de 9 a 17.', 'auto_reply'],
    ['Mail from outside is stopped until the sender registers: https://r.example', 'challenge'],
    ["I don't work Fridays. I'll look at this on Monday.", 'out_of_office'],
  ])('says: %s', async (body, inboundClass) => {
    const message = letter(body, { Subject: 'Hello', 'Auto-Submitted': 'auto-replied' });
    expect((await classified(message)).class).toBe(inboundClass);
  });
});

describe('a person', () => {
  test.each([
    'We received your proposal, thank you. Our team will review it and respond by Friday.',
    "Nous avons bien reçu votre proposition, merci. Notre équipe l'étudie et vous répond vendredi.",
    'Recebemos a sua proposta, obrigado. A nossa equipa vai analisar e responde até sexta.',
    '月曜から2週間休暇をいただきます。お急ぎでしたら本日中にお電話ください。',
    'Please send it again with the order number in the subject line, else accounting loses it.',
    'Nobody reads this mailbox but me, so write freely.',
  ])('answers: %s', async (body) => {
    expect((await classified(letter(body))).class).toBe('human_reply');
  });

  test.each([
    ['Hamburg', 'Bis Freitag auf der Messe, Montag um zehn würde passen.'],
    ['Is this you?', 'Is this you on the panel? https://conf.example I liked it, let me in on it.'],
    ['hello', 'Are you a person or a robot? If a person, confirm the price in one line.'],
    ['invoices', 'Resend it with the order number in the subject, please. Mine was lost.'],
  ])('writes out of a thread: %s', async (subject, body) => {
    expect((await classified(fresh(subject, body))).class).toBe('human_reply');
  });
});
