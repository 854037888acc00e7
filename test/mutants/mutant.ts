/** Faults that the tests must find: each a small change to the program, and the quickest suites that should fail of it. */
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
