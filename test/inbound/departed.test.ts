import { describe, expect, test } from 'vitest';
import { departedIn } from '../../src/inbound/departed.ts';
import { parseMessage } from '../../src/inbound/mail/parse.ts';
import { letter } from './mail.ts';

async function read(text: string): Promise<string | null> {
  const message = await parseMessage(
    letter(text, { From: 'Paula Quandt <paula@firma.example>', Subject: 'Automatic reply' }),
  );
  const departed = departedIn(message, text);
  if (departed === null) return null;
  const { name = null, address = null } = departed.successor ?? {};
  return [name, address].filter((part) => part !== null).join(' ');
}

describe('who left', () => {
  test.each([
    [
      'I have left Firma. My successor is Tom Reed (tom@firma.example).',
      'Tom Reed tom@firma.example',
    ],
    ['Paula does not work here anymore. Try info@firma.example.', 'info@firma.example'],
    ['Friday was my last day with Firma.', ''],
    ['Ich habe die Firma verlassen. Meine Nachfolgerin ist Eva Kraus.', 'Eva Kraus'],
    [
      'Paula Quandt ist nicht mehr bei uns. Bitte wenden Sie sich an Herrn Max Bauer (max@firma.example).',
      'Max Bauer max@firma.example',
    ],
    [
      'Ich arbeite nicht mehr hier. Bitte schreiben Sie meinem Kollegen Max Bauer (max@firma.example).',
      'Max Bauer max@firma.example',
    ],
    [
      "J'ai quitté la société. Contactez Mlle Ana Morel (ana@firma.example).",
      'Ana Morel ana@firma.example',
    ],
    ["J'ai quitté la société. Mon remplaçant est Luc Morel.", 'Luc Morel'],
    [
      'Ya no trabajo en Firma. Pueden contactar con Ana Ruiz (ana@firma.example).',
      'Ana Ruiz ana@firma.example',
    ],
    ['Ho lasciato la società. Il mio successore è Marco Bianchi.', 'Marco Bianchi'],
    ['Aposentei-me em fevereiro. Quem assume é a Lia Prado.', 'Lia Prado'],
    [
      'Ich habe eine neue Rolle und betreue die Lieferanten nicht mehr. Das macht jetzt Lola Fink.',
      'Lola Fink',
    ],
    ['Non mi occupo più dei fornitori. Se ne occupa Lola Pinzani.', 'Lola Pinzani'],
    ['I no longer look after suppliers. Lola Finch will be picking this up.', 'Lola Finch'],
    [
      '2月末日をもって退職いたしました。後任は山田太郎（yamada@firma.example）でございます。',
      '山田太郎 yamada@firma.example',
    ],
  ])('names whoever has the work: %s', async (text, successor) => {
    expect(await read(text)).toBe(successor);
  });

  test.each([
    'I am on parental leave until 5 May. Tom Reed covers for me.',
    'Ich bin in Elternzeit, Tom Reed vertritt mich.',
    "Je suis en congé, je ne suis plus joignable jusqu'au 5.",
    '出張で東京を離れております。',
  ])('is not who is only away: %s', async (text) => expect(await read(text)).toBeNull());

  test('does not suggest the sender, nor where the sender can be reached', async () => {
    expect(await read('I have retired. You can reach me at paula@home.example.')).toBe('');
    expect(await read('I, Paula Quandt, have left Firma. Contact Paula Quandt.')).toBe('');
  });
});
