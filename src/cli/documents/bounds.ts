/** What binds a person whatever any sequence says: for programs and for people. */
import type { Bounds } from '../../usecases/people/bounds-of.ts';
import { cleanLine } from '../output/sanitize.ts';
import type { Json } from '../output/json.ts';

export function boundsJson({ suppressedBy, suppressedOn, hasOptedOut }: Bounds): {
  readonly [key: string]: Json;
} {
  return {
    suppressed_by: suppressedBy,
    suppressed_on: suppressedOn.map(({ channel, by }) => ({ channel, by })),
    opted_out: hasOptedOut,
  };
}

/** Clean lines; none where nothing binds them. */
export function boundLines({ suppressedBy, suppressedOn, hasOptedOut }: Bounds): readonly string[] {
  const whole =
    suppressedBy !== null
      ? [`Nothing goes to them: ${suppressedBy}.`]
      : hasOptedOut
        ? ['Nothing goes to them: they opted out.']
        : [];
  const parts = suppressedOn.map(({ channel, by }) => `Nothing goes to them on ${channel}: ${by}.`);
  return [...whole, ...parts].map(cleanLine);
}

/** Whether it is of any use to enroll them. */
export function isBarred({ suppressedBy, hasOptedOut }: Bounds): boolean {
  return suppressedBy !== null || hasOptedOut;
}
