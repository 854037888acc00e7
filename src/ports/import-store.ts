import type { Consent } from '../core/person/consent.ts';
import type { PersonText } from '../core/person/person-text.ts';
import type { Prospect } from '../core/person/prospect.ts';
import type { ChangeBefore } from '../core/person/said.ts';
import type { SourceTimes } from '../core/person/source-time.ts';
import type { MergeOrder, MergeRecord, Unmerged, UnmergeOrder } from './merge-store.ts';
import type { ProspectDraft } from './people-store.ts';
import type { WrittenFile } from './privacy-store.ts';
import type { PersonNow, StoredPerson } from './stored-person.ts';

export interface ImportRecord {
  /** `i7`. */
  readonly id: string;
  /** 7. */
  readonly number: number;
  readonly file: string;
  readonly atMs: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Epoch ms; `null`: it stands. */
  readonly undoneAtMs: number | null;
}

/** The bytes of a list and how they are read: the same again says nothing new. */
export interface ImportMark {
  readonly sha256: string;
  /** As JSON. */
  readonly options: string;
}

/** `suppressed`: on every channel. */
export type Standing = 'free' | 'suppressed' | 'erased';

/** Who has a key. */
export interface KeyOwner {
  readonly hash: number;
  readonly name: string;
  readonly prospectId: string;
}

/** Somebody who is known, as they are written down: most rows of a list say just that again, and nobody has to read it. */
export interface KnownText {
  readonly id: string;
  /** As in `PersonText`. */
  readonly profile: string;
  readonly times: SourceTimes;
  read(): Prospect;
}

/** What a portion of a list makes of people. */
export interface ImportPortion {
  readonly created: readonly NewPerson[];
  readonly changed: readonly ChangedRow[];
  /** Who was known, and opted out by what a row says: also where something else that is said of them is newer. */
  readonly optedOut: readonly { readonly id: string; readonly said: readonly Consent[] }[];
  /** Keys that lead to people from now on; known ones are left alone. */
  readonly keys: readonly KeyOwner[];
  /** People who are put on the list of the import, if it has one. */
  readonly members: readonly string[];
}

export interface NewPerson {
  /** As `OpenImport.firstNewNumber` counts. */
  readonly id: string;
  readonly text: PersonText;
  readonly times: SourceTimes;
}

export interface ChangedRow {
  readonly id: string;
  readonly person: ProspectDraft;
  readonly times: SourceTimes;
  /** What undoing needs; `null`: the person is as before, only what is known of them is newer. */
  readonly before: ChangeBefore | null;
}

export interface ImportOrderRecord extends ImportMark {
  readonly file: string;
  readonly list: string | null;
  readonly nowMs: number;
}

/** The open commit of one import: what it writes is seen by itself, and by others once it is kept. */
export interface OpenImport {
  readonly number: number;
  /** Row number of the first person who is created; the next ones follow. */
  readonly firstNewNumber: number;
  /** The first import of the same list, if it stands: what the list says is as new as it was then. */
  readonly same: { readonly number: number; readonly atMs: number } | null;
  /** Everybody who has one of these keys, or another whose hash happens to be the same. */
  owners(hashes: readonly number[]): Promise<readonly KeyOwner[]>;
  people(ids: readonly string[]): Promise<readonly KnownText[]>;
  /** Columns of the list that have no name of their own. */
  noteColumns(names: readonly string[]): Promise<void>;
  /** Which of these must not be touched, in their order. @throws {UserError} `suppression_key_missing`, `suppression_key_wrong`. */
  standing(people: readonly Pick<PersonText, 'profile'>[]): Promise<readonly Standing[]>;
  write(portion: ImportPortion): Promise<void>;
  /** As `PrivacyStore.rememberFile`. */
  remember(file: WrittenFile): Promise<void>;
  /** @param before  What undoing needs to give the survivor back as they were. */
  merge(
    order: Omit<MergeOrder, 'importNumber' | 'nowMs'> & { readonly before: ChangeBefore },
  ): Promise<void>;
}

/** Lists come in whole or not at all. */
export interface ImportStore {
  /**
   * One commit around all that `work` writes; taken back when it throws, or says that nothing is to be kept. Others read what was there
   * before, and wait to write.
   *
   * @throws {UserError} `store_busy` (exit 75).
   */
  importing<Result>(
    order: ImportOrderRecord,
    work: (open: OpenImport) => Promise<{
      readonly keep: Readonly<Record<string, number>> | null;
      readonly result: Result;
    }>,
  ): Promise<Result>;
  /** Newest first. */
  imports(): Promise<readonly ImportRecord[]>;
  /** People whom an import changed and who are in a sequence they have not finished, by id; `after` pages. */
  changedInFlight(
    importNumber: number,
    after: string | null,
    limit: number,
  ): Promise<readonly Prospect[]>;
  /**
   * One commit around an undoing, taken back when `work` throws or says so.
   *
   * @throws {UserError} `store_busy` (exit 75).
   */
  undoing<Result>(
    importId: string,
    nowMs: number,
    work: (open: OpenUndo) => Promise<{ readonly keep: boolean; readonly result: Result }>,
  ): Promise<Result>;
}

/** The open commit in which an import is undone. */
export interface OpenUndo {
  /** `null`: there was no such import. */
  readonly record: ImportRecord | null;
  /** Of this import, of the earlier ones of the same list, and of all that were undone. */
  readonly numbers: readonly number[];
  /** People whom it made and who are there, by id; `after` pages. */
  created(after: string | null, limit: number): Promise<readonly CreatedPerson[]>;
  /** People whom it changed, with what they were, by id. */
  changed(
    after: string | null,
    limit: number,
  ): Promise<readonly { readonly stored: StoredPerson; readonly before: ChangeBefore }[]>;
  /** That it made and that stand, latest first. */
  merges(): Promise<readonly MergeRecord[]>;
  /** All that stand into somebody, latest first. */
  mergesOf(prospectId: string): Promise<readonly MergeRecord[]>;
  /** Who holds somebody whom it made or changed, by merges that stand. */
  absorbers(): Promise<readonly string[]>;
  stored(prospectId: string): Promise<StoredPerson | null>;
  unmerge(order: UnmergeOrder): Promise<Unmerged>;
  remove(ids: readonly string[]): Promise<void>;
  /** Identities that are gone lead to them no more. */
  restore(person: StoredPerson, now: PersonNow): Promise<void>;
  /** Whom it put on its list is off it; how many. */
  leaveList(): Promise<number>;
}

export interface CreatedPerson extends StoredPerson {
  /** Enrolled, touched, heard of or given a task. */
  readonly hasHistory: boolean;
  /** On a list that this import did not put them on. */
  readonly isOnOtherList: boolean;
}
