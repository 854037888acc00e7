/** Somebody to whom nothing went and from whom nothing came for long, who is in no sequence and in nobody's tasks. */
export interface Aged {
  readonly prospectId: string;
  /** They said no, or somebody said it for them. */
  readonly isSuppressed: boolean;
}

/** What is old. */
export interface RetentionStore {
  /**
   * Notes the day of the look.
   *
   * @param day  Since 1970-01-01, UTC.
   * @returns The day of the look before: 0 when there was none, `day` when it is noted already.
   */
  beginDay(day: number): Promise<number>;
  /** By id; `after` pages. @param beforeMs  The last touch, answer or change of theirs is older. */
  aged(beforeMs: number, after: string | null, limit: number): Promise<readonly Aged[]>;
  /** Messages with a body of people who are `aged`. */
  countBodies(beforeMs: number): Promise<number>;
  /** Takes the bodies and texts of these messages away; that they were is kept. How many. */
  dropBodies(beforeMs: number): Promise<number>;
}
