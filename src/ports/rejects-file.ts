/** Where the rows go that can't be used, while the list is read. */
export interface RejectsFile {
  /** @throws {UserError} `file_exists`, `file_not_writable` (exit 1). */
  write(text: string): Promise<void>;
  /**
   * Everything is on disk when it resolves, under a name of its own: nobody takes it for a rejects file yet.
   *
   * @returns That name, absolute; `null`: there was nothing to write.
   */
  end(): Promise<string | null>;
}

/** The same until it is known whether the list came in. */
export interface WaitingRejects extends RejectsFile {
  /** What it is called while rows are written, and from `end` on. Absolute; there need be no file. */
  readonly part: string;
  readonly whole: string;
  /**
   * Gives what is whole the name that people look for. It has its own as well until it is dropped.
   *
   * @returns That name; `null`: there was nothing to write. @throws {UserError} As `write`.
   */
  keep(): Promise<string | null>;
  drop(): Promise<void>;
}

/** Of a process that ended on its way. */
export interface LeftRejects {
  readonly isWhole: boolean;
  readonly rejects: WaitingRejects;
}
