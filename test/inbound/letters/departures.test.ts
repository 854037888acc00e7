/** Who left says so in many ways; a machine sends it for them. And where only somebody's own words tell that they are not at work. */
import { describe, expect, test } from 'vitest';
import { classified, letter } from '../mail.ts';

const BY_MACHINE = { Subject: 'Hello', 'Auto-Submitted': 'auto-replied' };

describe('somebody left', () => {
  test.each([
    'I handed in my badge on Friday. Please write to Jo Park at jo@kern.example from now on.',
    'I have hung up my apron; Jo Park (jo@kern.example) runs the kitchen now.',
    'My time at Kern has come to an end. Your contact is now Jo Park, jo@kern.example.',
    'Since May I lead another team; buying is now with Jo Park <jo@kern.example>.',
    'Ich habe Kern zum 30. April verlassen. Meine Aufgaben liegen nun bei Jo Park (jo@kern.example).',
    'Mein letzter Arbeitstag ist vorbei. Neuer Ansprechpartner: Jo Park, jo@kern.example',
    'Ich habe meinen Schlüssel abgegeben und bin in Rente. Jo Park (jo@kern.example) macht weiter.',
    "J'ai rendu mes clés vendredi. Écrivez désormais à Jo Park, jo@kern.example.",
    "J'ai pris ma retraite. C'est Jo Park (jo@kern.example) qui tient la boutique.",
    'He terminado mi etapa en Kern. Le atenderá Jo Park, jo@kern.example.',
    'Ada Kern ya no trabaja aquí. Diríjase a Jo Park (jo@kern.example).',
    'Ho consegnato le chiavi. Il testimone passa a Jo Park (jo@kern.example).',
    'Deixei a Kern em abril. O meu lugar é agora de Jo Park (jo@kern.example).',
    'Jo Park took over from me in January. Her address: jo@kern.example',
    'Meine Nachfolge hat zum 1. Februar Frau Jo Park angetreten, erreichbar unter jo@kern.example.',
    'Ich bin nicht mehr bei Kern. Jo Park (jo@kern.example) führt meine Themen fort.',
    "J'ai passé le flambeau à Jo Park (jo@kern.example) en quittant l'entreprise.",
    'Entreguei as chaves na sexta. Fale com Jo Park: jo@kern.example',
  ])('and names who follows: %s', async (body) => {
    const is = await classified(letter(body, BY_MACHINE));
    expect(is.departed?.successor).toEqual({ name: 'Jo Park', address: 'jo@kern.example' });
  });

  test.each([
    'Ada has taken early retirement.',
    'I have switched employers.',
    'Ich verabschiede mich nach 12 Jahren von Kern.',
    'Ada Kern a cessé ses fonctions.',
    'Cambié de trabajo en mayo.',
    'La mia avventura in Kern è finita.',
    'Mudei de emprego.',
    '会社を辞めました。',
  ])('and names nobody: %s', async (body) => {
    const is = await classified(letter(body, BY_MACHINE));
    expect(is.departed).toEqual({ successor: null });
  });
});

test('a sentence names whom to ask, in Japanese who carries on', async () => {
  const english = await classified(
    letter('I am no longer at Kern. Jo Park is the one to ask.', BY_MACHINE),
  );
  expect(english.departed?.successor).toEqual({ name: 'Jo Park', address: null });
  const japanese = await classified(
    letter('退社いたしました。業務は佐藤健一が引き継いでおります。', BY_MACHINE),
  );
  expect(japanese.departed?.successor).toEqual({ name: '佐藤健一', address: null });
});

test.each([
  'An answer reaches you by Friday.',
  'Ihre Nachricht ist da. Mit einer Antwort können Sie bis morgen Abend rechnen.',
  'A sua mensagem chegou bem. Terá uma resposta até amanhã à tarde.',
])('the day by which they answer is nobody’s return: %s', async (body) => {
  expect((await classified(letter(body, BY_MACHINE))).class).toBe('auto_reply');
});

test.each([
  'Broke my wrist. Typing is slow.',
  'Unsere Tochter ist da! Ich bin eine Weile nicht zu sprechen.',
  'Je suis dans l’avion.',
  'Asuntos familiares me tienen lejos.',
  'Mi sposo!',
  'Nasceu a nossa filha! Vou estar pouco disponível.',
  '手首を骨折したため、返信に時間がかかります。',
  'My doctor has ordered me to bed. Jo has my desk meanwhile.',
  'Baby has arrived! I am at home with the family.',
  'Ich liege mit Fieber im Bett und melde mich, sobald es geht.',
  'Ich mache Pause. Jo hat mein Telefon.',
  "Je déménage et n'ai pas de réseau.",
  'Me tomo un descanso de unas semanas.',
  'Desliguei-me do mundo por uns tempos.',
  'Sono a un congresso e leggo poco.',
  '引っ越しのため今週は連絡がつきません。',
])('a note of one who will come back: %s', async (body) => {
  const is = await classified(letter(body, BY_MACHINE));
  expect([is.class, is.departed]).toEqual(['out_of_office', null]);
});
