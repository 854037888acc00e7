/**
 * The config of a workspace, checked once per text of its file: parsing takes longer to load than a quick command takes to run.
 *
 * The cache lies outside the workspace: inside, a cloned folder could bring a config that its `touchline.yaml` never showed, and so
 * run commands that nobody trusted. It holds references to secrets, never secrets.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Checked, Diagnostic } from '../core/diagnostic.ts';
import type { Config } from './config.ts';
import { writePrivateFile } from './private-file.ts';
import { cacheFolder, type Environment } from './user-folders.ts';

/** Part of every cache key; goes up whenever `Config`, the checks or a default change. */
const CONFIG_FORMAT = 3;

/**
 * Reads and checks a workspace file. `Config.folder` is its folder.
 *
 * @param file  Absolute.
 * @throws When the file can't be read.
 */
export async function loadConfig(file: string, env: Environment): Promise<Checked<Config>> {
  const text = await readFile(file, 'utf8');
  const key = digest(`${CONFIG_FORMAT}\0${file}\0${text}`);
  const cache = configCacheFile(file, env);
  const cached = await readCache(cache, key);
  if (cached !== null) return cached;
  const { readWorkspace } = await import('./workspace-file.ts');
  const checked = readWorkspace(text, basename(file), dirname(file));
  if (checked.ok) await writeCache(cache, key, checked.value, checked.diagnostics);
  return checked;
}

/** One file per workspace, so that edits leave nothing behind. */
export function configCacheFile(file: string, env: Environment): string {
  return join(cacheFolder(env), `config-${digest(file).slice(0, 16)}.json`);
}

interface CacheEntry {
  /** Of the key and `content`: neither another text's entry nor a damaged one has it. */
  readonly digest: string;
  readonly content: string;
}

async function readCache(path: string, key: string): Promise<Checked<Config> | null> {
  try {
    // Written by `writeCache`: the digest tells whether it is what we wrote, for this text.
    const entry = JSON.parse(await readFile(path, 'utf8')) as CacheEntry;
    if (entry.digest !== digest(`${key}${entry.content}`)) return null;
    const { value, diagnostics } = JSON.parse(entry.content) as {
      value: Config;
      diagnostics: readonly Diagnostic[];
    };
    return { ok: true, value, diagnostics };
  } catch {
    // Missing or damaged: the workspace file says it all.
    return null;
  }
}

async function writeCache(
  path: string,
  key: string,
  value: Config,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  const content = JSON.stringify({ value, diagnostics });
  const entry: CacheEntry = { digest: digest(`${key}${content}`), content };
  try {
    await writePrivateFile(path, JSON.stringify(entry));
  } catch {
    // A home that can't be written to costs time, nothing else.
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
