/** The files of a workspace on disk. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WritableWorkspaceFiles } from '../../ports/workspace-files.ts';
import { writeNewFile } from './new-file.ts';

/** @param dir  Absolute. */
export function workspaceFiles(dir: string): WritableWorkspaceFiles {
  return {
    read: (path) => unlessMissing(readFile(join(dir, path), 'utf8'), null),
    readBytes: (path) => unlessMissing(readFile(join(dir, path)), null),
    list: async (folder) => {
      const entries = await unlessMissing(readdir(join(dir, folder), { withFileTypes: true }), []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .toSorted();
    },
    write: async (path, text) => {
      await writeNewFile(join(dir, path), text, true);
    },
  };
}

/** The second: something else stands where a folder would be. */
const MISSING = ['ENOENT', 'ENOTDIR'];

async function unlessMissing<T, M>(reading: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await reading;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && MISSING.includes(String(cause.code))) {
      return missing;
    }
    throw cause;
  }
}
