/** Files that we wrote about people, outside of the store. */
export interface PeopleFiles {
  /** `null`: it is not there any more. @throws The system's error where it can't be read. */
  read(path: string): Promise<string | null>;
  /** As a whole or not at all. */
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
}
