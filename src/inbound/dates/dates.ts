/**
 * Days that a text names: "5 October", "10/07", "Tuesday of next week", "8月24日", "tomorrow". Folded text in English, German, French, Spanish,
 * Italian, Portuguese and Japanese. A date without a year is the next one, or one of the last weeks (a note that was left on).
 */
import { civilFromDay, weekdayOf } from '../../core/time/civil-date.ts';
import {
  dayOfNextMonth,
  mondayOfWeek,
  MONTHS_END,
  monthsLastDay,
  NEXT_MONTH_ON,
  NEXT_WEEK,
  NEXT_WEEKS_END,
  NUMBERED_WEEK,
  OF_NEXT_MONTH,
  SPAN,
  SPAN_JA,
  spanDays,
  THIS_WEEK,
  WEEK_AFTER_NEXT,
  WEEK_LATER,
  WEEKS_END,
} from './date-spans.ts';
import {
  DAY_GOES_ON,
  MONTH_NAME,
  monthOf,
  ROMAN_MONTHS,
  WEEKDAY_NAME,
  weekdayIndex,
} from '../phrases/date-words.ts';
import { type CalendarDay, dayNumber } from './zone-offset.ts';

export interface NamedDay {
  readonly at: number;
  readonly end: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Its last day, where a week was named as a whole. */
  readonly through: number | null;
  /** Of "7-11 April" and "5 al 18 luglio": the days before it belong to the same stretch. */
  readonly endsRange: boolean;
}

/** In order, none within another; at most `DAYS_MOST`. @param today  Days since 1970-01-01, where the writer is. */
export function daysIn(text: string, today: number): readonly NamedDay[] {
  const order = slashedOrder(text);
  const found: Found[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form.pattern)) {
      const day = form.read(match, today, order);
      if (day !== null) found.push({ ...spanOf(match), day, kind: form.kind });
      if (found.length >= FOUND_MOST) break;
    }
  }
  return withRanges(text, withWeekdays(text, withoutInner(found), today)).slice(0, DAYS_MOST);
}

const DAYS_MOST = 24;
const FOUND_MOST = 60;
const NOTE_LEFT_ON_DAYS = 31;

/** `today` is no day ahead, but "today and tomorrow" begins with it; `end` is the last day of a week or month. */
type DayKind = 'date' | 'day_of_month' | 'weekday' | 'week' | 'end' | 'today';
type Order = 'day_first' | 'month_first' | 'sooner';
interface Found extends Omit<NamedDay, 'endsRange' | 'through'> {
  readonly kind: DayKind;
}

interface Form {
  readonly kind: DayKind;
  readonly pattern: RegExp;
  readonly read: (found: RegExpMatchArray, today: number, order: Order) => number | null;
}

const ORDINAL = '(?:st|nd|rd|th|\\.|er|º|°|ª|ème|o(?= de))?';
const OF = "(?: of | de | d'| del | di |[\\s.-]{1,2}|)";
const YEAR = '(?:[,-]? ?(?:de |del )?(\\d{4})(?![\\d:]))?';

