import { describe, expect, test } from 'vitest';
import { classifyText } from '../../../src/inbound/gateways/classify-text.ts';

const classOf = (text: string, keyword: 'stop' | 'start' | 'help' | null = null) =>
  classifyText({ text, keyword }).class;

describe('a text', () => {
  test.each([
    'STOP',
    'stop please!',
    'STOP PLEASE',
    'stpo',
    'st0p',
    'S T O P',
    's.t.o.p',
    'STOPSTOP',
    'stop stop stop',
    'stop ok?',
    'stop that',
    'STOP 36105',
    'STOP au 36105',
    'STOP to 36105',
    'Stóp',
    'ŞTOP',
    'stahp',
    'STOP SMS',
    'STOPSMS',
    'non merci STOP',
    'no mas',
    'Arrêt',
    'lopeta',
    'στοπ',
    'стоп',
    'توقف',
    'הסר',
    '停止',
    'PARA',
    'SLUTA',
    'Stopp det!',
    'PRZESTAŃ',
    'zrušit',
    'odhlásit',
    'Leiratkozás',
    'dezabonare',
    'odjava',
    'İPTAL',
    'إيقاف',
    'إلغاء',
    'הפסק',
    'עצור',
    '그만',
    '取消订阅',
    'やめてください',
    'もう送らないで',
    'STOP ALL',
    'stop all texts',
    'STOPIT',
    'stop thx',
    'STOP PUB',
    'Stop marketing',
    'ferma',
    'Keine SMS mehr!',
    'Bitte keine SMS mehr',
    'Smettila!',
    'Avmeld',
    'Frameld',
    'peruuta',
    '停止してください',
    '停止希望',
    '🛑',
    '🛑 🚫',
    'stop - sent from my iPhone',
    'Stop\n\nGesendet von meinem iPhone',
  ])('that says only stop is a wish to be left alone: %s', (text) => {
    expect(classOf(text)).toBe('opt_out');
  });

  test.each([
    'stop by our booth at 3',
    'No, thanks',
    'Ok',
    'My last stop is Berlin, call me there',
    'Can you stop the meeting at 4?',
    '36105',
    '',
    'top',
    '✋',
    'Sent from my iPhone',
    'Stop it, I am blushing, call me',
    'My stop to Berlin is on 3 May',
    'to au an al',
    'Keine Zeit mehr heute',
    'We stop all ads in May, call then',
    'START',
    'HELP',
    '止まらない',
    'para cuándo lo tendrías?',
    'Cuando te venga bien para mí',
    '그만큼 주세요',
  ])('that says something else is an answer: %s', (text) => {
    expect(classOf(text)).toBe('human_reply');
  });

  test('is what its gateway took it for', () => {
    expect(classOf('no more of this', 'stop')).toBe('opt_out');
    expect(classifyText({ text: 'UNSTOP', keyword: 'start' })).toMatchObject({
      class: 'human_reply',
      rules: expect.arrayContaining(['gateway keyword start']) as string[],
    });
  });
});
