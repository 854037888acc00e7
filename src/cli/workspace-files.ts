/** The files of a workspace on disk. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WritableWorkspaceFiles } from '../ports/workspace-files.ts';

/** @param dir  Absolute. */
export function workspaceFiles(dir: string): WritableWorkspaceFiles {
  return {
    read: (path) => unlessMissing(readFile(join(dir, path), 'utf8'), null),
    list: async (folder) => {
      const entries = await unlessMissing(readdir(join(dir, folder), { withFileTypes: true }), []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .toSorted();
    },
    write: async (path, text) => {
      const file = join(dir, path);
      const beside = `${file}.new`;
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await rm(beside, { force: true });
      await writeFile(beside, text, { flag: 'wx', mode: 0o600 });
      await rename(beside, file);
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
