/**
 * When is the person back? Reads "back on 5 October", "until 10/07", "8月24日まで" and the like in English, German, French, Spanish,
 * Italian, Portuguese, Japanese: every day that the text names, and what the words beside it make of it.
 * "Until the 14th" is the 14th in English, where it ends the absence; in the other languages it is the last day away.
 */
import { daysIn, type NamedDay } from './dates.ts';
import { SPAN_AFTER, SPAN_AFTER_JA, SPAN_FROM, SPAN_LATER, spanDays } from './date-spans.ts';
import { MONTH_NAME, monthOf } from '../phrases/date-words.ts';
import {
  AFTER_IT,
  ANSWERS,
  AWAY_THAT_DAY,
  AWAY_THAT_DAY_AFTER,
  BEFORE_IT,
  BUT_THIS,
  CALLS_BACK,
  DAY_AFTER,
  INCLUDED,
  LAST_DAY,
  NOT_AFTER,
  NOT_BEFORE,
  NOT_THAT,
  NOT_UNTIL_ES,
  OPENING_HOURS,
  OTHER_DAY,
  RETURN,
  RETURN_AFTER_JA,
  RETURN_BEFORE_JA,
  REVOKED,
  REVOKED_AFTER,
  STANDS_IN,
  TAKES_AFTER,
  TAKES_UNTIL,
  UNTIL_AFTER_JA,
  UNTIL_EXCLUSIVE,
  UNTIL_INCLUSIVE,
  WAITS,
  WAITS_AFTER,
  WEEK_OF,
} from '../phrases/return-words.ts';
import { folded } from '../phrases/text-rules.ts';
import { civilFromDay } from '../../core/time/civil-date.ts';
import { dayNumber, localDay, startOfDayMs } from './zone-offset.ts';

/**
 * The start of the day on which they are back, epoch ms in `zone` (UTC when `null`).
 *
 * @param isAbsence  The text is an absence note: a single day in it is then the day of return, whatever stands beside it.
 * @returns `null` when no date is stated, or only one that has passed or lies more than a year ahead.
 */
export function returnAtMs(
  text: string,
  nowMs: number,
  zone: string | null,
  isAbsence = false,
): number | null {
  const today = localDay(nowMs, zone);
  const read = paragraphs(text.slice(0, TEXT_MAX));
  const meant = daysIn(read, today).map((named, index, all) => meaningOf(read, named, index, all));
  const ahead = meant.filter(({ day }) => day >= today && day <= today + DAYS_AHEAD_MAX);
  const found =
    ahead.find(({ as }) => as === 'return') ??
    firstThere(ahead) ??
    ahead.find(({ as }) => as === 'term') ??
    ahead.find(({ as }) => as === 'answers') ??
    (isAbsence ? ahead.find(({ as, day }) => as === 'alone' && day > today) : undefined);
  const day = found?.day ?? untilMonth(read, today);
  return day === null ? null : startOfDayMs(day, zone);
}

/** Behind the last day away, or on the day after it on which they answer: a weekend may lie between. */
function firstThere(ahead: readonly Meaning[]): Meaning | undefined {
  const last = ahead.find(({ as }) => as === 'last');
  if (last === undefined) return undefined;
  const answers = ahead.find(
    ({ as, day }) => as === 'answers' && day >= last.day && day <= last.day + WEEKEND_DAYS,
  );
  return answers ?? last;
}

const WEEKEND_DAYS = 4;

/** Whether it names a day ahead as that of a return, or as the last one away. */
export function statesReturn(text: string, nowMs: number): boolean {
  const today = localDay(nowMs, null);
  const read = paragraphs(text.slice(0, TEXT_MAX));
  return daysIn(read, today)
    .map((named, index, all) => meaningOf(read, named, index, all))
    .some(({ as, day }) => (as === 'return' || as === 'last') && day > today);
}

const TEXT_MAX = 4_000;
const DAYS_AHEAD_MAX = 400;
/** How far from a day its cue may stand. */
const BEFORE = 70;
const AFTER = 48;

