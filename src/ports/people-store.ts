import type { Identity, Prospect } from '../core/prospect.ts';

/** What is written of a person: everything but what the store gives. */
export type ProspectDraft = Omit<Prospect, 'id' | 'revision'>;

export interface PersonChange {
  /** `null`: a new person. */
  readonly id: string | null;
  readonly person: ProspectDraft;
}

export interface ImportRecord {
  readonly id: string;
  readonly file: string;
  readonly atMs: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Who do we know? */
export interface PeopleStore {
  byId(id: string): Promise<Prospect | null>;
  /** Everybody who has this identity; one person at most, while identities are unique. */
  byIdentity(kind: Identity['kind'], value: string): Promise<Prospect | null>;
  /** Everybody, or a list's members, by id; `after` pages. */
  list(filter: {
    readonly list: string | null;
    readonly after: string | null;
    readonly limit: number;
  }): Promise<readonly Prospect[]>;
  /** Creates or changes people, in one commit, and puts them on a list when one is named. Answers with their ids, in order. */
  save(
    changes: readonly PersonChange[],
    nowMs: number,
    list: string | null,
  ): Promise<readonly string[]>;
  recordImport(
    file: string,
    sha256: string,
    counts: Readonly<Record<string, number>>,
    nowMs: number,
  ): Promise<string>;
  imports(): Promise<readonly ImportRecord[]>;
}
