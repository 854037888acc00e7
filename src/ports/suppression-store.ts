import type { NewSuppression } from '../core/person-effects.ts';

export interface SuppressionEntry extends NewSuppression {
  readonly source: string;
  readonly atMs: number;
}

/** Who must not be touched. */
export interface SuppressionStore {
  /** How many were new. */
  addSuppressions(added: readonly NewSuppression[], source: string, nowMs: number): Promise<number>;
  /** `false`: it was not on the list. */
  removeSuppression(kind: NewSuppression['kind'], value: string): Promise<boolean>;
  suppressions(): Promise<readonly SuppressionEntry[]>;
  /** People by id whom any of these binds, each with one that does. */
  bound(entries: readonly NewSuppression[]): Promise<ReadonlyMap<string, NewSuppression>>;
}
