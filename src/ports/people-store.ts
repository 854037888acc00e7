import type { Identity, Prospect } from '../core/prospect.ts';

/** What is written of a person: everything but what the store gives. */
export type ProspectDraft = Omit<Prospect, 'id' | 'revision'>;

export type PersonChange =
  /** `id` `null`: a new person. */
  | { readonly id: string | null; readonly person: ProspectDraft }
  /** Stays as it is, and is put on the list. */
  | { readonly id: string; readonly person: null };

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
  /** Everybody who has one of these identities, each once. */
  byIdentities(
    identities: readonly Pick<Identity, 'kind' | 'value'>[],
  ): Promise<readonly Prospect[]>;
  /** Everybody in whose fields this E.164 number stands, because it is somebody else's identity. */
  sharingPhone(value: string): Promise<readonly Prospect[]>;
  /** People of an account, those we know longest first. */
  ofAccount(accountId: string, limit: number): Promise<readonly Prospect[]>;
  /** Everybody, or a list's members, by id; `after` pages. */
  list(filter: {
    readonly list: string | null;
    readonly after: string | null;
    readonly limit: number;
  }): Promise<readonly Prospect[]>;
  /**
   * Creates or changes people, in one commit, and puts them on a list when one is named. Answers with their ids, in order.
   *
   * @throws {UserError} `people_changed` (exit 75) when somebody else has one of the identities by now; nothing was written.
   */
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
