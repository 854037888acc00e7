/** What binds a person whatever any sequence says: for programs and for people. */
import type { Bounds } from '../../usecases/people/bounds-of.ts';
import { cleanLine } from '../output/sanitize.ts';
import type { Json } from '../output/json.ts';

export function boundsJson(bounds: Bounds): { readonly [key: string]: Json } {
  const { suppressedBy, suppressedOn, hasOptedOut, takenBack } = bounds;
  return {
    suppressed_by: suppressedBy,
    suppressed_on: suppressedOn.map(({ channel, by }) => ({ channel, by })),
    opted_out: hasOptedOut,
    withdrawn_on: takenBack,
  };
}

/** Clean lines; none where nothing binds them. @param id  Of the person. */
export function boundLines(bounds: Bounds, id: string): readonly string[] {
  const { suppressedBy, suppressedOn, hasOptedOut, takenBack } = bounds;
  const whole =
    suppressedBy !== null
      ? [`Nothing goes to them: ${suppressedBy}.`]
      : hasOptedOut
        ? ['Nothing goes to them: they opted out.']
        : [];
  const parts = suppressedOn.map(({ channel, by }) => `Nothing goes to them on ${channel}: ${by}.`);
  const wish =
    takenBack.length === 0
      ? []
      : [`They took their consent back for ${takenBack.join(', ')}: touchline consent list ${id}`];
  return [...whole, ...parts, ...wish].map(cleanLine);
}

/** Whether it is of no use to enroll them. */
export function isBarred({ suppressedBy, hasOptedOut }: Bounds): boolean {
  return suppressedBy !== null || hasOptedOut;
}
