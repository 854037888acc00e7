/** Where the rows go that can't be used, while the list is read. */
export interface RejectsFile {
  /** @throws {UserError} `file_exists`, `file_not_writable` (exit 1). */
  write(text: string): Promise<void>;
  /** Everything is on disk when it resolves, under a name of its own: nobody takes it for a whole file yet. */
  end(): Promise<void>;
}
