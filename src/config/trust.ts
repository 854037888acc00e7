/**
 * Which workspace files may run commands? Those whose very text a person looked at.
 *
 * Kept outside the workspace, or a cloned folder could bring its own trust. What a trusted command runs is not hashed.
 */
import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from './private-file.ts';
import { configFolder, type Environment } from './user-folders.ts';

/** The file that holds the hashes, by real path of the workspace file. */
export function trustFile(env: Environment): string {
  return join(configFolder(env), 'trust.json');
}

/**
 * Records the workspace file as it is now; an edit takes the trust away again.
 *
 * @throws When the workspace file can't be read, or the trust file can't be written.
 */
export async function trustWorkspace(workspaceFile: string, env: Environment): Promise<void> {
  const path = await realpath(workspaceFile);
  const hashes = await readHashes(env);
  hashes.set(path, await hashOf(path));
  const text = JSON.stringify({ trusted: Object.fromEntries(hashes) }, null, 2);
  await writePrivateFile(trustFile(env), `${text}\n`);
}

/** False for a file that is missing, was never trusted, was edited since, or when the trust file can't be read. */
export async function isTrusted(workspaceFile: string, env: Environment): Promise<boolean> {
  try {
    const path = await realpath(workspaceFile);
    return (await readHashes(env)).get(path) === (await hashOf(path));
  } catch {
    return false;
  }
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** Empty when the file is missing or damaged: then nothing is trusted. */
async function readHashes(env: Environment): Promise<Map<string, string>> {
  try {
    const content: unknown = JSON.parse(await readFile(trustFile(env), 'utf8'));
    if (typeof content !== 'object' || content === null || !('trusted' in content))
      return new Map();
    const entries = Object.entries(content.trusted ?? {});
    return new Map(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return new Map();
  }
}
