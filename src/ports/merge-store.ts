import type { PersonNow, StoredPerson } from './stored-person.ts';

export interface MergeOrder {
  /** As they were read: when either has changed since, nothing is written. */
  readonly survivor: StoredPerson;
  readonly absorbed: StoredPerson;
  readonly merged: PersonNow;
  readonly evidence: MergeEvidence;
  /** `null`: no list did it. */
  readonly importNumber: number | null;
  readonly nowMs: number;
}

/** What proved it. */
export type MergeEvidence =
  | { readonly by: 'rep' }
  | {
      readonly by: 'import';
      readonly importId: string;
      readonly file: string;
      readonly line: number;
      /** What the row named: `ada@kern.example`, `in/ada-kern`. */
      readonly values: readonly string[];
    }
  /** Who was written to answered from the other one's address. */
  | {
      readonly by: 'letter';
      /** `m12`. */
      readonly inboundId: string;
      /** `e1.intro.1`: what it answers. */
      readonly touchId: string;
      /** From where it came, normalised. */
      readonly address: string;
    };

export interface MergeRecord {
  /** `g5`. */
  readonly id: string;
  readonly survivorId: string;
  readonly absorbedId: string;
  readonly atMs: number;
  readonly evidence: MergeEvidence;
  readonly importNumber: number | null;
  /** As they were, and what became of them. */
  readonly survivor: StoredPerson;
  readonly absorbed: StoredPerson;
  readonly merged: PersonNow;
}

export interface Merged {
  readonly mergeId: string;
  /** Unfinished enrollments that an answer of the other one ends, or that are held because they stand twice; decided by the next run. */
  readonly bound: readonly string[];
}

export interface UnmergeOrder {
  readonly mergeId: string;
  /** As they are from now on. */
  readonly survivor: PersonNow;
  readonly absorbed: PersonNow;
  readonly nowMs: number;
}

export interface Unmerged {
  /** Something was sent to or heard from them in the meantime: what is unfinished of both is held. */
  readonly isHeld: boolean;
}

/** Two people are one; or they are two after all. */
export interface MergeStore {
  /** @throws {UserError} `people_changed`, `being_erased` (exit 75). */
  merge(order: MergeOrder): Promise<Merged>;
  /** @throws {UserError} `people_changed`, `being_erased` (exit 75). */
  unmerge(order: UnmergeOrder): Promise<Unmerged>;
  /** Merges that stand in which the person survived or was absorbed, latest first. */
  mergesOf(prospectId: string): Promise<readonly MergeRecord[]>;
  stored(prospectId: string): Promise<StoredPerson | null>;
  /** Whether a rep said so: of the pair, or by parting them. Whoever they took in counts; a list that was undone says nothing. */
  areTwo(oneId: string, otherId: string): Promise<boolean>;
  /** Of whom one answered as the other, while what else is known says that they are two. Either may be gone, or be the other, by now. */
  inOneThread(): Promise<readonly (readonly [string, string])[]>;
  /** Pairs that a rep said are two people. */
  dismissed(): Promise<readonly (readonly [string, string])[]>;
  /** `false`: it was known. */
  dismiss(firstId: string, secondId: string, nowMs: number): Promise<boolean>;
}
