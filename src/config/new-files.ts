/** Files and folders that only we may read, made where nothing is yet. */
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export class NewFiles {
  readonly #folder: string;

  /** @param folder  Absolute; made when it is missing. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** `false`: something is there already, and it stays as it is. */
  async create(path: string, content: string | Uint8Array): Promise<boolean> {
    const whole = join(this.#folder, path);
    await mkdir(dirname(whole), { recursive: true, mode: 0o700 });
    try {
      const file = await open(whole, 'wx', 0o600);
      try {
        await file.writeFile(content);
      } finally {
        await file.close();
      }
      return true;
    } catch (error) {
      if (isExisting(error)) return false;
      throw error;
    }
  }

  /** `false`: it is there already. */
  async createFolder(path: string): Promise<boolean> {
    const made = await mkdir(join(this.#folder, path), { recursive: true, mode: 0o700 });
    return made !== undefined;
  }

  /** Whether files can be made here: a folder, or nothing yet. */
  async isPossible(): Promise<boolean> {
    try {
      return (await stat(this.#folder)).isDirectory();
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ENOENT';
    }
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
