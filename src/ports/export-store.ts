/** What can be written out row by row, beside people. */
export const EXPORTED_KINDS = [
  'enrollments',
  'touches',
  'tasks',
  'signals',
  'activities',
  'lists',
  'imports',
  'consents',
  'suppressions',
] as const;
export type ExportedKind = (typeof EXPORTED_KINDS)[number];

/** Public names, instants as ISO 8601 in UTC, ids as every command writes them. */
export type ExportedRow = Readonly<Record<string, string | number | null>>;

export interface ExportStore {
  columnsOf(kind: ExportedKind): readonly string[];
  /** In the order in which they came to be; `after` is the key of the last one, 0 for the first portion. */
  rowsAfter(
    kind: ExportedKind,
    after: number,
    limit: number,
  ): Promise<{ readonly rows: readonly ExportedRow[]; readonly last: number }>;
  /** Rows of these people; `null`: the kind is about nobody. */
  rowsOf(kind: ExportedKind, people: readonly string[]): Promise<readonly ExportedRow[] | null>;
}
