/** Rejected rows on their way to a file: under names of their own until it is known that the list came in. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { link, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import type { LeftRejects, WaitingRejects } from '../../ports/rejects-file.ts';
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

export class NewRejectsFile implements WaitingRejects {
  readonly part: string;
  readonly whole: string;
  readonly #target: RejectsTarget;
  #file: FileHandle | null = null;

  /** @param pid  Of the process that writes it. */
  constructor(target: RejectsTarget, pid: number = process.pid) {
    this.#target = target;
    // They end as the file will: an erasure reads it by its ending.
    const named = (state: string): string =>
      join(dirname(target.path), `.touchline-${pid}.${state}.${basename(target.path)}`);
    this.part = named('part');
    this.whole = named('whole');
  }

  async write(text: string): Promise<void> {
    this.#file ??= await this.#open();
    await this.#file.writeFile(text).catch((cause: unknown) => this.#refuse(cause));
  }

  async end(): Promise<string | null> {
    if (this.#file === null) return null;
    await this.#file.sync();
    await this.#file.close();
    await rename(this.part, this.whole).catch((cause: unknown) => this.#refuse(cause));
    return this.whole;
  }

  async keep(): Promise<string | null> {
    if (!existsSync(this.whole)) return null;
    const { path, force, mayMove } = this.#target;
    if (force) await rm(path, { force }).catch((cause: unknown) => this.#refuse(cause));
    const { dir, name, ext } = parse(path);
    for (let copy = 1; ; copy++) {
      const free = copy === 1 ? path : join(dir, `${name}-${copy}${ext}`);
      const isTaken = await link(this.whole, free).then(
        () => false,
        (cause: unknown) => (codeOf(cause) === 'EEXIST' ? true : this.#refuse(cause)),
      );
      if (!isTaken || (mayMove && (await this.#isAsIn(free)))) return free;
      if (!mayMove) throw taken(free);
    }
  }

  async drop(): Promise<void> {
    await this.#file?.close().catch(() => undefined);
    for (const path of [this.part, this.whole]) await rm(path, { force: true });
  }

  async #open(): Promise<FileHandle> {
    const { path, force, mayMove } = this.#target;
    if (!force && !mayMove && existsSync(path)) throw taken(path);
    return open(this.part, 'w', 0o600).catch((cause: unknown) => this.#refuse(cause));
  }

  #refuse(cause: unknown): never {
    throw notWritable(this.#target.path, cause);
  }

  /** The same list made it before. What cannot be read holds something else. */
  async #isAsIn(path: string): Promise<boolean> {
    const [mine, theirs] = await Promise.all(
      [this.whole, path].map((each) => sha256Of(each).catch(() => null)),
    );
    return mine !== null && mine === theirs;
  }
}

/** What a process that is no more left under this name; never over somebody's file. `null`: none of these, or it is at it. */
export function leftRejects(path: string): LeftRejects | null {
  const [, pid, state, name] = LEFT.exec(basename(path)) ?? [];
  if (name === undefined || isAtIt(Number(pid))) return null;
  const target = { path: join(dirname(path), name), force: false, mayMove: true };
  return { isWhole: state === 'whole', rejects: new NewRejectsFile(target, Number(pid)) };
}

const LEFT = /^\.touchline-(\d+)\.(part|whole)\.(.+)$/;

/** This process has not begun when it asks: its number was another's before. */
function isAtIt(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return codeOf(cause) !== 'ESRCH';
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
