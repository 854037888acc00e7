/** Which workspace is meant? */
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Environment } from './user-folders.ts';
import { WORKSPACE_FILE } from './workspace-name.ts';

export type FoundWorkspace =
  /** The absolute path of `touchline.yaml`. */
  | { readonly ok: true; readonly file: string }
  | {
      readonly ok: false;
      readonly code: 'no_workspace';
      readonly message: string;
      readonly hint: string;
    };

/**
 * The folder named by `--workspace`, else by `TOUCHLINE_WORKSPACE`, else the nearest parent of `cwd` that has a `touchline.yaml`.
 * A folder that was named and has none is an error, never a reason to look elsewhere.
 *
 * @param option  What `--workspace` says; `null`: it was not given.
 */
export async function findWorkspace(
  option: string | null,
  env: Environment,
  cwd: string,
): Promise<FoundWorkspace> {
  const variable = env['TOUCHLINE_WORKSPACE'];
  const named = option ?? (variable === undefined || variable === '' ? null : variable);
  if (named !== null) {
    const folder = resolve(cwd, named);
    if (await isFile(join(folder, WORKSPACE_FILE)))
      return { ok: true, file: join(folder, WORKSPACE_FILE) };
    const source = option === null ? 'TOUCHLINE_WORKSPACE' : '--workspace';
    return none(`${source} names ${folder}, which has no ${WORKSPACE_FILE}`);
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (await isFile(join(folder, WORKSPACE_FILE)))
      return { ok: true, file: join(folder, WORKSPACE_FILE) };
    if (folder === dirname(folder)) {
      return none(`there is no ${WORKSPACE_FILE} in ${resolve(cwd)} or a folder above it`);
    }
  }
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ?? false;
}

function none(message: string): FoundWorkspace {
  return { ok: false, code: 'no_workspace', message, hint: 'make one with: touchline init' };
}
