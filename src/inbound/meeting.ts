/** What does a calendar or a scheduler say of a meeting: is it on, and when? */
import { civilFromDay } from '../core/time/civil-date.ts';
import { DAY_MS, MINUTE_MS } from '../core/time/duration.ts';
import { daysIn, type NamedDay } from './dates/dates.ts';
import {
  MEETING_MOVED,
  MEETING_OFF,
  MEETING_SUBJECT,
  MEETING_TEXT,
  OLD_TIME,
  WINDOWS_ZONES,
  ZONE_NAMES,
} from './phrases/meeting-phrases.ts';
import { automaticHeader } from './automatic-headers.ts';
import { FIRST_PERSON } from './phrases/conversation-phrases.ts';
import type { ParsedMessage } from './mail/parse.ts';
import { firstRule, folded } from './phrases/text-rules.ts';
import { dayNumber, instantOf, localDay } from './dates/zone-offset.ts';

export interface MeetingTime {
  /** Days since 1970-01-01, and minutes of that day, as its clock shows them; `null`: all day. */
  readonly day: number;
  readonly minutes: number | null;
  /** IANA name; `null`: it names none. */
  readonly zone: string | null;
}

/** A booking, a change or a cancellation in words, of no thread. */
export function isMeetingNotice(message: ParsedMessage): string | null {
  if (message.inReplyTo.length > 0) return null;
  const text = folded(message.text.slice(0, TEXT_MAX));
  // A person who tells us of it.
  if (firstRule(FIRST_PERSON, text.slice(0, HEAD)) !== null && automaticHeader(message) === null)
    return null;
  const bySubject = MEETING_SUBJECT.test(folded(message.subject.slice(0, 300)));
  const byText = MEETING_TEXT.test(text) || MEETING_TEXT.test(folded(message.subject));
  const isOff = MEETING_OFF.test(text);
  const hasTime = timesIn(`${text}\n${folded(message.subject)}`).length > 0;
  if ((bySubject || byText) && (hasTime || (isOff && byText))) return 'text of a meeting notice';
  return null;
}

const TEXT_MAX = 3_000;

/** Refused, or called off. */
export function isMeetingOff(message: ParsedMessage): boolean {
  const { calendarMethod, calendarAnswer, subject, text } = message;
  if (calendarMethod === 'CANCEL') return true;
  if (calendarMethod !== null) return calendarMethod === 'REPLY' && calendarAnswer === 'DECLINED';
  const said = folded(subject);
  if (MEETING_OFF.test(said)) return true;
  return !MEETING_MOVED.test(said) && MEETING_OFF.test(folded(text.slice(0, HEAD)));
}

const HEAD = 300;

/** One that is on already, and changed: no second one. RFC 5546, 3.2.2: a changed request has a higher SEQUENCE. */
export function isMeetingMoved(message: ParsedMessage): boolean {
  const { calendarMethod, calendarSequence, subject } = message;
  if (isMeetingOff(message)) return false;
  if (calendarMethod !== null) return calendarMethod === 'REQUEST' && (calendarSequence ?? 0) > 0;
  return MEETING_MOVED.test(folded(subject));
}

/** When it begins: the new time of one that was moved. `null`: it does not say. @param nowMs  Dates without a year count from here. */
export function meetingTime(message: ParsedMessage, nowMs: number): MeetingTime | null {
  const { calendarStart } = message;
  if (calendarStart !== null) return calendarTime(calendarStart);
  const today = localDay(nowMs, null);
  const body = folded(message.text.slice(0, TEXT_MAX));
  return timeIn(body, today) ?? timeIn(folded(message.subject), today);
}

/** "Thu 12 Mar 2026 15:00 (Europe/Berlin)", as it is written there; "Thu 12 Mar 2026, all day". */
export function meetingText({ day, minutes, zone }: MeetingTime): string {
  const { year, month, day: ofMonth } = civilFromDay(day);
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7]!;
  const date = `${weekday} ${ofMonth} ${MONTHS[month - 1]!} ${year}`;
  if (minutes === null) return `${date}, all day`;
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const where = zone === null ? '' : ` (${zone})`;
  return `${date} ${clock}${where}`;
}

