/** Which public holidays are in the way, in words: `Thu 26 Nov is Thanksgiving Day in US`. */
import { addDuration, holidaysWithin, type Holiday } from '../calendar.ts';
import { civilFromDay, weekdayOf } from '../local-time.ts';
import { stepOf } from '../sequence.ts';
import { holidaysShutting } from '../window.ts';
import type { WhyFacts } from './facts.ts';

type DayOff = readonly [day: number, holiday: Holiday];

/** So many are named. */
const NAMED_MOST = 3;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Those that keep the window shut between two instants; `null`: none does. */
export function windowHolidayWords(
  { sequence, context }: WhyFacts,
  fromMs: number,
  opensMs: number,
): string | null {
  const { windowZone, calendar } = context;
  return wordsOf(holidaysShutting(sequence.window, windowZone, calendar, fromMs, opensMs));
}

/** Those that make the wait for the step at the cursor longer, while it counts in business days; `null`: none does. */
export function waitHolidayWords(
  { sequence, enrollment, context }: WhyFacts,
  untilMs: number,
): string | null {
  const wait = stepOf(sequence, enrollment.cursor)?.wait ?? null;
  if (wait?.unit !== 'business_day') return null;
  const { zone, calendar, nowMs } = context;
  const { settledAtMs } = enrollment;
  // After a hold the wait no longer counts from when the step before was settled.
  const isWhole = addDuration(settledAtMs, wait, zone, calendar) === untilMs;
  return wordsOf(holidaysWithin(calendar, zone, isWhole ? settledAtMs : nowMs, untilMs));
}

function wordsOf(found: readonly DayOff[]): string | null {
  if (found.length === 0) return null;
  const named = found
    .slice(0, NAMED_MOST)
    .map(([day, { name, country }]) => `${dayWords(day)} is ${name} in ${country}`);
  const more = found.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function dayWords(day: number): string {
  const { month, day: dayOfMonth } = civilFromDay(day);
  return `${WEEKDAYS[weekdayOf(day) - 1]!} ${dayOfMonth} ${MONTHS[month - 1]!}`;
}
