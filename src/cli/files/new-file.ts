/** A file of ours among theirs: mode 0600, and nothing is ever written over unasked. */
import { open, rm } from 'node:fs/promises';
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