const FORMS: readonly Form[] = [
  {
    // The era of Reiwa: its first year was 2019.
    kind: 'date',
    pattern:
      /(?:令和\s?|(?<![\p{L}\d])r)(\d{1,2})\s?[年./]\s?(\d{1,2})\s?[月./]\s?(\d{1,2})(?!\d)日?/gu,
    read: (found, today) =>
      resolve(String(2018 + Number(found[1])), Number(found[2]), Number(found[3]), today),
  },
  { kind: 'end', pattern: WEEKS_END, read: (_, today) => nextMonday(today) - 1 },
  { kind: 'end', pattern: NEXT_WEEKS_END, read: (_, today) => nextMonday(today) + 6 },
  { kind: 'end', pattern: MONTHS_END, read: (_, today) => monthsLastDay(today) },
  { kind: 'week', pattern: THIS_WEEK, read: (_, today) => nextMonday(today) - 1 },
  {
    kind: 'week',
    pattern: NUMBERED_WEEK,
    read: (found, today) => mondayOfWeek(Number(found[1]), today),
  },
  {
    kind: 'today',
    pattern: /(?<!\p{L})(?:today|heute|aujourd'hui|hoy|oggi|hoje)(?!\p{L})|本日|今日/gu,
    read: (_, today) => today,
  },
  ...[SPAN, SPAN_JA].map((pattern): Form => ({
    kind: 'date',
    pattern,
    read: (found, today) => today + spanDays(found[1]!, found[2]!),
  })),
  ...[OF_NEXT_MONTH, NEXT_MONTH_ON].map((pattern): Form => ({
    kind: 'date',
    pattern,
    read: (found, today) => dayOfNextMonth(Number(found[1]), today),
  })),
  {
    kind: 'date',
    pattern: WEEK_LATER,
    read: (found, today) => comingWeekday(found[0], today) + 7,
  },
  {
    kind: 'date',
    pattern: WEEK_AFTER_NEXT,
    read: (found, today) => nextMonday(today) + 7 + weekdayIndex(found[0].replace('再来週', '')),
  },
  {
    kind: 'date',
    pattern: /(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)日?/g,
    read: (found, today) => resolve(found[1], Number(found[2]), Number(found[3]), today),
  },
  {
    kind: 'date',
    pattern: /(?<!\d)(\d{1,2})月\s?(\d{1,2})日/g,
    read: (found, today) => resolve(undefined, Number(found[1]), Number(found[2]), today),
  },
  {
    kind: 'date',
    pattern: new RegExp(`(?<![\\d.:/])(\\d{1,2})${ORDINAL}${OF}${MONTH_NAME}\\.?${YEAR}`, 'gu'),
    read: (found, today) => resolve(found[3], monthOf(found[2]!), Number(found[1]), today),
  },
  {
    kind: 'date',
    pattern: new RegExp(
      `${MONTH_NAME}\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:\\s?(?:-|–|to|through)\\s?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:/]))?(?:,? (\\d{4})(?![\\d:]))?`,
      'gu',
    ),
    read: (found, today) =>
      resolve(found[4], monthOf(found[1]!), Number(found[3] ?? found[2]), today),
  },
  {
    kind: 'date',
    pattern: /(?<![\d.:])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})(?![\d:.]))?/g,
    read: (found, today) => resolve(found[3], Number(found[2]), Number(found[1]), today),
  },
  {
    kind: 'date',
    pattern: /(?<![\d.:])(\d{1,2})\. ?(i{1,3}|iv|vi{0,3}|ix|xi{0,2})\.(?: ?(\d{4}))?/g,
    read: (found, today) =>
      resolve(found[3], ROMAN_MONTHS.indexOf(found[2]!) + 1, Number(found[1]), today),
  },
  {
    kind: 'date',
    pattern: /(?<![\d/.]|\d:)(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\d:/])/g,
    read: readSlashed,
  },
  {
    // "7-11" alone is a stretch of days or of hours.
    kind: 'date',
    pattern: /(?<![\d/:.-])(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})(?![\d:/]|-\d)/g,
    read: readSlashed,
  },
  {
    kind: 'date',
    pattern: new RegExp(
      `(?<!\\p{L})(?:first|ersten|premier|primero|primo|primeiro)(?: of | de | d'| di | )${MONTH_NAME}${YEAR}`,
      'gu',
    ),
    read: (found, today) => resolve(found[2], monthOf(found[1]!), 1, today),
  },
  {
    kind: 'day_of_month',
    pattern: new RegExp(
      `(?:(?<=\\b(?:the|am|dem|den|zum|bis|der|ab|le|au|el|il|al|del|dal|dia|día|giorno) )|(?<=\\b(?:l'|all'|dall'))|(?<=[a-zç]-feira,? |day,? |tag,? |di,? |dì,? |es,? |nes,? |do,? |che,? ))(?<day>\\d{1,2})(?:st|nd|rd|th|\\.|º|°|er)?(?![\\d:/%]|[.,]\\d|\\s?(?:h\\b|am\\b|pm\\b|uhr|heures|horas|ore\\b|€|jahr|(?!${DAY_GOES_ON})\\p{L}))`,
      'gu',
    ),
    read: (found, today) => nextDayOfMonth(Number(found.groups?.['day']), today),
  },
  {
    kind: 'day_of_month',
    pattern:
      /\b(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of (?:each|every|the) |century|floor|anniversary|street|avenue))/g,
    read: (found, today) => nextDayOfMonth(Number(found[1]), today),
  },
  {
    kind: 'day_of_month',
    pattern: /(?<![\d月/])(\d{1,2})日(?!間|以内|程度|ほど)/g,
    read: (found, today) => nextDayOfMonth(Number(found[1]), today),
  },
  {
    kind: 'date',
    pattern:
      /(?<!\p{L})(?:the day after tomorrow|übermorgen|après-demain|pasado mañana|dopodomani|depois de amanhã|overmorgen)(?!\p{L})|明後日|あさって/gu,
    read: (_, today) => today + 2,
  },
  {
    kind: 'date',
    pattern:
      /(?<!\p{L}|heute |am |guten |jeden |por la |de la |la |day after )(?:tomorrow|morgen(?!s)|demain|mañana|domani|amanhã)(?!\p{L})|明日/gu,
    read: (_, today) => today + 1,
  },
  {
    kind: 'weekday',
    pattern: new RegExp(
      `(?<next>(?:next |nächste[nrm]? |pr[oó]xim[oa] |prossim[oa] |来週(?:の)?))?${WEEKDAY_NAME}(?<after>,? (?:next week|of next week|(?:in )?(?:der )?nächste[rn]? woche|(?:de )?la semaine prochaine|(?:de )?la semana que viene|(?:de )?la (?:próxima semana|semana próxima)|della settimana prossima|della prossima settimana|(?:d?a )?(?:próxima semana|semana que vem|semana seguinte)))?`,
      'gu',
    ),
    read: readWeekday,
  },
  { kind: 'week', pattern: NEXT_WEEK, read: (_, today) => nextMonday(today) },
];

