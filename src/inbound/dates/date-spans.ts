/** Days that a text counts from today instead of naming them: "in two weeks", "2週間後", "the 5th of next month", "a week on Monday". Folded text. */
import { civilFromDay, weekdayOf } from '../../core/time/civil-date.ts';
import { WEEKDAY_NAME } from '../phrases/date-words.ts';
import { dayNumber } from './zone-offset.ts';

const COUNTS: Readonly<Record<string, number>> = {
  ...counts(1, 'a an one ein eine einem einen einer un une una uno um uma 一 1か'),
  ...counts(2, 'two zwei deux dos due dois duas 二'),
  ...counts(3, 'three drei trois tres tre três 三'),
  ...counts(4, 'four vier quatre cuatro quattro quatro 四'),
  ...counts(5, 'five fünf cinq cinco cinque 五'),
  ...counts(6, 'six sechs seis sei 六'),
  ...counts(7, 'seven sieben sept siete sette sete 七'),
  ...counts(8, 'eight acht huit ocho otto oito 八'),
  ...counts(10, 'ten zehn dix diez dieci dez 十'),
  ...counts(14, 'fourteen vierzehn quatorze catorce quattordici'),
  ...counts(15, 'fifteen fünfzehn quinze quince quindici'),
};

function counts(value: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word) => [word, value]));
}

const COUNT = `(\\d{1,2}|${Object.keys(COUNTS).join('|')})`;
const UNIT =
  "(days?|weeks?|fortnights?|tage?n?|wochen?|jours?|semaines?|días?|semanas?|giorn[oi]|settiman[ae]|dias?)(?!\\p{L})(?:'? time)?";

/** "In two weeks". Groups: the count, its unit. */
export const SPAN = new RegExp(
  `(?<!\\p{L})(?:in|dans|en|dentro de|tra|fra|daqui a|em) (?:about |etwa |environ |circa |unos |unas )?${COUNT} ${UNIT}`,
  'gu',
);
export const SPAN_JA = new RegExp(`(?<!\\d)${COUNT}\\s?(日|週間)後`, 'gu');

/** How many days "two weeks" are. */
export function spanDays(count: string, unit: string): number {
  const days = COUNTS[count] ?? Number(count);
  if (unit.startsWith('fortnight')) return days * 14;
  return /^(?:w|sem|sett|週)/.test(unit) ? days * 7 : days;
}

const NEXT_MONTH =
  '(?:next month|nächsten? monats?|kommenden monats|(?:le )?mois prochain|(?:próximo mes|mes próximo|mes que viene)|(?:prossimo mese|mese prossimo)|(?:próximo mês|mês que vem))';

