/** Writes a file with people in it, and remembers where: an erasure will look there. */
import { join } from 'node:path';
import type { NewFiles } from '../../ports/new-files.ts';
import type { PrivacyStore, WrittenFile } from '../../ports/privacy-store.ts';

/**
 * Remembered before it is written, so that no death leaves one that nobody knows of. What could not be written is somebody else's file, and is
 * not remembered for ours.
 */
export async function writeRemembered(
  privacy: Pick<PrivacyStore, 'rememberFile' | 'writtenFiles' | 'forgetFile'>,
  file: WrittenFile,
  write: () => Promise<void>,
  nowMs: number,
): Promise<void> {
  const wasOurs = (await privacy.writtenFiles()).some(({ path }) => path === file.path);
  await privacy.rememberFile(file, nowMs);
  try {
    await write();
  } catch (cause) {
    if (!wasOurs) await privacy.forgetFile(file.path);
    throw cause;
  }
}

/** The same for files that are made in a folder, each of them about one person. */
export function remembering(
  privacy: Pick<PrivacyStore, 'rememberFile' | 'writtenFiles' | 'forgetFile'>,
  files: Pick<NewFiles, 'create'>,
  folder: string,
  nowMs: number,
): Pick<NewFiles, 'create'> {
  return {
    async create(name, content) {
      const path = join(folder, name);
      const wasOurs = (await privacy.writtenFiles()).some((each) => each.path === path);
      await privacy.rememberFile({ path, kind: 'person' }, nowMs);
      const isNew = await files.create(name, content);
      if (!isNew && !wasOurs) await privacy.forgetFile(path);
      return isNew;
    },
  };
}
