/** The `window:` of a sequence or a workspace: when automatic touches may leave. */
import type { SendWindow, Weekday } from '../../core/time/window.ts';
import { type Path, problemAt, type Report } from '../reading/problem.ts';
import {
  choice,
  listOf,
  mapping,
  optional,
  type Parsed,
  parsed,
  type Values,
} from '../reading/shape.ts';
import { suggestion } from '../reading/suggest.ts';
import { dateRange, hours, readZone } from '../reading/time-shapes.ts';

/** DESIGN, "Defaults": Mon-Fri 09:00-17:00 on the person's clock, less the public holidays of their country. */
export const DEFAULT_WINDOW: SendWindow = {
  days: [1, 2, 3, 4, 5],
  hours: [[540, 1020]],
  zone: 'prospect',
  holidays: 'prospect',
  blackout: [],
};

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const WEEKDAY_NUMBERS: Readonly<Record<(typeof WEEKDAYS)[number], Weekday>> = {
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
};

const windowZone = parsed(
  'prospect, mailbox, or a time zone such as Europe/Paris',
  { examples: ['prospect', 'mailbox', 'Europe/Paris'] },
  (value) => {
    if (value === 'prospect' || value === 'mailbox') return { value };
    const result = readZone(value);
    if ('value' in result) return result;
    const hint = suggestion(value, ['prospect', 'mailbox']);
    return { ...result, hint: hint?.includes('did you mean') ? hint : (result.hint ?? null) };
  },
);

const holidays = parsed(
  'prospect, none, or a country code such as FR',
  { pattern: '^(prospect|none|[A-Z]{2})$', examples: ['prospect', 'none', 'FR'] },
  (value) => {
    if (value === 'prospect' || value === 'none') return { value };
    if (/^[A-Z]{2}$/.test(value)) return readCountry(value);
    const hint = /^[a-z]{2}$/.test(value)
      ? `did you mean "${value.toUpperCase()}"?`
      : suggestion(value, ['prospect', 'none']);
    return { hint };
  },
);

/** Of `UK`, which is no code, nobody would find a holiday. */
function readCountry(code: string): Parsed<string> {
  const official = new Intl.Locale(`und-${code}`).region;
  if (official !== code) return { hint: `did you mean "${official}"?` };
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return names.of(code) === undefined ? {} : { value: code };
}

const windowFields = {
  days: optional(listOf(choice(WEEKDAYS), 1), 'Weekdays on which automatic touches may leave', [
    ['mon', 'tue', 'wed', 'thu', 'fri'],
  ]),
  hours: optional(listOf(hours, 1), 'Local hours, half-open; "24:00" is a valid end', [
    ['09:00-12:00', '13:30-17:00'],
  ]),
  zone: optional(windowZone, 'Whose clock counts'),
  holidays: optional(holidays, 'Whose public holidays are free of touches'),
  blackout: optional(listOf(dateRange), 'Dates without automatic touches, both ends included', [
    ['2026-12-24/2027-01-02', '2026-05-01'],
  ]),
};

export const windowShape = mapping(
  'a window: { days, hours, zone, holidays, blackout }',
  windowFields,
);

/** What is not written comes from `fallback`, key by key. Overlapping hours are reported. */
export function compileWindow(
  written: Values<typeof windowFields> | undefined,
  fallback: SendWindow,
  path: Path,
  report: Report,
): SendWindow {
  const days = present(written?.days).map((day) => WEEKDAY_NUMBERS[day]);
  const ranges = present(written?.hours).toSorted(([a], [b]) => a - b);
  const overlap = ranges.findIndex(([start], index) => index > 0 && start < ranges[index - 1]![1]);
  if (overlap > 0) {
    const message = '"hours" has entries that overlap';
    const hint = 'write what they cover together as one entry';
    report(problemAt([...path, 'hours'], 'impossible_window', message, hint));
  }
  return {
    days: days.length > 0 ? [...new Set(days)].toSorted((a, b) => a - b) : fallback.days,
    hours: ranges.length > 0 ? ranges : fallback.hours,
    zone: written?.zone ?? fallback.zone,
    holidays: written?.holidays ?? fallback.holidays,
    blackout: written?.blackout === undefined ? fallback.blackout : present(written.blackout),
  };
}

/** The entries that could be read. */
export function present<T>(entries: readonly (T | undefined)[] | undefined): readonly T[] {
  return (entries ?? []).filter((entry) => entry !== undefined);
}