function spanOf(match: RegExpMatchArray): { readonly at: number; readonly end: number } {
  return { at: match.index!, end: match.index! + match[0].length };
}

/** A form that covers another says more. */
function withoutInner(found: readonly Found[]): Found[] {
  const longest = found.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || b.end - b.at - (a.end - a.at) || a.at - b.at,
  );
  const kept: Found[] = [];
  for (const one of longest)
    if (kept.every((other) => one.end <= other.at || one.at >= other.end)) kept.push(one);
  return kept.toSorted((a, b) => a.at - b.at);
}

function rankOf({ kind }: Found): number {
  switch (kind) {
    case 'date':
      return 0;
    case 'day_of_month':
      return 1;
    case 'weekday':
    case 'week':
    case 'end':
    case 'today':
      return 2;
  }
}

/** "Monday, 3 March" and "3月6日(木)" are one day; the weekday of "Friday the 20th" tells which 20th. */
function withWeekdays(text: string, found: readonly Found[], today: number): Found[] {
  const merged: Found[] = [];
  for (const one of found) {
    const before = merged.at(-1);
    const gap = before === undefined ? '' : text.slice(before.end, one.at);
    const fits = before !== undefined && (before.kind === 'weekday') !== (one.kind === 'weekday');
    if (!fits || !WEEKDAY_GAP.test(gap)) {
      merged.push(one);
      continue;
    }
    const [weekday, date] = before.kind === 'weekday' ? [before, one] : [one, before];
    // "Monday" and then "12 May" of another phrase: "(木)" stands behind, anything else in front.
    if (date === before && !/^\s?\($/.test(gap)) {
      merged.push(one);
      continue;
    }
    const day = date.kind === 'day_of_month' ? sameWeekday(date.day, weekday.day, today) : date.day;
    merged[merged.length - 1] = { at: before.at, end: one.end, day, kind: 'date' };
  }
  return merged;
}

const WEEKDAY_GAP =
  /^[\s,.(]{0,3}(?:(?:the|den|dem|der|am|le|au|el|il|al|día|dia|giorno|o dia|pv|ce) )?(?:dia |día )?[\s(]?$/;

/** The day of the month that falls on that weekday, within the next two months. */
function sameWeekday(day: number, weekday: number, today: number): number {
  const { day: ofMonth } = civilFromDay(day);
  for (let one = today + 1; one <= today + 62; one += 1)
    if (weekdayOf(one) === weekdayOf(weekday) && civilFromDay(one).day === ofMonth) return one;
  return day;
}

/** The end of "7-11 April", "5 al 18 luglio", "from the 4th to 8 March": what stands before it is a day of the same month. */
function withRanges(text: string, found: readonly Found[]): NamedDay[] {
  const named = found.map((one, index) => rangeOf(text, one, found[index - 1]));
  return named.filter((_, index) => found[index]!.kind !== 'today');
}

function rangeOf(text: string, { at, end, day: named, kind }: Found, previous?: Found): NamedDay {
  const before = text.slice(Math.max(0, at - 40), at);
  const between = previous === undefined ? null : text.slice(previous.end, at);
  const joined = between !== null && between.length <= 34 && JOIN.test(between);
  const own = kind === 'end' || MONTH_RANGE.test(text.slice(at, end));
  // "8月9日から16日": the 16th that follows.
  const isLater = joined && kind === 'day_of_month' && previous !== undefined;
  const day = isLater ? (nextDayOfMonth(civilFromDay(named).day, previous.day) ?? named) : named;
  const through = kind === 'week' ? day + 7 - weekdayOf(day) : null;
  return { at, end, day, through, endsRange: own || joined || BARE_START.test(before) };
}

const JOIN_WORD =
  "(?:to|through|thru|and|until and including|up to and including|bis(?: zum| einschließlich| inklusive)?|und|au|à|et le|et|al|a|y el|y|e il|e|all'|ao?|até(?: ao?| o)?|hasta(?: el)?|fino al|jusqu'au|-|–|—|~|〜|から|より|と|、|・|&|/)";
const JOIN = new RegExp(
  `^[\\s,(]{0,3}(?:\\([^)]{1,6}\\)\\s?)?[\\s,)]{0,3}${JOIN_WORD}[\\s:]{0,2}(?:the |dem |den |zum |el |le |il |lo |dia |día |o |at[eé]: ?)?(?:dia |día )?$`,
  'u',
);
const BARE_START = new RegExp(
  `(?<![\\d:./])\\d{1,2}(?:st|nd|rd|th|\\.|º|°|er)?\\s?${JOIN_WORD}\\s?(?:the |dem |den |zum |el |le |il |dia |día )?(?:dia |día )?$`,
  'u',
);
const MONTH_RANGE =
  /^\p{L}[^\d]{0,14}\d{1,2}(?:st|nd|rd|th)?\s?(?:-|–|to|through)\s?\d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?$/u;

/** Which of `10/07` is the month: other dates of the text may tell, else its language. */
function slashedOrder(text: string): Order {
  if (/[぀-ヿ\p{Script=Han}]/u.test(text)) return 'month_first';
  for (const [, first, second] of text.matchAll(/(?<![\d/])(\d{1,2})\/(\d{1,2})(?!\d)/g)) {
    if (Number(first) > 12 && Number(second) <= 12) return 'day_first';
    if (Number(second) > 12 && Number(first) <= 12) return 'month_first';
  }
  return /(?<!\p{L})(?:the|out|back|until|away|returning|from|till|on|ooo|pto|office|vacation)(?!\p{L})/u.test(
    text,
  )
    ? 'sooner'
    : 'day_first';
}

function readSlashed(found: RegExpMatchArray, today: number, order: Order): number | null {
  const [first, second] = [Number(found[1]), Number(found[2])];
  const monthFirst = resolve(found[3], first, second, today);
  const dayFirst = resolve(found[3], second, first, today);
  switch (order) {
    case 'day_first':
      return dayFirst;
    case 'month_first':
      return monthFirst;
    case 'sooner': {
      const known = [monthFirst, dayFirst].filter((day) => day !== null);
      const ahead = known.filter((day) => day >= today);
      return ahead.length > 0 ? Math.min(...ahead) : (known[0] ?? null);
    }
  }
}

/** Without a year: the next such day, or the last one when it was within the month. */
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
  const candidates = [thisYear - 1, thisYear, thisYear + 1]
    .map((one): CalendarDay => ({ year: one, month, day }))
    .map(dayNumber);
  return (
    candidates.find((candidate) => candidate !== null && candidate >= today - NOTE_LEFT_ON_DAYS) ??
    null
  );
}

function nextDayOfMonth(day: number, today: number): number | null {
  if (day < 1 || day > 31) return null;
  for (let ahead = 1; ahead <= 62; ahead += 1)
    if (civilFromDay(today + ahead).day === day) return today + ahead;
  return null;
}

/** The coming one; "of next week" and the English and German "next" mean the week that begins on Monday. */
function readWeekday(found: RegExpMatchArray, today: number): number {
  const index = weekdayIndex(found[0]);
  const ofNextWeek =
    found.groups?.['after'] !== undefined ||
    /^(?:next|nächste|来週)/.test(found.groups?.['next'] ?? '');
  if (ofNextWeek) return nextMonday(today) + index;
  return comingWeekday(found[0], today);
}

function comingWeekday(text: string, today: number): number {
  const ahead = (weekdayIndex(text) + 1 - weekdayOf(today) + 7) % 7;
  return today + (ahead === 0 ? 7 : ahead);
}

function nextMonday(today: number): number {
  return today + 8 - weekdayOf(today);
}
