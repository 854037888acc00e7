import type { Linkable } from '../core/person/link-key.ts';
import type { Identity, Prospect } from '../core/person/prospect.ts';

/** What is written of a person: everything but what the store gives. */
export type ProspectDraft = Omit<Prospect, 'id' | 'revision'>;

export type PersonChange =
  /** `id` `null`: a new person. */
  | { readonly id: string | null; readonly person: ProspectDraft }
  /** Stays as it is, and is put on the list. */
  | { readonly id: string; readonly person: null };

/** Who do we know? */
export interface PeopleStore {
  byId(id: string): Promise<Prospect | null>;
  /** Who has this identity; of several who share it (a telephone, an address of a role) who is known longest. */
  byIdentity(kind: Identity['kind'], value: string): Promise<Prospect | null>;
  /** Everybody who has one of these identities, each once. */
  byIdentities(
    identities: readonly Pick<Identity, 'kind' | 'value'>[],
  ): Promise<readonly Prospect[]>;
  /** Who is the same person by what both are known by, known longest first; several: it proves that they are one. */
  linkedTo(person: Linkable): Promise<readonly Prospect[]>;
  /** Into whom a person was merged, at last; `null`: into nobody. */
  mergedInto(id: string): Promise<string | null>;
  /** Everybody who has this E.164 number, known longest first. */
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
}
