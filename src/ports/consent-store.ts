import type { CallList, Consent } from '../core/person/consent.ts';

/** One statement as it is stored. */
export interface ConsentRecord extends Consent {
  /** `c12`. */
  readonly id: string;
  readonly prospectId: string;
  readonly atMs: number;
  readonly recordedAtMs: number;
}

export type NewConsent = Omit<ConsentRecord, 'id' | 'recordedAtMs'>;

/** A list with what it holds. */
export interface StoredCallList extends CallList {
  readonly numbers: number;
  readonly importedAtMs: number;
}

/** What did people say, and which numbers must not be called? Statements and numbers are added, never changed or taken away. */
export interface ConsentStore {
  /** Appends what is not there word for word. How many were new; the epoch moves only then, so a repeat disturbs no gate. */
  addConsents(added: readonly NewConsent[], nowMs: number): Promise<number>;
  /** Of one person, oldest first. */
  consentsOf(prospectId: string): Promise<readonly ConsentRecord[]>;
  /** Of everybody, in the order of recording; `after` pages. */
  consents(after: string | null, limit: number): Promise<readonly ConsentRecord[]>;
  /** Puts numbers on a list; how many were new. @param numbers  E.164. */
  addCallNumbers(source: string, numbers: readonly string[]): Promise<number>;
  /** The list is complete as of its day, which never goes back. */
  dateCallList(list: CallList, nowMs: number): Promise<void>;
  /** By name. */
  callLists(): Promise<readonly StoredCallList[]>;
}