/** "The 5th of next month", "来月5日". Group: the day. */
export const OF_NEXT_MONTH = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.|er|º)? (?:of |des |du |del |de |do )?${NEXT_MONTH}(?!\\p{L})`,
  'gu',
);
export const NEXT_MONTH_ON = new RegExp(
  `(?:(?<!\\p{L})${NEXT_MONTH},? (?:on the |am |le |el |il |no dia |dia )|来月の?)(\\d{1,2})(?:st|nd|rd|th|日|\\.)?(?!\\d)`,
  'gu',
);

export function dayOfNextMonth(day: number, today: number): number | null {
  const { year, month } = civilFromDay(today);
  return dayNumber(
    month === 12 ? { year: year + 1, month: 1, day } : { year, month: month + 1, day },
  );
}

/** A week behind the coming one. */
export const WEEK_LATER = new RegExp(
  `(?<!\\p{L})a week (?:on|from) ${WEEKDAY_NAME}|${WEEKDAY_NAME} week(?!\\p{L})|${WEEKDAY_NAME} in (?:einer|1) woche|${WEEKDAY_NAME} en huit`,
  'gu',
);
/** "再来週の月曜日", the week after next. */
export const WEEK_AFTER_NEXT = new RegExp(`再来週の?${WEEKDAY_NAME}`, 'gu');
/** The Sunday of this week, the last day of this month: whoever is away until then is away on it. */
export const WEEKS_END =
  /(?<!\p{L})(?:the )?(?:end of (?:the|this) week|week'?s end|ende (?:der|dieser) woche|wochenende|la fin de (?:la|cette) semaine|(?:el )?fin(?:al)? de (?:la|esta) semana|fine (?:della |di questa )?settimana|(?:o )?(?:fim|final) d[ae] semana)(?!\p{L})|今週末/gu;
export const NEXT_WEEKS_END =
  /(?<!\p{L})(?:the )?(?:end of next week|ende (?:der )?(?:nächsten?r?|kommende[nr]) woche|(?:la )?fin de la semaine prochaine|(?:el )?fin(?:al|ales)? de (?:la )?(?:próxima semana|semana que viene)|fine (?:della )?(?:prossima settimana|settimana prossima)|(?:o )?(?:fim|final) da (?:próxima semana|semana que vem))(?!\p{L})|来週末/gu;
export const MONTHS_END =
  /(?<!\p{L})(?:the )?(?:end of (?:the|this) month|month'?s end|monatsende|ende (?:des|dieses|d\.) (?:laufenden )?(?:monats|m\.)|(?:la )?fin (?:du|de ce) mois|fin(?:al|ales)? de(?:l| este)? mes|fine (?:del |di questo )?mese|(?:o )?(?:fim|final) (?:do|de|deste) mês)(?!\p{L})|(?:今月|当月|(?<![\d来再])月)末/gu;

/** What is left of this week, and the whole of the next. */
export const THIS_WEEK =
  /(?<!\p{L})(?:this week|all week|the (?:whole|entire|rest of the|remainder of the) week|(?:diese|die ganze|die restliche) woche|den rest der woche|cette semaine|toute la semaine|le reste de la semaine|(?:esta|toda la) semana|(?:el )?resto de la semana|(?:questa|tutta la) settimana|(?:il )?resto della settimana|(?:esta|toda a) semana|(?:o )?resto da semana)(?!\p{L})|今週(?=は|中|いっぱい|一杯|、|の間)/gu;
export const NEXT_WEEK =
  /(?<!\p{L})(?:(?:early |mid )?next week|nächsten? woche|kommenden? woche|la semaine prochaine|la (?:próxima semana|semana próxima)|la semana que viene|semana que vem|próxima semana|la settimana prossima|la prossima settimana)(?!\p{L})|来週(?!の?[月火水木金土日末])|週明け/gu;

/** A week by its number, as offices of the continent count them (ISO 8601). Group: the number. */
export const NUMBERED_WEEK =
  /(?<!\p{L})(?:kw|kalenderwoche|cw|calendar week|week (?:no\.? ?|number )?|semaine (?:n ?° ?)?)\s?(\d{1,2})(?![\d.:/]|\p{L})/gu;

/** The Monday of that week: of this year's, or of next year's when it is over. `null`: no year has it. */
export function mondayOfWeek(week: number, today: number): number | null {
  if (week < 1 || week > 53) return null;
  const { year } = civilFromDay(today);
  const mondays = [year, year + 1].map((one) => {
    // The fourth of January is always in the first week.
    const fourth = dayNumber({ year: one, month: 1, day: 4 })!;
    return fourth - weekdayOf(fourth) + 1 + (week - 1) * 7;
  });
  return mondays.find((monday) => monday + 6 >= today) ?? null;
}

export function monthsLastDay(today: number): number {
  const { year, month } = civilFromDay(today);
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return dayNumber({ ...next, day: 1 })! - 1;
}

const STARTING =
  '(?:from|starting(?: on)?|beginning|as of|ab(?: dem)?|à (?:compter|partir) (?:du|de)|a (?:partir|contar) del?|desde(?: el)?|dal?|a partire dal?|a partir d[eo]|desde|de)';
/** "For two weeks from" a day, and behind the day. Groups: the count, its unit. */
export const SPAN_FROM = new RegExp(
  `(?<!\\p{L})${COUNT} ${UNIT},? ${STARTING}(?: (?:the|el|dia|día|il))? $`,
  'u',
);
export const SPAN_AFTER = new RegExp(
  `^,? (?:an )?(?:for |für |pour |pendant |por |durante |per |(?<=an ))${COUNT} ${UNIT}`,
  'u',
);
/** The same with a few words between, behind a day that something starts on: "Desde el 4 de marzo estaré ausente durante dos semanas". */
export const SPAN_LATER = new RegExp(
  `^[^.]{0,32} (?:for|für|pour|pendant|por|durante|per) ${COUNT} ${UNIT}`,
  'u',
);
export const SPAN_AFTER_JA = /^(?:\([^)]{1,3}\))?(?:から|より)(?:約)?(\d{1,2})\s?(日|週)間/;
