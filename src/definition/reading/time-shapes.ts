/** How durations, times of day, dates and zones are written. */
import { parseLocalDate } from '../../core/time/civil-date.ts';
import { closest } from '../../core/closest.ts';
import { type Duration, parseDuration } from '../../core/time/duration.ts';
import { namesZone } from '../../core/time/zone-name.ts';
import { problemAt } from './problem.ts';
import { nameOf, type Parsed, parsed, type Shape } from './shape.ts';

const DURATION_EXAMPLE = 'a duration such as "4 hours" or "2 business days"';

/** A unit of durations, for the patterns of editors. */
export const UNIT_PATTERN = '(second|minute|hour|day|business +day|week)s?';
export const DURATION_PATTERN = `\\d{1,5} +${UNIT_PATTERN}`;

export const duration: Shape<Duration> = parsed(
  DURATION_EXAMPLE,
  {
    pattern: `^\\s*${DURATION_PATTERN}\\s*$`,
    examples: ['4 hours', '3 days', '2 business days', '1 week'],
  },
  readDuration,
);

/** One that takes time: what is awaited, or tried again, is never at once. */
export const lastingDuration: Shape<Duration> = {
  ...duration,
  read: (value, path, report) => {
    const read = duration.read(value, path, report);
    if (read?.amount !== 0) return read;
    const message = `${nameOf(path)} is no time at all, expected ${duration.expected}`;
    report(problemAt(path, 'out_of_range', message));
    return undefined;
  },
};

/** What a duration's text stands for, with the slip named where it can be seen. */
export function readDuration(text: string): Parsed<Duration> {
  const value = parseDuration(text);
  return value === null ? { hint: durationHint(text) } : { value };
}

/** `HH:MM`, read as minutes after local midnight, 0 to 1439. */
export const timeOfDay: Shape<number> = parsed(
  'a time such as "09:30"',
  { pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['09:30'] },
  (text) => {
    const minute = minuteOf(text);
    if (minute === null) return {};
    return minute === END_OF_DAY
      ? { message: 'is "24:00", which is only an end; write "00:00"' }
      : { value: minute };
  },
);

/** `09:00-12:00`, read as half-open minutes after local midnight. */
export const hours: Shape<readonly [start: number, end: number]> = parsed(
  'hours such as "09:00-17:00"',
  {
    pattern: '^\\s*\\d\\d:\\d\\d\\s*-\\s*\\d\\d:\\d\\d\\s*$',
    examples: ['09:00-12:00', '13:30-17:00'],
  },
  (text) => {
    const [from, to, ...rest] = text.split('-');
    const start = minuteOf(from!.trim());
    const end = minuteOf(to?.trim() ?? '');
    if (start === null || end === null || rest.length > 0) return {};
    if (start < end) return { value: [start, end] };
    const hint =
      end === 0
        ? 'the end of the day is "24:00"'
        : 'hours over midnight are two entries: "22:00-24:00", "00:00-06:00"';
    return {
      code: 'impossible_window',
      message: `is "${text}", which ends before it starts`,
      hint,
    };
  },
);

/** `2026-12-24/2027-01-02` or one date, read as days since 1970-01-01, both ends included. */
export const dateRange: Shape<readonly [firstDay: number, lastDay: number]> = parsed(
  'dates such as "2026-12-24/2027-01-02"',
  {
    pattern: '^\\s*\\d{4}-\\d\\d-\\d\\d\\s*(/\\s*\\d{4}-\\d\\d-\\d\\d\\s*)?$',
    examples: ['2026-12-24/2027-01-02', '2026-05-01'],
  },
  (text) => {
    const [from, to = from, ...rest] = text.split('/');
    const first = parseLocalDate(from!.trim());
    const last = parseLocalDate(to!.trim());
    if (first === null || last === null || rest.length > 0) return {};
    if (first <= last) return { value: [first, last] };
    return { message: `is "${text}", which ends before it starts` };
  },
);

/** An IANA zone name. */
export const zone: Shape<string> = parsed(
  'a time zone such as Europe/Paris',
  { examples: ['Europe/Paris', 'UTC'] },
  readZone,
);

export function readZone(text: string): Parsed<string> {
  if (namesZone(text)) return { value: text };
  const known = Intl.supportedValuesOf('timeZone');
  const name = text.replaceAll(' ', '_');
  const city = known.find((each) => each.toLowerCase().endsWith(`/${name.toLowerCase()}`));
  const near = city ?? (name.length > 3 ? closest(name, known) : null);
  return {
    code: 'unknown_zone',
    message: `is "${text}", which is no time zone`,
    hint:
      near === null ? 'write an IANA name such as Europe/Paris or UTC' : `did you mean "${near}"?`,
  };
}

const END_OF_DAY = 1440;

function minuteOf(text: string): number | null {
  if (text === '24:00') return END_OF_DAY;
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

const UNITS = ['seconds', 'minutes', 'hours', 'days', 'business days', 'weeks'];

function durationHint(text: string): string | null {
  const match = /^(\d+)([.,]\d+)?\s*(.*)$/.exec(text.trim());
  if (match === null) return null;
  const [, amount, fraction, unit] = match;
  if (fraction !== undefined) return 'only whole numbers: "36 hours", not "1.5 days"';
  if (unit === '') return `a unit is missing: "${amount} days"`;
  const plural = unit!.endsWith('s') ? unit! : `${unit}s`;
  const near =
    UNITS.find((known) => known === plural) ?? ABBREVIATIONS.get(unit!) ?? closest(plural, UNITS);
  if (near === null) return `units: ${UNITS.join(', ')}`;
  if (Number(amount) > AMOUNT_MAX) return `at most ${AMOUNT_MAX} ${near}`;
  return `did you mean "${Number(amount)} ${Number(amount) === 1 ? near.slice(0, -1) : near}"?`;
}

/** Of any unit: five digits. */
const AMOUNT_MAX = 99_999;

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['s', 'seconds'],
  ['sec', 'seconds'],
  ['m', 'minutes'],
  ['min', 'minutes'],
  ['h', 'hours'],
  ['d', 'days'],
  ['bd', 'business days'],
  ['w', 'weeks'],
]);
