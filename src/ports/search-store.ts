import type { PersonPast } from '../core/person-past.ts';
import type { Prospect } from '../core/person/prospect.ts';
import type { Clues } from '../core/person/search-text.ts';

export interface Sought {
  /** `null`: whatever lists they are on. */
  readonly list: string | null;
  /** The rule by which they are held; left out or `null`: whether they are held or not. */
  readonly heldBy?: string | null;
  /** Empty: anybody. Otherwise the store looks into its index, which must have been caught up. */
  readonly clues: Clues;
  readonly after: string | null;
  readonly limit: number;
}

/** Who may be meant? Whoever asks looks at each person again: an index names too many, never too few. */
export interface SearchStore {
  /** People by id; `after` pages. */
  mayFit(sought: Sought): Promise<readonly Prospect[]>;
  /** Columns that have no name of their own, which lists or reps brought; who had one may be gone. By name. */
  columns(): Promise<readonly string[]>;
  /** How many people were written since the index of texts was brought up to date; about, where they are many. */
  behind(): Promise<number>;
  /** Brings the index up to date, for so many of them. */
  catchUp(most: number): Promise<void>;
  /** What happened with each, in their order; only what is asked for, the rest is empty. */
  pastOf(
    ids: readonly string[],
    parts: ReadonlySet<keyof PersonPast>,
  ): Promise<readonly PersonPast[]>;
}
