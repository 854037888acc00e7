/** Variants measured in turns, A B A B, so that a noisy machine is noisy to all of them. */

export interface Variant {
  readonly name: string;
  /** One measurement. */
  readonly measure: () => Promise<number>;
}

export interface Measured {
  readonly name: string;
  readonly median: number;
  /** Median of the ratios to the first variant of the same round. */
  readonly ratio: number;
  /** Median of the differences to the first variant of the same round. */
  readonly above: number;
}

/** The first variant is the base. */
export async function inTurns(
  variants: readonly Variant[],
  rounds: number,
): Promise<readonly Measured[]> {
  const values = variants.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, variant] of variants.entries()) {
      globalThis.gc?.();
      values[index]!.push(await variant.measure());
    }
  }
  const base = values[0]!;
  return variants.map(({ name }, index) => ({
    name,
    median: median(values[index]!),
    ratio: median(values[index]!.map((value, round) => value / base[round]!)),
    above: median(values[index]!.map((value, round) => value - base[round]!)),
  }));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Three digits that count. */
export function short(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
