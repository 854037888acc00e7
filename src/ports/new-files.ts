/** A folder in which files are made and never overwritten. Paths start there. */
export interface NewFiles {
  /** With mode 0600, in folders of mode 0700. `false`: something is there already, and it stays as it is. */
  create(path: string, content: string | Uint8Array): Promise<boolean>;
  /** With mode 0700. `false`: it is there already. */
  createFolder(path: string): Promise<boolean>;
  /** Whether files can be made here: it is a folder, or nothing yet. */
  isPossible(): Promise<boolean>;
}
