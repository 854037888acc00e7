/** Chance that can be repeated: numbers from a seed, or from a list that fast-check can shrink, and what is drawn from them. */
import fc from 'fast-check';

export class Chance {
  /** In [0, 1). */
  readonly next: () => number;

  constructor(next: () => number) {
    this.next = next;
  }

  /** Both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  isLucky(share: number): boolean {
    return this.next() >= 1 - share;
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.next() * values.length)]!;
  }

  /** The value, or nothing to spread. */
  maybe<Fields extends object>(share: number, make: () => Fields): Partial<Fields> {
    return this.isLucky(share) ? make() : {};
  }
}

/** The same numbers for the same seed; mulberry32. */
export function seeded(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0;
  return new Chance(() => {
    state = (state + 0x6d2b79f5) >>> 0;
    let hash = state;
    hash = Math.imul(hash ^ (hash >>> 15), hash | 1);
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
  });
}

/** After the last number nothing but zeros: the first of several, the least, no luck. So what fast-check shrinks gets simpler. */
export const anyChance: fc.Arbitrary<Chance> = fc
  .array(fc.nat(9_999), { maxLength: 300, size: 'max' })
  .map((numbers) => {
    const left = numbers.values();
    return new Chance(() => (left.next().value ?? 0) / 10_000);
  });
