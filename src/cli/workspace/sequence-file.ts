/** The sequence of a command that starts from its file. */
import type { Config } from '../../config/config.ts';
import { UserError } from '../../core/user-error.ts';
import type { NewVersion } from '../../ports/enrollment-store.ts';
import { loadSequence, type Workspace } from '../../usecases/files/load-sequence.ts';
import type { Context } from '../command.ts';
import { workspaceFiles } from '../files/workspace-files.ts';
import { withSession } from './session.ts';
import { surroundingsIn } from './surroundings.ts';

/** @throws {UserError} As `loadSequence`; where the file is gone and the store still has it, with the way back. */
export async function readSequence(
  context: Context,
  { dir, config }: { readonly dir: string; readonly config: Config },
  name: string,
  workspace: Workspace = surroundingsIn(config),
): Promise<NewVersion> {
  try {
    return await loadSequence(workspaceFiles(dir), name, workspace);
  } catch (cause) {
    const isUnknown = cause instanceof UserError && cause.code === 'unknown_sequence';
    if (isUnknown && (await isStored(context, name)))
      throw new UserError(
        cause.code,
        `sequences/${name}.yaml is gone; the store has ${name} for those who are in it`,
        `bring the file back, if it was in git: git restore sequences/${name}.yaml\nwho is in it: touchline plan ${name}`,
        cause.exitCode,
      );
    throw cause;
  }
}

async function isStored(context: Context, name: string): Promise<boolean> {
  try {
    return await withSession(context, 'read', async ({ stores }) => {
      const currents = await stores.enrollments.currents(name);
      return currents.length > 0;
    });
  } catch (cause) {
    // Without a store that can be read nobody knows of it.
    if (cause instanceof UserError) return false;
    throw cause;
  }
}
