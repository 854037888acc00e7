/** Learns public holidays for commands that learn of a country, and says of which there are none. */
import { learnHolidays, type LearnHolidays } from '../../usecases/people/learn-holidays.ts';
import type { Context } from '../command.ts';
import type { Session } from './session.ts';

export function learnerIn(
  context: Context,
  { stores, nowMs }: Pick<Session, 'stores' | 'nowMs'>,
): LearnHolidays {
  const to = { holidays: stores.holidays, almanac: () => context.adapters.almanac() };
  return async (countries) => {
    const unknown = await learnHolidays(to, countries, nowMs);
    if (unknown.length === 0) return;
    context.talk(
      `No public holidays are known for ${unknown.join(', ')}; write the days that matter into blackout.`,
    );
  };
}
