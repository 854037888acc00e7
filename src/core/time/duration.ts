/**
 * How long is a wait? An amount and the unit it was written in; the unit is kept because three days in a person's zone
 * are not 72 hours, and business days depend on a calendar (see `calendar.ts`).
 */
export type DurationUnit = 'second' | 'minute' | 'hour' | 'day' | 'business_day' | 'week';

export interface Duration {
  /** Whole number, 0 or more. */
  readonly amount: number;
  readonly unit: DurationUnit;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const UNITS: Readonly<Record<string, DurationUnit>> = {
  second: 'second',
  minute: 'minute',
  hour: 'hour',
  day: 'day',
  'business day': 'business_day',
  week: 'week',
};

/** Reads `4 hours`, `1 business day`, `3 days`. `null` when the text is anything else, a fraction or negative. */
export function parseDuration(text: string): Duration | null {
  const match = /^(\d{1,5}) +(business +day|second|minute|hour|day|week)s?$/.exec(text.trim());
  if (match === null) return null;
  const unit = UNITS[match[2]!.replace(/ +/, ' ')]!;
  return { amount: Number(match[1]), unit };
}

/** The inverse of `parseDuration`: `3 days`, `1 business day`. */
export function writtenDuration({ amount, unit }: Duration): string {
  return `${amount} ${unit.replace('_', ' ')}${amount === 1 ? '' : 's'}`;
}

/**
 * Milliseconds of a duration on a clock without a calendar: a day is 24 hours, a business day counts as a day.
 * For limits ("at most 10 minutes old", "2 per day"), never for the wait of a step.
 */
export function elapsedMs(duration: Duration): number {
  switch (duration.unit) {
    case 'second':
      return duration.amount * SECOND_MS;
    case 'minute':
      return duration.amount * MINUTE_MS;
    case 'hour':
      return duration.amount * HOUR_MS;
    case 'day':
    case 'business_day':
      return duration.amount * DAY_MS;
    case 'week':
      return duration.amount * 7 * DAY_MS;
  }
}

/** What is left of a wait when it was frozen: whole units still to pass, less the part of the last one that had passed. */
export interface Remaining {
  readonly duration: Duration;
  /** Milliseconds to take off after `duration` was added; less than one unit. */
  readonly slackMs: number;
}
