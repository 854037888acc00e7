import type { Command } from '../statement.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
  /** What only SQLite has words for, after the others. */
  readonly sqlite?: readonly string[];
  /** Writes what no statement can work out, after the statements and in their transaction. */
  readonly fill?: () => Command<void>;
}
