/** A long file of ours, written as it comes: mode 0600, and nothing is written over unasked. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { UserError } from '../../core/user-error.ts';
import { codeOf } from '../input/input-file.ts';
import { notWritable } from './new-file.ts';

/** What fails half-way leaves nothing, and the old file as it was. @throws {UserError} `file_exists` without `force`, `file_not_writable` (exit 1). */
export async function writeParts(
  path: string,
  force: boolean,
  parts: AsyncIterable<string>,
): Promise<void> {
  const target = force ? `${path}.${randomUUID()}` : path;
  const file = await open(target, 'wx', 0o600).catch((cause: unknown) => {
    if (codeOf(cause) !== 'EEXIST') throw notWritable(path, cause);
    throw new UserError('file_exists', `${path} exists already`, 'write over it: --force');
  });
  try {
    for await (const part of parts) await file.writeFile(part);
    await file.sync();
    if (force) await rename(target, path);
  } catch (cause) {
    await rm(target, { force: true });
    throw codeOf(cause) === '' || cause instanceof UserError ? cause : notWritable(path, cause);
  } finally {
    await file.close();
  }
}
