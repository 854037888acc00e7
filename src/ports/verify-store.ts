/** One invariant of the store, checked. */
export interface Check {
  /** Stable, `snake_case`. */
  readonly check: string;
  /** What should hold, in words. */
  readonly promise: string;
  /** Ids of what breaks it, at most 20; empty: it holds. */
  readonly broken: readonly string[];
}

/** Looks whether what must always be true is true. */
export interface VerifyStore {
  /** One check an invariant, in a fixed order. Reads the whole store. */
  verify(): Promise<readonly Check[]>;
  /** What the database finds wrong with its own file; empty where it can't look (PostgreSQL). Worth asking first. */
  inspect(): Promise<readonly Check[]>;
}
