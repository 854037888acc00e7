/**
 * When is the person back? Reads "back on 5 October", "until 10/07", "8月24日まで" and the like in English, German, French, Spanish,
 * Italian, Portuguese, Japanese.
 * A date without a year is the next one; `10/07` is whichever reading comes sooner.
 */
import { civilFromDay, weekdayOf } from '../core/civil-date.ts';
import { folded } from './text-rules.ts';
import { type CalendarDay, dayNumber, localDay, startOfDayMs } from './zone-offset.ts';

/**
 * The start of the day on which they are back, epoch ms in `zone` (UTC when `null`).
 *
 * @returns `null` when no date is stated, or only one that has passed or lies more than a year ahead.
 */
export function returnAtMs(text: string, nowMs: number, zone: string | null): number | null {
  const today = localDay(nowMs, zone);
  const read = folded(text.slice(0, TEXT_MAX));
  for (const find of [returnStated, awayRange, awayUntil]) {
    const day = find(read, today);
    if (day !== null && day > today - 1 && day <= today + DAYS_AHEAD_MAX)
      return startOfDayMs(day, zone);
  }
  return null;
}

const TEXT_MAX = 4_000;
const DAYS_AHEAD_MAX = 400;
/** How far after its cue a date may stand. */
const WINDOW = 60;
const CUES_MAX = 20;

/** The day after these is the day of return. */
const RETURN_CUE = wholeWords([
  "i(?:'ll| will)? (?:be )?(?:back|return(?:ing)?)",
  'be back|back (?:in (?:the )?office|at work|at my desk|online)|(?:am|is|are) back|back',
  'return(?:ing|s)?(?: to (?:the )?(?:office|work))?|in (?:the )?office again|available (?:again|from)|resumes?|re-?opens?',
  'zurück|wieder (?:\\S+ ){0,4}|(?:ab|am)(?= .{0,40}\\b(?:wieder|zurück|erreichbar))|rückkehr',
  'de retour|mon retour|retour|reprise|rouvr\\w{1,8}|réouverture|reprenn\\w{1,4}|reprendrai|reprends|reviens|reviendrai|rentre|rentrerai',
  'regres\\w+|vuelv\\w+|volver\\w*|volveré|reabr\\w{1,8}|reanud\\w{1,8}|retom\\w{1,8}|vuelta|de vuelta|reincorpor\\w+|incorporaré',
  'torno|tornerò|rientr\\w+|rientrerò|di ritorno|sarò di nuovo|(?:nuovamente|di nuovo) (?:disponibile|in ufficio|raggiungibile|operativ[oaie])|riprend\\w{1,8}|riapr\\w{1,8}|torniamo|rientro',
  'retorn\\w+|retornarei|voltarei|volto|estarei de volta|de volta|regressarei|regresso|retom\\w{1,8}|reabr\\w{1,8}|voltamos|volta',
  'terug',
]);
/** The day after these is the last day away, where it says so, else the day of return. */
const UNTIL_CUE = wholeWords([
  "until|till|til|'til|through|thru",
  'bis(?: zum| einschließlich| inkl\\.?| inklusive| und mit)?',
  "jusqu'(?:au|à|a)(?: et y compris)?",
  'hasta(?: el)?',
  'tot(?: en met)?',
  '(?:fino|sino) (?:al?|alla)',
  'até(?: ao?| dia| o dia)?',
  '(?:end|ende|fin|fine|fim|último día|ultimo giorno|last day)(?= ?:)',
]);
const INCLUSIVE =
  /^(?:through|thru|bis einschließlich|bis inkl|bis und mit|tot en met)|^.{1,12}? ?: |^.{0,40}?\b(?:inclusive|inclusief|einschließlich|inkl|inclus|incluido|included|including|compreso|incluso)(?!\p{L})/u;
