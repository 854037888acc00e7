/** What months and weekdays are called, in folded text of seven languages. */

const MONTHS: readonly RegExp[] = [
  /^(?:jan|jän|ene|gen)/,
  /^(?:feb|fev|fév)/,
  /^(?:mar|mär|maer|mrz|mrt|maa)/,
  /^(?:apr|avr|abr)/,
  /^(?:may|mai|mayo|mei|mag)/,
  /^(?:jun|juin|giu)/,
  /^(?:jul|juil|lug)/,
  /^(?:aug|aoû|aou|ago)/,
  /^(?:sep|set)/,
  /^(?:oct|okt|ott|out)/,
  /^(?:nov)/,
  /^(?:dec|dez|déc|dic)/,
];

/** One group. A whole word in any script. */
export const MONTH_NAME =
  '(?<!\\p{L})(jan(?:uary|uar|uari|vier|v|eiro)?|jän(?:ner)?|ene(?:ro)?|gen(?:naio)?|feb(?:ruary|ruar|ruari|rero|braio|br)?|fev(?:ereiro)?|févr?(?:ier)?|mar(?:ch|s|zo|ço|co)?|märz?|maerz|mrz|maart|apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|may|maio|mai|mayo|mag(?:gio)?|mei|june?|juni|juin|junio|junho|giu(?:gno)?|july?|juli|juil(?:let)?|julio|julho|lug(?:lio)?|aug(?:ust|ustus)?|août|aout|ago(?:sto)?|sept?(?:ember|embre|iembre)?|setiembre|settembre|sett?|setembro|outubro|out|oct(?:ober|obre|ubre)?|okt(?:ober)?|ott(?:obre)?|nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|déc(?:embre)?|dez(?:ember|embro)?|dic(?:iembre|embre)?)(?!\\p{L})';

/** 1 to 12. */
export function monthOf(name: string): number {
  return MONTHS.findIndex((month) => month.test(name)) + 1;
}

export const ROMAN_MONTHS: readonly string[] = [
  'i',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'vii',
  'viii',
  'ix',
  'x',
  'xi',
  'xii',
];

const WEEKDAYS: readonly (readonly [names: string, sign: string])[] = [
  [
    'monday|mon(?=[.,)]| \\d|$)|montag|lundi|lunes|lunedì|segunda(?:[- ]feira)?|2a[- ]feira|maandag',
    '月',
  ],
  ['tue(?:s(?:day)?)?|dienstag|mardi|martes|martedì|terça(?:[- ]feira)?|3a[- ]feira|dinsdag', '火'],
  [
    'wednesday|weds|wed(?=[.,)]| \\d|$)|mittwoch|mercredi|mi[eé]rcoles|mercoledì|quarta(?:[- ]feira)?|4a[- ]feira|woensdag',
    '水',
  ],
  [
    'thu(?:r(?:s(?:day)?)?)?|donnerstag|jeudi|jueves|giovedì|quinta(?:[- ]feira)?|5a[- ]feira|donderdag',
    '木',
  ],
  ['fri(?:day)?|freitag|vendredi|viernes|venerdì|sexta(?:[- ]feira)?|6a[- ]feira|vrijdag', '金'],
  ['saturday|sat(?=[.,)]| \\d|$)|samstag|sonnabend|samedi|s[aá]bado|sabato|zaterdag', '土'],
  ['sunday|sun(?=[.,)]| \\d|$)|sonntag|dimanche|domingo|domenica|zondag', '日'],
];

/** A whole word, `木曜` or `(木)`. */
export const WEEKDAY_NAME = `(?:(?<!\\p{L})(?:${WEEKDAYS.map(([names]) => names).join('|')})(?!\\p{L})|[月火水木金土日]曜日?|(?<=\\()[月火水木金土日](?=[)・]))\\)?`;

const WEEKDAY_PATTERNS: readonly RegExp[] = WEEKDAYS.map(
  ([names, sign]) => new RegExp(`(?<!\\p{L})(?:${names})(?!\\p{L})|${sign}曜|^${sign}`, 'u'),
);

/** 0: Monday. -1: no weekday is in it. */
export function weekdayIndex(text: string): number {
  return WEEKDAY_PATTERNS.findIndex((weekday) => weekday.test(text));
}

const GOES_ON =
  'au|à|a las|alle|às|um|at|gegen|y compris|ambos|ich|bin|ist|sind|wir|wieder|zurück|je|nous|de nuevo|de novo|di nuovo|nuevamente|novamente|del? (?:presente|corriente|mes)|d[eo] (?:corrente|presente|mês)|c\\.? ?m\\.?|d\\.? ?m\\.?|des monats|of (?:this|the) month|du mois';
const GOES_ON_STEMS =
  'incl|inkl|einschl|compres|vuelv|volv|regres|retom|reincorpor|estar|torn|rientr|riprend|ritorn|sarò|saremo|volt|retorn|abr|respond|contest|rispond';

/** What may follow a bare day of the month, "el 24 vuelvo"; any other word is counted by it: "der 24 Stunden". */
export const DAY_GOES_ON = `(?:(?:${GOES_ON})(?!\\p{L})|(?:${GOES_ON_STEMS})\\p{L}*)`;
