/** Delivers a message the way a mail server does: complete in `tmp` first, then renamed into `new` (maildir(5)). */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export async function createMaildir(directory: string): Promise<void> {
  for (const part of ['cur', 'new', 'tmp']) {
    await mkdir(join(directory, part), { recursive: true, mode: 0o700 });
  }
}

/** @param name  Unique in the Maildir. */
export async function deliver(directory: string, name: string, message: string): Promise<void> {
  const draft = join(directory, 'tmp', name);
  await writeFile(draft, message, { mode: 0o600 });
  await rename(draft, join(directory, 'new', name));
}
