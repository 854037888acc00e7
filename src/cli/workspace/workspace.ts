/** Where is the workspace? The folder that holds `touchline.yaml`. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { WORKSPACE_FILE } from '../../config/workspace-name.ts';
import { UserError } from '../../core/user-error.ts';
import type { Context } from '../command.ts';

/**
 * The workspace of this run: what `--workspace` or `TOUCHLINE_WORKSPACE` names, else the nearest folder from here upwards.
 *
 * @returns An absolute path.
 * @throws {UserError} `no_workspace` when there is none.
 */
export function requireWorkspace(context: Context): string {
  const { workspaceDir, io } = context;
  if (workspaceDir === null) {
    const found = nearestWorkspace(io.cwd);
    if (found !== null) return found;
    throw new UserError(
      'no_workspace',
      `no ${WORKSPACE_FILE} in ${io.cwd} or above`,
      'start one with: touchline init\nor name it: --workspace DIR',
    );
  }
  if (existsSync(join(workspaceDir, WORKSPACE_FILE))) return workspaceDir;
  throw new UserError(
    'no_workspace',
    `no ${WORKSPACE_FILE} in ${workspaceDir}`,
    `start one with: touchline init ${workspaceDir}`,
  );
}

function nearestWorkspace(fromDir: string): string | null {
  for (let dir = resolve(fromDir); ; dir = dirname(dir)) {
    if (existsSync(join(dir, WORKSPACE_FILE))) return dir;
    if (dir === dirname(dir)) return null;
  }
}
