/** Writes a file with people in it, and remembers where: an erasure will look there. */
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
