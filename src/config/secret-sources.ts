/** The world outside, as far as secrets are kept there: files and commands. */
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { resolvePath, type Config } from './config.ts';
import type { SecretSources } from './secrets.ts';

const COMMAND_MOST_MS = 30_000;

export function secretSources(
  env: SecretSources['env'],
  config: Pick<Config, 'folder'>,
  isTrusted: () => Promise<boolean>,
): SecretSources {
  return {
    env,
    isTrusted,
    resolvePath: (path) => resolvePath(config, path),
    readFile: (path) => readFile(path, 'utf8'),
    async stat(path) {
      try {
        const found = await stat(path);
        return { mode: found.mode, isFile: found.isFile() };
      } catch {
        return null;
      }
    },
    runCommand: (command) =>
      new Promise((resolve) => {
        const options = { cwd: config.folder, env: { ...env }, timeout: COMMAND_MOST_MS };
        execFile('/bin/sh', ['-c', command], options, (failure, stdout) => {
          resolve({ exitCode: failure === null ? 0 : 1, stdout });
        });
      }),
  };
}
