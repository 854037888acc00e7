/** How new is what a list or a rep said of a person? Of two values the newer one counts, whatever order they came in. */

/** When it was true, epoch ms; and among what is equally new, where it stood: `orderOf`, or `BY_HAND`. */
export type SourceTime = readonly [atMs: number, order: number];

/** Of one person: by the name of a field; what is not named is as new as `base`. */
export interface SourceTimes {
  readonly base: SourceTime;
  readonly others: Readonly<Record<string, SourceTime>>;
}

/** A rep knows better than what a list says that declares the same instant. */
export const BY_HAND = Number.MAX_SAFE_INTEGER;
const LINES = 1_000_000_000;

/** A later import is after an earlier one, and so is a later line. @param line  Below a thousand million. */
export function orderOf(importNumber: number, line: number): number {
  return importNumber * LINES + line;
}

/** Whether one of these imports said it. */
export function isOfImport([, order]: SourceTime, importNumbers: readonly number[]): boolean {
  return order !== BY_HAND && importNumbers.includes(Math.floor(order / LINES));
}

export function isOlder(left: SourceTime, right: SourceTime): boolean {
  return left[0] < right[0] || (left[0] === right[0] && left[1] < right[1]);
}

export function isSameTime(left: SourceTime, right: SourceTime): boolean {
  return left[0] === right[0] && left[1] === right[1];
}

export function timeOf({ base, others }: SourceTimes, field: string): SourceTime {
  return others[field] ?? base;
}

/** The newest is the base, so that the same facts are written the same way. @param fields  Every field that has a value. */
export function sourceTimes(times: ReadonlyMap<string, SourceTime>): SourceTimes {
  let base: SourceTime = [0, 0];
  for (const each of times.values()) if (isOlder(base, each)) base = each;
  const others: Record<string, SourceTime> = {};
  for (const [field, each] of [...times].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    if (!isSameTime(each, base)) others[field] = each;
  return { base, others };
}