/** Folded, with a line break where a paragraph ends. */
function paragraphs(text: string): string {
  return text
    .split(/\n[ \t]*\n/)
    .map(folded)
    .join('\n');
}

interface Meaning {
  /** The day on which they are back. */
  readonly day: number;
  readonly as: 'return' | 'last' | 'term' | 'answers' | 'alone' | 'other';
}

/** The term of somebody who stands in tells of the absence only where nothing else does. */
function meaningOf(
  text: string,
  named: NamedDay,
  index: number,
  all: readonly NamedDay[],
): Meaning {
  if (named.endsRange && isOpen(text, named)) return { day: named.day, as: 'other' };
  const window = windowOf(text, named, index, all);
  const meaning = meaningIn(window, named);
  const isTerm =
    meaning.as === 'last' &&
    STANDS_IN.test(`${window.before}|${window.isFollowed ? '' : window.after}`);
  return isTerm ? { ...meaning, as: 'term' } : meaning;
}

/** "Our opening hours are Monday to Friday, 9 to 5." */
function isOpen(text: string, { at, end }: NamedDay): boolean {
  if (/\d/.test(text.slice(at, end))) return false;
  const before = sentenceBefore(text.slice(Math.max(0, at - BEFORE), at));
  return OPENING_HOURS.test(`${before}|${sentenceAfter(text.slice(end, end + AFTER))}`);
}

interface Window {
  readonly before: string;
  readonly after: string;
  readonly isFollowed: boolean;
}

function windowOf(text: string, named: NamedDay, index: number, all: readonly NamedDay[]): Window {
  const floor = all[index - 1]?.end ?? 0;
  const before = sentenceBefore(text.slice(Math.max(floor, named.at - BEFORE), named.at));
  const ceiling = all[index + 1]?.at ?? text.length;
  const after = sentenceAfter(text.slice(named.end, Math.min(ceiling, named.end + AFTER)));
  // What stands close before the next day speaks of that one.
  const isFollowed = index + 1 < all.length && after.length === ceiling - named.end;
  return { before, after, isFollowed };
}

function meaningIn({ before, after, isFollowed }: Window, named: NamedDay): Meaning {
  const { day, endsRange, through } = named;
  const next = (through ?? day) + 1;
  // "This week" is over when they are there again, whatever else it is said of.
  if (through === day) return { day: next, as: 'alone' };
  if (TAKES_UNTIL.test(before) || TAKES_AFTER.test(after)) return { day, as: 'other' };
  if (REVOKED.test(before) || REVOKED_AFTER.test(after)) return { day, as: 'other' };
  if (NOT_THAT.test(before) && (BUT_THIS.test(after) || isFollowed)) return { day, as: 'other' };
  if (WAITS.test(before) || WAITS_AFTER.test(after)) return { day, as: 'return' };
  if (!isFollowed && DAY_AFTER.test(after)) return { day: day + 1, as: 'return' };
  const span = spanOf(before, isFollowed ? '' : after);
  if (span !== null) return { day: day + span, as: 'last' };
  if (LAST_DAY.test(before) || UNTIL_AFTER_JA.test(after)) return { day: next, as: 'last' };
  if (endsRange && isFollowed) return { day: next, as: 'last' };
  if (RETURN_AFTER_JA.test(after) || RETURN_BEFORE_JA.test(before)) return { day, as: 'return' };
  if (endsRange) return { day: next, as: 'last' };
  if (AFTER_IT.test(before)) return { day: next, as: 'last' };
  return besideOthers({ before, after, isFollowed }, named, next);
}

