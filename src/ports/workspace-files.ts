/** The files of a workspace: sequences, templates, attachments. Paths start from its folder and use `/`. */
export interface WorkspaceFiles {
  /** `null`: there is no such file. */
  read(path: string): Promise<string | null>;
  /** As it is on the disk; `null`: there is no such file. */
  readBytes(path: string): Promise<Uint8Array | null>;
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