/** Epoch ms. @param otherwise  The zone of a time that names none. */
export function meetingAtMs({ day, minutes, zone }: MeetingTime, otherwise: string): number {
  return instantOf(day * DAY_MS + (minutes ?? 0) * MINUTE_MS, zone ?? otherwise);
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 5545: `;TZID=Europe/Berlin:20250305T100000`, `:20250305T090000Z`, `;VALUE=DATE:20250305`. */
function calendarTime(written: string): MeetingTime | null {
  const found = /:(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?\s*$/.exec(written);
  if (found === null) return null;
  const [year, month, ofMonth, hour, minute] = found.slice(1, 6).map(Number);
  const day = dayNumber({ year: year!, month: month!, day: ofMonth! });
  if (day === null) return null;
  if (found[4] === undefined) return { day, minutes: null, zone: null };
  const named = /TZID="?([^":;]{1,80})/i.exec(written)?.[1] ?? null;
  const zone = found[6] === 'Z' ? 'UTC' : named === null ? null : zoneOf(named);
  return { day, minutes: hour! * 60 + minute!, zone };
}

function zoneOf(name: string): string | null {
  const windows = WINDOWS_ZONES[name.toLowerCase()];
  if (windows !== undefined) return windows;
  return /^\/?(?:[\w.-]+\/)*?([A-Z][A-Za-z]+\/[A-Za-z0-9_/+-]+)$/.exec(name)?.[1] ?? null;
}

interface ClockTime {
  readonly at: number;
  readonly end: number;
  readonly minutes: number;
}

const TIMES =
  /(?:(?<noon>午前|午後)\s?|(?<!\d[:/.]?))(?<hour>\d{1,2})(?:\s?[:h時]\s?(?<minute>[0-5]\d)(?:分)?|時|\s?h(?![a-z])|(?=\s?[ap]\.?\s?m\b))(?!\d)(?:\s?(?<half>[ap])\.?\s?m\b\.?)?/gu;

function timesIn(text: string): ClockTime[] {
  return [...text.matchAll(TIMES)].slice(0, 40).flatMap((found) => {
    const { noon, hour, minute, half } = found.groups ?? {};
    const late = half === 'p' || noon === '午後';
    const early = half === 'a' || noon === '午前';
    const read = Number(hour);
    const hours = late && read < 12 ? read + 12 : early && read === 12 ? 0 : read;
    // "GMT+09:00" is no time of day.
    if (hours > 23 || /[+-]$/.test(text.slice(Math.max(0, found.index - 1), found.index)))
      return [];
    const minutes = hours * 60 + Number(minute ?? 0);
    return [{ at: found.index, end: found.index + found[0].length, minutes }];
  });
}

/** A day and the time nearest to it; one that is called old is passed over. */
function timeIn(text: string, today: number): MeetingTime | null {
  const times = timesIn(text);
  const all = daysIn(text, today);
  const current = all.filter((named) => !isOld(text, named));
  // "From 10 to 12 March": where each might be the old one, the last is the new one.
  const days = current.length > 0 ? current : all.slice(-1);
  const found = days.flatMap((named, index) => {
    const next = days[index + 1]?.at ?? text.length;
    const after = times.find(({ at }) => at >= named.end && at < next && at - named.end <= NEAR);
    const before = times.findLast(({ end }) => end <= named.at && named.at - end <= NEAR_BEFORE);
    // "10:45, Thursday 20 March" as well as "20 March 2025 10:45".
    const isClose = before !== undefined && CLOSE.test(text.slice(before.end, named.at));
    const clock = isClose ? before : (after ?? before);
    return clock === undefined ? [] : [{ named, clock }];
  });
  const [first] = found;
  if (first === undefined) return null;
  const { named, clock } = first;
  return { day: named.day, minutes: clock.minutes, zone: zoneIn(text) };
}

const CLOSE = /^[\s,–⋅·-]{0,4}(?:uhr )?(?:am |on |di |de |del |le )?$/;
const NEAR = 40;
const NEAR_BEFORE = 24;

function isOld(text: string, { at }: NamedDay): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  return OLD_TIME.test(before.replace(/\d{1,2}[:h]\d{2}(?: uhr)?(?: -|,)? ?/g, ''));
}

function zoneIn(text: string): string | null {
  const iana = /\b([a-z]+\/[a-z_]+(?:\/[a-z_]+)?)\b/.exec(text.replace(/https?:\S+/g, ' '))?.[1];
  if (iana !== undefined && /^(?:europe|america|asia|africa|australia|pacific)\//.test(iana))
    return iana.replace(/(?<=^|[/_])[a-z]/g, (letter) => letter.toUpperCase());
  return ZONE_NAMES.find(([names]) => names.test(text))?.[1] ?? null;
}