const RANGE_CUE = wholeWords([
  'from|between|on (?:\\w+ ){0,2}(?:leave|vacation|holidays?)|ooo|out of (?:the )?office|away|vacations?',
  'vom|von|zwischen|ab|abwesend|urlaub',
  'du|entre le|absente?|congés?',
  'del|desde el|entre el|ausente|vacaciones',
  "dal(?:l'|la|lo)?|tra il|ferie|assente",
  'de|desde|entre|férias|ausente',
]);
const RANGE_JOIN =
  /^[\s,(]{0,3}(?:to|through|thru|and|bis(?: zum)?|und|au|et le|al|y el|all'|a|ao?|até(?: ao?)?|e (?:il|o)|[-–—~〜～]|から)\s?(?:the |dem |den |zum |el |le |il |dia )?/;

/** A cue is a whole word in any script. */
function wholeWords(phrases: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${phrases.join('|')})(?!\\p{L})`, 'gu');
}

function returnStated(text: string, today: number): number | null {
  const japanese = japaneseDay(
    text,
    /^(?:\s?\([^)]{1,4}\))?(?:\s?\d{1,2}[:時]\d{0,2}分?)?(?:から|より|に|以降|、)?.{0,8}(?:出社|復帰|戻り|再開|通常|営業|業務|対応|帰社|以降)/,
    today,
  );
  return japanese ?? afterCue(text, RETURN_CUE, (window) => dateIn(window, today));
}

function awayUntil(text: string, today: number): number | null {
  const japanese = japaneseDay(
    text,
    /^(?:\s?\([^)]{1,4}\))?(?:\s?\d{1,2}[:時]\d{0,2}分?)?(?:頃)?(?:まで|の間|の期間)/,
    today,
  );
  // `まで` names the last day away.
  if (japanese !== null) return japanese + 1;
  return afterCue(text, UNTIL_CUE, (window, cue) => {
    const day = dateIn(window, today);
    return day === null ? null : day + (INCLUSIVE.test(cue + window) ? 1 : 0);
  });
}

/** "From 5 to 9 October": back on the day after. */
function awayRange(text: string, today: number): number | null {
  return afterCue(text, RANGE_CUE, (window) => {
    const first = datesAt(window, today)[0];
    if (first === undefined) return null;
    if (DAY_OF_RANGE.test(window.slice(0, first.at))) return first.day + 1;
    const rest = window.slice(first.end);
    const join = RANGE_JOIN.exec(rest);
    if (join === null) return null;
    const second = dateIn(rest.slice(join[0].length), today);
    return second === null ? null : second + 1;
  });
}

/** "5th to" of "from 5th to 9th October": the first day has no month. */
const DAY_OF_RANGE =
  /\b\d{1,2}(?:st|nd|rd|th|\.|er|º)?\s?(?:to|and|bis|und|au|et|al|y|all'|e|a|ao|até|-|–)\s?(?:the |zum |le |el |il )?$/;

function afterCue(
  text: string,
  cue: RegExp,
  read: (window: string, cue: string) => number | null,
): number | null {
  let seen = 0;
  for (const found of text.matchAll(cue)) {
    const start = found.index + found[0].length;
    const day = read(sentenceRest(text.slice(start, start + WINDOW)), found[0]);
    if (day !== null) return day;
    seen += 1;
    if (seen >= CUES_MAX) return null;
  }
  return null;
}

/** Until the sentence ends; the dot of "12. August" and of "Oct." does not end it. */
function sentenceRest(window: string): string {
  const end =
    /(?<!\d|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|okt|dez|mon|tue|wed|thu|fri|sat|sun))\.\s|[!?]\s/.exec(
      window,
    );
  return end === null ? window : window.slice(0, end.index);
}

function japaneseDay(text: string, after: RegExp, today: number): number | null {
  const follows = (found: RegExpMatchArray): boolean => {
    const end = found.index! + found[0].length;
    return after.test(text.slice(end, end + 40));
  };
  for (const found of text.matchAll(/(?:(\d{4})[年/])?\s?(\d{1,2})[月/]\s?(\d{1,2})日?/g))
    if (follows(found)) return resolve(found[1], Number(found[2]), Number(found[3]), today);
  for (const found of text.matchAll(/(?<![\d月/])(\d{1,2})日(?!間)/g))
    if (follows(found)) return nextDayOfMonth(Number(found[1]), today);
  return null;
}

interface FoundDay {
  readonly at: number;
  readonly end: number;
  readonly day: number;
}

/** The first date of the window; a weekday, "tomorrow" or "the 24th" only where no fuller date stands there. */
function dateIn(window: string, today: number): number | null {
  return datesAt(window, today)[0]?.day ?? vagueDay(window, today);
}

const MONTHS: readonly RegExp[] = [
  /^(?:jan|jän|ene|gen)/,
  /^(?:feb|fev|fév|févr)/,
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
const MONTH_NAME =
  '(jan(?:uary|uar|uari|vier|v|eiro)?|jän(?:ner)?|enero|ene|gennaio|feb(?:ruary|ruar|ruari|rero|braio)?|fev(?:ereiro)?|févr?(?:ier)?|mar(?:ch|s|zo|ch)?|märz?|mrz|maart|apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|may|maio|mai|mayo|maggio|mei|june?|juni|juin|junio|junho|giugno|july?|juli|juil(?:let)?|julio|julho|luglio|aug(?:ust|ustus)?|août|aout|agosto|ago|sept?(?:ember|embre|iembre)?|settembre|setembro|set|outubro|out|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|déc(?:embre)?|dez(?:ember|embro)?|dic(?:iembre|embre)?)';

const DATE_FORMS: readonly {
  readonly pattern: RegExp;
  readonly read: (found: RegExpMatchArray, today: number) => number | null;
}[] = [
  {
    pattern: /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/g,
    read: (found, today) => resolve(found[1], Number(found[2]), Number(found[3]), today),
  },
  {
    pattern: /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g,
    read: (found, today) => resolve(found[1], Number(found[2]), Number(found[3]), today),
  },
  {
    pattern: new RegExp(
      `\\b(\\d{1,2})(?:st|nd|rd|th|\\.|er|º|ème)?\\s?(?:of |de |d'|del )?${MONTH_NAME}\\b\\.?(?:,? (?:de |del )?(\\d{4}))?`,
      'g',
    ),
    read: (found, today) => resolve(found[3], monthOf(found[2]!), Number(found[1]), today),
  },
  {
    pattern: new RegExp(
      `\\b${MONTH_NAME}\\b\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,? (\\d{4}))?`,
      'g',
    ),
    read: (found, today) => resolve(found[3], monthOf(found[1]!), Number(found[2]), today),
  },
  {
    pattern: /(?<![\d.:])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})(?!\d))?/g,
    read: (found, today) => resolve(found[3], Number(found[2]), Number(found[1]), today),
  },
  {
    pattern: /(?<![\d/:])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?![\d:])/g,
    read: readSlashed,
  },
];

