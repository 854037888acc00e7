/** The files of a workspace on disk. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceFiles } from '../ports/workspace-files.ts';

/** @param dir  Absolute. */
export function workspaceFiles(dir: string): WorkspaceFiles {
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
  };
}

async function unlessMissing<T, M>(reading: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await reading;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return missing;
    throw cause;
  }
}
