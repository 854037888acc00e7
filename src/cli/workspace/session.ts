/** An open workspace: its configuration and its store. Commands open one and close it. */
import { join } from 'node:path';
import { WORKSPACE_FILE } from '../../config/workspace-name.ts';
import { loadConfig } from '../../config/load-config.ts';
import { resolvePath, type Config } from '../../config/config.ts';
import { UserError } from '../../core/user-error.ts';
import { renderDiagnostic } from '../../definition/reading/render-diagnostic.ts';
import type { OpenStores } from '../../ports/stores.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import type { Context } from '../command.ts';
import { refusePretendedNow } from '../context.ts';
import { hostsIn, settingsFrom } from './settings-from.ts';
import { requireWorkspace } from './workspace.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

export interface Session {
  readonly dir: string;
  readonly config: Config;
  readonly settings: RunnerSettings;
  readonly stores: OpenStores;
  /** Absolute. */
  readonly storePath: string;
  /** Decision time: the clock's, but never before the runner's last tick. */
  readonly nowMs: number;
}

/**
 * The configuration of this run's workspace.
 *
 * @throws {UserError} `invalid_workspace` (exit 3) with every diagnostic, as `lint` prints them.
 */
export async function readWorkspace(
  context: Context,
): Promise<{ readonly dir: string; readonly config: Config }> {
  const dir = requireWorkspace(context);
  const checked = await loadConfig(join(dir, WORKSPACE_FILE), context.io.env);
  if (!checked.ok) {
    const source = await workspaceFiles(dir).read(WORKSPACE_FILE);
    const shown = checked.diagnostics.map((each) => renderDiagnostic(each, source));
    throw new UserError(
      'invalid_workspace',
      shown.join('\n\n'),
      'see all of it with: touchline lint',
      3,
    );
  }
  return { dir, config: checked.value };
}

/**
 * Opens the workspace for one command and closes it after.
 *
 * @param access  `write` creates a missing store and refuses a pretended clock off loopback; `read` does neither.
 */
export async function withSession<Result>(
  context: Context,
  access: 'read' | 'write',
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { dir, config } = await readWorkspace(context);
  if (access === 'write') refusePretendedNow(context, hostsIn(config));
  if (config.store.startsWith('postgres')) {
    throw new UserError(
      'store_not_supported',
      'a PostgreSQL store is not in this version',
      'use a file: store: touchline.db',
    );
  }
  const storePath = resolvePath(config, config.store);
  const stores = await context.adapters.store(storePath, {
    create: access === 'write',
    nowMs: context.clock.nowMs(),
  });
  try {
    const { lastMs } = await stores.runner.lastTick();
    const nowMs = Math.max(context.clock.nowMs(), lastMs ?? -Infinity);
    if (access === 'write') await align(stores, config, nowMs);
    const session = { dir, config, settings: settingsFrom(config), stores, storePath, nowMs };
    const result = await use(session);
    // What was taken back may be of a name that stands for another since.
    if (access === 'write') await align(stores, config, nowMs);
    return result;
  } finally {
    stores.close();
  }
}

/** Most workspaces know of no other names, and load nothing for them. */
async function align(stores: OpenStores, { accounts }: Config, nowMs: number): Promise<void> {
  const names = new Map(Object.entries(accounts));
  if (names.size === 0 && (await stores.accounts.aliases()).length === 0) return;
  const { alignAccounts } = await import('../../usecases/accounts/align-accounts.ts');
  await alignAccounts(stores, names, nowMs);
}
