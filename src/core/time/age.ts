/** How old may something grow? In units of the calendar: `18 months`. */
import { civilFromDay, dayFromCivil } from './civil-date.ts';
import { DAY_MS } from './duration.ts';

export interface Age {
  /** Whole, 1 or more. */
  readonly amount: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
}

const WRITTEN = /^(\d{1,4}) +(day|week|month|year)s?(?: +after +last +touch)?$/i;

/** Reads `18 months`, also with `after last touch`. `null` when the text is anything else, or 0. */
export function parseAge(text: string): Age | null {
  const [, amount = '', unit = ''] = WRITTEN.exec(text.trim()) ?? [];
  const known = UNITS.find((each) => each === unit.toLowerCase());
  if (known === undefined || Number(amount) === 0) return null;
  return { amount: Number(amount), unit: known };
}

const UNITS = ['day', 'week', 'month', 'year'] as const;

export function writtenAge({ amount, unit }: Age): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** The instant so long before, at the same time of the day in UTC; of a day that is not in that month the first of the next. */
export function instantBefore(nowMs: number, { amount, unit }: Age): number {
  if (unit === 'day' || unit === 'week') return nowMs - amount * (unit === 'day' ? 1 : 7) * DAY_MS;
  const today = Math.floor(nowMs / DAY_MS);
  const { year, month, day } = civilFromDay(today);
  const months = year * 12 + (month - 1) - amount * (unit === 'month' ? 1 : 12);
  const then = dayFromCivil(Math.floor(months / 12), (months % 12) + 1, day);
  return nowMs - (today - then) * DAY_MS;
}
