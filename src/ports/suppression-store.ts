import type { NewSuppression } from '../core/person-effects.ts';
import type { Identity } from '../core/person/prospect.ts';

export interface SuppressionEntry extends NewSuppression {
  readonly source: string;
  readonly atMs: number;
}

/** Who must not be touched. */
export interface SuppressionStore {
  /** How many were new. */
  addSuppressions(added: readonly NewSuppression[], source: string, nowMs: number): Promise<number>;
  /** Each as it is on the list, on its channel; `null`: it is not. */
  listed(
    entries: readonly Pick<NewSuppression, 'kind' | 'value' | 'channel'>[],
  ): Promise<readonly (SuppressionEntry | null)[]>;
  /** `false`: it was not on the list. @param channel  The entry for this channel alone; left out: the one for all of them. */
  removeSuppression(
    kind: NewSuppression['kind'],
    value: string,
    channel?: string,
  ): Promise<boolean>;
  /** Entries that bind this address, number or profile, on every channel or on one: by itself, by a pattern, by a domain. */
  binding(identity: Pick<Identity, 'kind' | 'value'>): Promise<readonly NewSuppression[]>;
  /** Oldest first. */
  suppressions(): Promise<readonly SuppressionEntry[]>;
  /** People by id whom any of these binds, each with one that does. */
  bound(entries: readonly NewSuppression[]): Promise<ReadonlyMap<string, NewSuppression>>;
}
