import type { Check } from '../../ports/verify-store.ts';
import type { Command } from './statement.ts';

/** Runs a command inside of a transaction that is held. */
export type Ask = <Result>(command: Command<Result>) => Promise<Result>;

/**
 * Runs commands against one database, each atomic. A command is handed over as a maker, because one that shared a commit with a failing
 * neighbour is made and run again.
 */
export interface Executor {
  /** Durable when it resolves. */
  write<Result>(make: () => Command<Result>): Promise<Result>;
  /** Sees one state of the database; writes nothing. */
  read<Result>(make: () => Command<Result>): Promise<Result>;
  /**
   * One write transaction that stays open while `work` reads what comes in; it is taken back when that throws, or answers with `keep: false`.
   * What others ask to write waits for its end.
   */
  hold<Result>(
    work: (ask: Ask) => Promise<{ readonly keep: boolean; readonly result: Result }>,
  ): Promise<Result>;
  /** Makes the key of what is left of erased people, where there is none. */
  makeKey(): void;
  /** The key is read anew: it may have been taken away. */
  readKeyAgain(): void;
  /**
   * Rewrites the database so that no byte of what was deleted is left in its files, and drops copies that a migration left of it. `false`:
   * somebody else reads, and it is to be tried again.
   */
  clean(): Promise<boolean>;
  /** What the database says of its own file. Reads all of it. */
  inspect(): Promise<readonly Check[]>;
}