function datesAt(window: string, today: number): FoundDay[] {
  const found: FoundDay[] = [];
  for (const { pattern, read } of DATE_FORMS) {
    for (const match of window.matchAll(pattern)) {
      const day = read(match, today);
      if (day !== null) found.push({ at: match.index, end: match.index + match[0].length, day });
    }
  }
  return found.toSorted((a, b) => a.at - b.at || b.end - a.end);
}

/** Month or day first, whichever comes sooner but has not passed. */
function readSlashed(found: RegExpMatchArray, today: number): number | null {
  const [first, second] = [Number(found[1]), Number(found[2])];
  const readings = [
    resolve(found[3], first, second, today),
    resolve(found[3], second, first, today),
  ];
  const known = readings.filter((day) => day !== null);
  const ahead = known.filter((day) => day >= today);
  return ahead.length > 0 ? Math.min(...ahead) : (known[0] ?? null);
}

function monthOf(name: string): number {
  return MONTHS.findIndex((month) => month.test(name)) + 1;
}

/** Without a year: the next such day, or the last one when it was within the month (a note that was left on). */
function resolve(
  year: string | undefined,
  month: number,
  day: number,
  today: number,
): number | null {
  if (year !== undefined) {
    const full = Number(year) < 100 ? 2_000 + Number(year) : Number(year);
    return dayNumber({ year: full, month, day });
  }
  const thisYear = civilFromDay(today).year;
  const candidates = [thisYear, thisYear + 1]
    .map((one): CalendarDay => ({ year: one, month, day }))
    .map(dayNumber);
  return (
    candidates.find((candidate) => candidate !== null && candidate >= today - NOTE_LEFT_ON_DAYS) ??
    null
  );
}