/** By the words on both sides of one day that ends no stretch. */
function besideOthers(
  { before, after, isFollowed }: Window,
  { day, through }: NamedDay,
  next: number,
): Meaning {
  const included = INCLUDED.test(after) ? next : day;
  if (NOT_BEFORE.test(before) || (BEFORE_IT.test(before) && NOT_AFTER.test(after)))
    return { day, as: 'return' };
  if (CALLS_BACK.test(before) || (!isFollowed && CALLS_BACK.test(after)))
    return { day, as: 'answers' };
  if (has(RETURN, before)) return { day: included, as: 'return' };
  if (UNTIL_EXCLUSIVE.test(before) || NOT_UNTIL_ES.test(before))
    return { day: included, as: 'last' };
  if (UNTIL_INCLUSIVE.test(before)) return { day: next, as: 'last' };
  if (!isFollowed && has(RETURN, after)) return { day, as: 'return' };
  if (WEEK_OF.test(before)) return { day: day + 7, as: 'alone' };
  if (AWAY_THAT_DAY.test(before) || AWAY_THAT_DAY_AFTER.test(after))
    return { day: next, as: 'alone' };
  if (has(ANSWERS, before) || (!isFollowed && has(ANSWERS, after))) return { day, as: 'answers' };
  const as = OTHER_DAY.test(before) ? 'other' : 'alone';
  return { day: through === null ? day : next, as };
}

/** How many days the stretch lasts that begins on the day: "for two weeks from", "für zwei Wochen". */
function spanOf(before: string, after: string): number | null {
  const found =
    SPAN_FROM.exec(before) ??
    SPAN_AFTER.exec(after) ??
    SPAN_AFTER_JA.exec(after) ??
    (OTHER_DAY.test(before) ? SPAN_LATER.exec(after) : null);
  return found === null ? null : spanDays(found[1]!, found[2]!);
}

function has(cue: RegExp, text: string): boolean {
  return text.search(cue) !== -1;
}

/** The dot of "12. August" and of "Oct." ends no sentence. */
const SENTENCE_END = /(?<=[\p{L})"'])\.\s|[!?;。！？]\s?|\n/gu;

function sentenceBefore(window: string): string {
  const ends = [...window.matchAll(SENTENCE_END)].filter((end) => !isAbbreviation(window, end));
  const last = ends.at(-1);
  return last === undefined ? window : window.slice(last.index + last[0].length);
}

function sentenceAfter(window: string): string {
  const end = [...window.matchAll(SENTENCE_END)].find((one) => !isAbbreviation(window, one));
  return end === undefined ? window : window.slice(0, end.index);
}

function isAbbreviation(window: string, end: RegExpMatchArray): boolean {
  return (
    end[0].startsWith('.') &&
    /(?<!\p{L})(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|okt|dez|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|dr|st|ca|inkl|einschl|voraussichtl|vsl|bzw|voraus|d|m|abs|aus|mo|di|mi|do|fr|sa|so|\d{1,2})$/u.test(
      window.slice(0, end.index),
    )
  );
}

/** "Until September 2027" is its first day, "until the end of March" the first of April. */
function untilMonth(text: string, today: number): number | null {
  const ja = UNTIL_MONTH_JA.exec(text);
  if (ja !== null) return monthAhead((Number(ja[1]) % 12) + 1, [], today);
  const found = UNTIL_MONTH.exec(text);
  if (found === null) return null;
  const ended = found[1] !== undefined;
  const named = monthOf(found[2]!);
  const month = ended ? (named % 12) + 1 : named;
  const stated = found[3] === undefined ? [] : [Number(found[3]) + (ended && named === 12 ? 1 : 0)];
  return monthAhead(month, stated, today);
}

/** The first day of that month: of the stated year, else of the next such. */
function monthAhead(month: number, stated: readonly number[], today: number): number | null {
  const thisYear = civilFromDay(today).year;
  const years = stated.length > 0 ? stated : [thisYear, thisYear + 1];
  const days = years.map((year) => dayNumber({ year, month, day: 1 }));
  return days.find((day) => day !== null && day > today && day <= today + DAYS_AHEAD_MAX) ?? null;
}

const UNTIL_MONTH_JA = /(?<!\d)([1-9]|1[0-2])月(?:末まで|いっぱい)/;
const UNTIL_MONTH = new RegExp(
  `(?<!\\p{L})(?:until|till|through|bis|jusqu'(?:à|au|en)|hasta|fino a|até)(?: zum| el| ao)? (?:the )?(end of |ende |(?:la )?fin (?:de |d')?|finales de |fine |(?:o )?(?:fim|final) de )?${MONTH_NAME}(?: (?:de )?(\\d{4}))?`,
  'u',
);
