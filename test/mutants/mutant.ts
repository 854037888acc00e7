/** A fault that the tests must find: a small change to the program, and the quickest suites that should fail of it. */
export interface Mutant {
  readonly name: string;
  readonly changes: readonly Change[];
  /** Tried in order; the first that fails has found it. */
  readonly suites: readonly string[];
}

interface Change {
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly old: string;
  readonly new: string;
}

export const DECIDE = 'test/core/decide';
export const CONTRACT = 'test/contract/sqlite.test.ts';
export const SIMULATION = 'test/simulation';
export const CRASH = 'test/crash/crash-at-every-call.test.ts';
export const INTERLEAVING = 'test/crash/interleaving.test.ts';

export function fault(
  name: string,
  file: string,
  old: string,
  now: string,
  ...suites: readonly string[]
): Mutant {
  return { name, changes: [{ file, old, new: now }], suites };
}

/** The same fault needs a change in another place. */
export function andIn(mutant: Mutant, file: string, old: string, now: string): Mutant {
  return { ...mutant, changes: [...mutant.changes, { file, old, new: now }] };
}
