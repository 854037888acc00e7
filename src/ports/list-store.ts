/** Lists of people, by name: who is on them by an import, or by hand. */
export interface ListStore {
  /** By name. */
  lists(): Promise<readonly { readonly name: string; readonly people: number }[]>;
  /** How many were not on it. */
  join(list: string, ids: readonly string[]): Promise<number>;
  /** How many were on it. */
  leave(list: string, ids: readonly string[]): Promise<number>;
  /** How many are on it; a list of the new name takes them in. Undoing an import finds whom it put there. */
  rename(list: string, name: string): Promise<number>;
  /** The people stay; how many were on it. */
  disband(list: string): Promise<number>;
}
