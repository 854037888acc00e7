import type { Linkable } from '../core/person/link-key.ts';
import type { Identity } from '../core/person/prospect.ts';

/** What is left of somebody who was erased. */
export interface Erased {
  readonly reason: string;
  readonly atMs: number;
}

/** All that is known of one person: rows by table, columns as they are stored. */
export type Everything = Readonly<Record<string, readonly KnownRow[]>>;
export type KnownRow = Readonly<Record<string, string | number | bigint | Uint8Array | null>>;

/** What was done for somebody's privacy: without a word that says whose. */
export interface PrivacyRecord {
  readonly id: string;
  readonly atMs: number;
  readonly action: 'erase' | 'export' | 'retention' | 'forget_hash';
  /** The id that the person had with us; `null`: it is about nobody alone. */
  readonly subject: string | null;
  readonly reason: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** A file that we wrote outside of the store, with people in it. */
export interface WrittenFile {
  /** Absolute. */
  readonly path: string;
  /** `person`: all of it is about one of them. */
  readonly kind: 'list' | 'person';
}

/** Who was erased, what is known, and what was done about it. */
export interface PrivacyStore {
  /** Each in their order; `null`: they were not. @throws As `RunnerState.assertKey`. */
  erased(people: readonly Linkable[]): Promise<readonly (Erased | null)[]>;
  /** `false`: nobody with it was erased. @throws As `RunnerState.assertKey`. */
  forgetErased(identity: Pick<Identity, 'kind' | 'value'>): Promise<boolean>;
  /** Tables without a row are left out. */
  everything(prospectId: string): Promise<Everything>;
  rememberFile(file: WrittenFile, nowMs: number): Promise<void>;
  writtenFiles(): Promise<readonly WrittenFile[]>;
  forgetFile(path: string): Promise<void>;
  record(record: Omit<PrivacyRecord, 'id'>): Promise<void>;
  /** Newest first. */
  records(limit: number): Promise<readonly PrivacyRecord[]>;
}
