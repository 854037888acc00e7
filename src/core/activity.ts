/** One append-only line in a person's history, written in the same commit as its cause. */
import type { Channel } from './sequence.ts';

export interface Activity {
  readonly atMs: number;
  readonly prospectId: string;
  readonly enrollmentId: string | null;
  /** `snake_case`, past tense: `enrolled`, `touch_sent`, `signal_applied`, `step_skipped`, `finished` ... */
  readonly type: string;
  readonly channel: Channel | null;
  readonly sequence: string | null;
  readonly step: string | null;
  readonly touchId: string | null;
  /** One line, without personal data beyond what the person wrote. */
  readonly summary: string;
}
