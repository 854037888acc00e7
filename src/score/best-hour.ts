/** At which hour of their own day does a person answer? */
import type { Exchange } from '../core/engagement.ts';
import { BEST_HOUR_FIELD, saidHour } from '../core/preference.ts';
import { toLocal } from '../core/time/local-time.ts';
import type { PreferenceSource } from './preferred-channel.ts';

export interface BestHour {
  readonly source: Exclude<PreferenceSource, 'account'>;
  /** 10: from 10:00 to 11:00 on their clock. */
  readonly hour: number;
  /** How many answers it was read from; 0 where they said so. */
  readonly answers: number;
  readonly because: string;
}

const LEAST = { own: 3, country: 20, everybody: 20 } as const;
const HOURS = 24;

/** `10`, `10:00`; `null`: no hour of a day. */
export function declaredHour(written: string | undefined): BestHour | null {
  const hour = saidHour(written);
  if (hour === null) return null;
  return { source: 'declared', hour, answers: 0, because: `${BEST_HOUR_FIELD} says so` };
}

/**
 * The hour in which most answers came, each hour helped by half of those beside it; `null`: too few came.
 *
 * @param zone  For people of whom none is known.
 */
export function learntHour(
  source: keyof typeof LEAST,
  who: string,
  exchanges: readonly Exchange[],
  zone: string,
): BestHour | null {
  const came = Array.from({ length: HOURS }, () => 0);
  const answers = exchanges.filter(({ what }) => what === 'answer');
  if (answers.length < LEAST[source]) return null;
  for (const { atMs, zone: theirs } of answers) came[hourAt(theirs ?? zone, atMs)]! += 1;
  const weights = came.map(
    (count, hour) => 2 * count + came[(hour + HOURS - 1) % HOURS]! + came[(hour + 1) % HOURS]!,
  );
  const hour = weights.indexOf(Math.max(...weights));
  const because = `most of ${answers.length} answers ${who} came around then`;
  return { source, hour, answers: answers.length, because };
}

export function hourAt(zone: string, atMs: number): number {
  return Math.floor(toLocal(zone, atMs).minute / 60);
}
