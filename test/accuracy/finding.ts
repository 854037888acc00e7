/** One answer to one question about one labelled mail. */
import type { Half } from './corpora.ts';

/** What is asked. Each goal counts the findings of one question. */
export type Question =
  | 'bounce_or_not'
  | 'hard_or_not'
  | 'failed_address'
  | 'complaint'
  | 'challenge'
  | 'human'
  | 'automatic'
  | 'opt_out'
  | 'not_opt_out'
  | 'return_date'
  | 'class'
  | 'intent'
  | 'reply_text'
  /** The set says something that our definition does not ask: never wrong, only counted where we differ. */
  | 'undecided';

export interface Finding {
  readonly question: Question;
  /** By our definition. */
  readonly right: boolean;
  readonly wanted: string;
  readonly got: string;
  /** The set's own label says otherwise than what we got, whichever is right by our definition. */
  readonly disagrees: boolean;
}

export interface Verdict extends Finding {
  readonly set: string;
  /** The label as the set has it. */
  readonly label: string;
  readonly name: string;
  readonly half: Half;
}

/** A finding where our definition and the set's label are one. */
export function finding(question: Question, right: boolean, wanted: string, got: string): Finding {
  return { question, right, wanted, got, disagrees: !right };
}
