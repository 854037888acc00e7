/** A file of ours among theirs: mode 0600, and nothing is ever written over unasked. */
import { open, readFile, rm } from 'node:fs/promises';
import { parse, join } from 'node:path';
import { writePrivateFile } from '../../config/private-file.ts';
import { UserError } from '../../core/user-error.ts';
import { codeOf } from '../input/input-file.ts';

/** @throws {UserError} `file_exists` without `force`, `file_not_writable` (exit 1). */
export async function writeNewFile(path: string, text: string, force: boolean): Promise<void> {
  try {
    if (force) await writePrivateFile(path, text);
    else await create(path, text);
  } catch (cause) {
    if (!force && codeOf(cause) === 'EEXIST') {
      throw new UserError('file_exists', `${path} exists already`, 'write over it: --force');
    }
    throw notWritable(path, cause);
  }
}

/**
 * Writes to the first of `leads.csv`, `leads-2.csv`, `leads-3.csv` ... that is free, or finds the one that holds this text already, and
 * answers with its path.
 */
export async function writeFreeFile(path: string, text: string): Promise<string> {
  const { dir, name, ext } = parse(path);
  for (let copy = 1; ; copy++) {
    const free = copy === 1 ? path : join(dir, `${name}-${copy}${ext}`);
    try {
      await create(free, text);
      return free;
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST') throw notWritable(free, cause);
      if (await holds(free, text)) return free;
    }
  }
}

/** What cannot be read holds something else. */
async function holds(path: string, text: string): Promise<boolean> {
  return readFile(path, 'utf8').then(
    (found) => found === text,
    () => false,
  );
}

async function create(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (cause) {
    await rm(path, { force: true });
    throw cause;
  } finally {
    await file.close();
  }
}

export function notWritable(path: string, cause: unknown): UserError {
  return new UserError(
    'file_not_writable',
    `${path} can't be written: ${codeOf(cause)}`,
    'name a file in a folder that you may write to',
    1,
    { cause },
  );
}
