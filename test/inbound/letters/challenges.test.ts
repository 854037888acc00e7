import { expect, test } from 'vitest';
import { classified, encodedWord, letter } from '../mail.ts';

test.each([
  [
    'en',
    'Please verify your message',
    'Your email to Ada is being held because you are not on her list of approved senders. Click https://x.example/v to verify that you are a person and have it delivered.',
  ],
  [
    'en',
    '[Confirm] Spring',
    'I use a spam filter. To deliver your message, please reply to this email without changing the subject. You need to do this only once.',
  ],
  [
    'de',
    'Bitte bestätigen Sie Ihre E-Mail',
    'Ihre Nachricht wurde noch nicht zugestellt. Bitte klicken Sie auf den folgenden Link, um zu bestätigen, dass Sie kein Spammer sind: https://x.example/v',
  ],
  [
    'fr',
    'Validation de votre message',
    "Votre message est en attente. Pour qu'il soit remis à son destinataire, veuillez cliquer sur ce lien et vous authentifier : https://x.example/v",
  ],
  [
    'es',
    'Confirme su correo',
    'Su mensaje ha sido retenido por nuestro filtro antispam. Haga clic en el siguiente enlace para confirmar que es una persona: https://x.example/v',
  ],
  [
    'it',
    'Conferma il tuo messaggio',
    'Il tuo messaggio è in attesa di approvazione. Clicca sul link per confermare di non essere uno spammer: https://x.example/v',
  ],
  [
    'pt',
    'Confirme a sua mensagem',
    'A sua mensagem está retida pelo anti-spam UOL. Clique no link para confirmar o envio e provar que não é um robô: https://x.example/v',
  ],
  [
    'ja',
    '【要確認】メール送信者の認証',
    'お送りいただいたメールは保留されています。迷惑メール対策のため、下記URLをクリックして認証してください。 https://x.example/v',
  ],
])('a filter asks for a proof: %s, %s', async (_, subject, body) => {
  const read = await classified(letter(body, { Subject: encodedWord(subject) }));
  expect(read.class, read.rules.join(', ')).toBe('challenge');
});