const NOTE_LEFT_ON_DAYS = 31;

const WEEKDAYS: readonly RegExp[] = [
  weekday('mon(?:day)?|montag|lundi|lunes|lunedì|segunda(?:-feira)?|maandag', '月'),
  weekday('tue(?:s(?:day)?)?|dienstag|mardi|martes|martedì|terça(?:-feira)?|dinsdag', '火'),
  weekday(
    'wed(?:nesday)?|mittwoch|mercredi|mi[eé]rcoles|mercoledì|quarta(?:-feira)?|woensdag',
    '水',
  ),
  weekday(
    'thu(?:r(?:s(?:day)?)?)?|donnerstag|jeudi|jueves|giovedì|quinta(?:-feira)?|donderdag',
    '木',
  ),
  weekday('fri(?:day)?|freitag|vendredi|viernes|venerdì|sexta(?:-feira)?|vrijdag', '金'),
  weekday('sat(?:urday)?|samstag|samedi|s[aá]bado|sabato|zaterdag', '土'),
  weekday('sun(?:day)?|sonntag|dimanche|domingo|domenica|zondag', '日'),
];

function weekday(names: string, sign: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${names})(?!\\p{L})|${sign}曜`, 'u');
}

/** "the 15th", "lunes 22", "dia 22": a day of the month that comes next. */
const DAY_ALONE =
  /(?:\b(?:the|dia|día|el|le|il|am|den|dem|(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|mi[eé]rcoles|jueves|viernes)|lunedì|martedì|mercoledì|giovedì|venerdì|-feira),? (\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?![\d:/.-]|\s?(?:h\b|uhr|am\b|pm\b|o'clock))/;

function vagueDay(window: string, today: number): number | null {
  if (/^[\s,]{0,2}(?:tomorrow|morgen|demain|mañana|domani|amanhã)(?!\p{L})/u.test(window))
    return today + 1;
  const month = MONTH_ALONE.exec(window);
  if (month !== null) return monthDay(month, today);
  const ordinal = DAY_ALONE.exec(window);
  if (ordinal !== null) return nextDayOfMonth(Number(ordinal[1]), today);
  const index = WEEKDAYS.findIndex((name) => name.test(window));
  const nextWeek =
    /next week|nächsten? woche|semaine prochaine|pr[oó]xima semana|semana que v[ie]|settimana prossima|prossima settimana/.test(
      window,
    );
  if (index === -1) return nextWeek ? today + 8 - weekdayOf(today) : null;
  const ahead = (index + 1 - weekdayOf(today) + 7) % 7;
  return today + (ahead === 0 ? 7 : ahead);
}

/** "until September 2027" is its first day, "until the end of March" the first of April. */
function monthDay(found: RegExpExecArray, today: number): number | null {
  const month = monthOf(found[2]!);
  if (found[1] === undefined) return resolve(found[3], month, 1, today);
  const year = found[3] !== undefined && month === 12 ? String(Number(found[3]) + 1) : found[3];
  return resolve(year, (month % 12) + 1, 1, today);
}

const MONTH_ALONE = new RegExp(
  `^[\\s,]{0,2}(?:the )?(end of |ende |fin )?${MONTH_NAME}\\b(?: (?:de )?(\\d{4}))?`,
);

function nextDayOfMonth(day: number, today: number): number | null {
  if (day < 1 || day > 31) return null;
  for (let ahead = 1; ahead <= 62; ahead += 1) {
    const year = civilFromDay(today + ahead).year;
    for (let month = 1; month <= 12; month += 1) {
      if (dayNumber({ year, month, day }) === today + ahead) return today + ahead;
    }
  }
  return null;
}
