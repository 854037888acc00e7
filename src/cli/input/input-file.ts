/** A file that somebody named on the command line. */
import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import type { Context } from '../command.ts';

/** Well below what one text of Node can hold. */
const BYTES_MOST = 256 * 1024 * 1024;

export interface InputFile {
  /** Absolute. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** @throws {UserError} `file_missing`, `not_a_file`, `file_unreadable`, `input_too_large` (exit 1). */
export async function readInput(context: Context, name: string): Promise<InputFile> {
  const path = resolve(context.io.cwd, name);
  try {
    const { size } = await stat(path);
    if (size > BYTES_MOST) {
      throw new UserError('input_too_large', `${name} is larger than 256 MB`, 'split the file');
    }
    return { path, bytes: await readFile(path) };
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw unreadable(name, codeOf(cause), cause);
  }
}

/**
 * The absolute path of a file that is there; of any size. No pipe: it is read twice, and can be but once.
 *
 * @throws {UserError} As `readInput`, but for its size.
 */
export async function requireInput(context: Context, name: string): Promise<string> {
  const path = resolve(context.io.cwd, name);
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw unreadable(name, 'EISDIR', null);
    if (!found.isFile()) {
      const hint = 'write what comes out of it into a file, and name that';
      throw new UserError('not_a_file', `${name} is a pipe or a device`, hint);
    }
    await access(path, constants.R_OK);
    return path;
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw unreadable(name, codeOf(cause), cause);
  }
}

/** `ENOENT`; empty for what is no failure of the system. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function unreadable(name: string, code: string, cause: unknown): UserError {
  const options = { cause };
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new UserError('file_missing', `there is no file ${name}`, null, 1, options);
  if (code === 'EISDIR')
    return new UserError('not_a_file', `${name} is a folder`, 'name a file of it', 1, options);
  return new UserError('file_unreadable', `${name} can't be read: ${code}`, null, 1, options);
}
