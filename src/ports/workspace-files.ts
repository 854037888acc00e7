/** The texts of a workspace: sequences, templates. Paths start from its folder and use `/`. */
export interface WorkspaceFiles {
  /** `null`: there is no such file. */
  read(path: string): Promise<string | null>;
  /** Names of the files in a folder, sorted; empty when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

export interface WritableWorkspaceFiles extends WorkspaceFiles {
  /**
   * Makes or replaces a file, whole. A link in its place is replaced, not followed.
   *
   * @throws {UserError} `file_not_writable`
   */
  write(path: string, text: string): Promise<void>;
}
