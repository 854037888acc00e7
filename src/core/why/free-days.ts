/** Which days are in the way, in words: `Thu 26 Nov is Thanksgiving Day in US`. */
import { addDuration, holidaysWithin, type Holiday } from '../time/calendar.ts';
import { dayWords } from '../time/civil-date.ts';
import { toLocal } from '../time/local-time.ts';
import { stepOf } from '../sequence.ts';
import { holidaysShutting } from '../time/window.ts';
import type { WhyFacts } from './facts.ts';

type DayOff = readonly [day: number, holiday: Holiday];

/** So many are named. */
const NAMED_MOST = 3;

/** Blackouts and holidays that keep the window shut between two instants; `null`: none does. */
export function shutDayWords(
  { sequence: { window }, context: { windowZone, calendar } }: WhyFacts,
  fromMs: number,
  opensMs: number,
): string | null {
  const [first, last] = [toLocal(windowZone, fromMs).day, toLocal(windowZone, opensMs).day];
  const blackouts = window.blackout
    .filter(([from, until]) => from <= last && until >= first)
    .map(
      ([from, until]) =>
        `blackout ${from === until ? '' : `${dayWords(from)} to `}${dayWords(until)}`,
    );
  const holidays = holidaysShutting(window, calendar, first, last);
  const words = [...blackouts, ...namesOf(holidays)];
  return words.length === 0 ? null : words.join(', ');
}

/** The holidays that make the wait for the step at the cursor longer, while it counts in business days; `null`: none does. */
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
  const words = namesOf(holidaysWithin(calendar, zone, isWhole ? settledAtMs : nowMs, untilMs));
  return words.length === 0 ? null : words.join(', ');
}

function namesOf(found: readonly DayOff[]): readonly string[] {
  const named = found
    .slice(0, NAMED_MOST)
    .map(([day, { name, country }]) => `${dayWords(day)} is ${name} in ${country}`);
  const more = found.length - named.length;
  return more > 0 ? [...named, `and ${more} more`] : named;
}
