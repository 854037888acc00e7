/** A long file of ours, written as it comes: mode 0600, and nothing is written over unasked. */
import { randomUUID } from 'node:crypto';
import { access, link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { codeOf } from '../input/input-file.ts';
import { notWritable } from './new-file.ts';

/** What fails half-way, or is killed, leaves no file of this name, and the old one as it was. @throws {UserError} `file_exists` without `force`, `file_not_writable` (exit 1). */
export async function writeParts(
  path: string,
  force: boolean,
  parts: AsyncIterable<string>,
): Promise<void> {
  if (!force && (await isThere(path))) throw taken(path);
  const target = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  const file = await open(target, 'wx', 0o600).catch((cause: unknown) => {
    throw notWritable(path, cause);
  });
  try {
    for await (const part of parts) await file.writeFile(part);
    await file.sync();
    if (force) await rename(target, path);
    else await link(target, path);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw taken(path);
    throw codeOf(cause) === '' || cause instanceof UserError ? cause : notWritable(path, cause);
  } finally {
    await file.close();
    await rm(target, { force: true });
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function taken(path: string): UserError {
  return new UserError('file_exists', `${path} exists already`, 'write over it: --force');
}
