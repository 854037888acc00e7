/**
 * Does a text say STOP, however it was typed? Gateways know the bare word only (Twilio: "STOP PLEASE" is none), and whoever types on a
 * telephone misses a key. Only of a text that says nothing else: "stop by our booth" is an answer.
 */
import { folded } from '../phrases/text-rules.ts';

/** STOP with two keys changed, a neighbour hit, a letter too many; said twice or more. */
const STOP = /^(?:stop|st0p|stpo|sotp|tsop|stap|stip|stopp|stope|stoop|dtop|stahp)+$/;
/** The word of other languages that the rules for letters don't list, since there it may begin a sentence. */
const FOREIGN: ReadonlySet<string> = new Set([
  'ferma',
  'avmeld',
  'frameld',
  'keinemehr',
  'keinesmsmehr',
  'peruuta',
  'smettila',
  'nomas',
  'para',
  'sluta',
  'stoppdet',
  'przestań',
  'zrušit',
  'odhlásit',
  'leiratkozás',
  'dezabonare',
  'odjava',
  'avslutt',
  'avsluta',
  'stopdet',
  'lopeta',
  'στοπ',
  'durdur',
  'iptal',
  'ret',
  'стоп',
  'توقف',
  'إيقاف',
  'ايقاف',
  'إلغاء',
  'الغاء',
  'הסר',
  'הפסק',
  'עצור',
  'หยุด',
  '중지',
  '그만',
  '수신거부',
  '退订',
  '停止',
  '停止してください',
  '停止希望',
  '停止をお願いします',
  '停止お願いします',
  'やめて',
  'やめてください',
  '送らないで',
  '送らないでください',
  'もう送らないで',
  'もう送らないでください',
]);
/** What stands around it and changes nothing. A number is the service's own: `STOP 36105`, `STOP au 36105`. */
const FILLERS: ReadonlySet<string> = new Set(
  (
    'please pls plz kindly now ok okay that this it all already sms msg msgs text texts txt txts message messages pub marketing ads ' +
    'to au an al non no merci thanks thank thx ty you svp bitte danke por favor'
  ).split(' '),
);
const WORDS_MOST = 8;

/** Typed in place of the word. */
const SIGNS = /^(?:\s|🛑|🚫|✋|⛔)*(?:🛑|🚫|⛔)(?:\s|🛑|🚫|✋|⛔)*$/u;
/** A telephone's own signature. */
const SENT_FROM =
  /[\s-]+(?:sent|gesendet|envoyé|enviado|inviato)\s+(?:from|von|de|desde|da)\s.{1,30}$/isu;

/** The rule that read it, or `null`. */
export function stopWordRule(written: string): string | null {
  if (SIGNS.test(written)) return 'stop sign';
  const text = written.replace(SENT_FROM, '');
  // A capital İ of Turkish is an i with a dot above it in lower case.
  const lower = folded(text.slice(0, 400)).replaceAll('\u0307', '');
  const words = lower.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length > WORDS_MOST) return null;
  const said = words
    .filter((word) => !FILLERS.has(word) && !/^\d+$/.test(word))
    .join('')
    .replace(/(?:sms|msgs?)$/, '');
  const isStop =
    STOP.test(said.normalize('NFD').replace(/\p{M}/gu, '')) ||
    said === 'stopit' ||
    FOREIGN.has(said) ||
    FOREIGN.has(words.join(''));
  return isStop ? `stop word ${words.join(' ').slice(0, 40)}` : null;
}
