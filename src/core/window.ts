/** When may an automated touch leave? A weekly window in one zone, less holidays and blackouts. */

/** ISO weekday: 1 Monday ... 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface SendWindow {
  /** At least one. */
  readonly days: readonly Weekday[];
  /** Half-open [start, end) in minutes after local midnight; ascending, disjoint, at least one; end at most 1440. */
  readonly hours: readonly (readonly [start: number, end: number])[];
  /** Whose clock: the person's, the mailbox's, or this IANA zone's. */
  readonly zone: string;
  /** `prospect`: public holidays of the person's country; `none`; or an ISO country code. */
  readonly holidays: string;
  /** Local dates as days since 1970-01-01, both ends included. */
  readonly blackout: readonly (readonly [firstDay: number, lastDay: number])[];
}
