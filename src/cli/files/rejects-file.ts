/** Rejected rows on their way to a file: under a name of their own until it is known that the list came in. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { link, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import type { RejectsFile } from '../../ports/rejects-file.ts';
import { codeOf } from '../input/input-file.ts';
import { notWritable } from './new-file.ts';

export interface RejectsTarget {
  /** Absolute. */
  readonly path: string;
  /** Write over what is there. */
  readonly force: boolean;
  /** Nobody named it: where it is taken, `leads.rejected-2.csv` is free. */
  readonly mayMove: boolean;
}

export class NewRejectsFile implements RejectsFile {
  readonly #target: RejectsTarget;
  readonly #path: string;
  #file: FileHandle | null = null;

  constructor(target: RejectsTarget) {
    this.#target = target;
    const { path } = target;
    this.#path = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  }

  async write(text: string): Promise<void> {
    this.#file ??= await this.#open();
    await this.#file.writeFile(text).catch((cause: unknown) => this.#refuse(cause));
  }

  async end(): Promise<void> {
    await this.#file?.sync();
    await this.#file?.close();
  }

  /** Where it is now; `null`: there was nothing to write. */
  async keep(): Promise<string | null> {
    if (this.#file === null) return null;
    const { path, force, mayMove } = this.#target;
    if (force) {
      await rename(this.#path, path);
      return path;
    }
    const { dir, name, ext } = parse(path);
    for (let copy = 1; ; copy++) {
      const free = copy === 1 ? path : join(dir, `${name}-${copy}${ext}`);
      const isTaken = await link(this.#path, free).then(
        () => false,
        (cause: unknown) => (codeOf(cause) === 'EEXIST' ? true : this.#refuse(cause)),
      );
      if (isTaken && mayMove && !(await this.#isAsIn(free))) continue;
      await rm(this.#path, { force: true });
      if (isTaken && !mayMove) throw taken(free);
      return free;
    }
  }

  async discard(): Promise<void> {
    if (this.#file === null) return;
    await this.#file.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }

  async #open(): Promise<FileHandle> {
    const { path, force, mayMove } = this.#target;
    if (!force && !mayMove && existsSync(path)) throw taken(path);
    return open(this.#path, 'w', 0o600).catch((cause: unknown) => this.#refuse(cause));
  }

  #refuse(cause: unknown): never {
    throw notWritable(this.#target.path, cause);
  }

  /** The same list made it before. What cannot be read holds something else. */
  async #isAsIn(path: string): Promise<boolean> {
    const [mine, theirs] = await Promise.all(
      [this.#path, path].map((each) => sha256Of(each).catch(() => null)),
    );
    return mine !== null && mine === theirs;
  }
}

function taken(path: string): UserError {
  return new UserError('file_exists', `${path} exists already`, 'write over it: --force');
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  const bytes: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 1 << 20 });
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}
