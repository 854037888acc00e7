/** Files that we wrote about people, as they lie on the disk. */
import { readFile, rm } from 'node:fs/promises';
import { writePrivateFile } from '../../config/private-file.ts';
import type { PeopleFiles } from '../../ports/people-files.ts';
import { codeOf } from '../input/input-file.ts';

export const peopleFiles: PeopleFiles = {
  async read(path) {
    try {
      return await readFile(path, 'utf8');
    } catch (cause) {
      if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return null;
      throw cause;
    }
  },
  write: writePrivateFile,
  remove: (path) => rm(path, { force: true }),
};
