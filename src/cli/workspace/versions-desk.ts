/** An open workspace for the commands that compare, apply and take back versions of a sequence. */
import { planMigration, type Migration } from '../../usecases/versions/plan-migration.ts';
import { readVersions, type SequenceVersions } from '../../usecases/versions/read-versions.ts';
import type { Context } from '../command.ts';
import { withDesk, type Desk } from './desk.ts';
import { livingIn } from './surroundings.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

export const MIGRATE_OPTION = {
  kind: 'choice',
  placeholder: 'POLICY',
  summary: 'people in flight: pin (stay on their version, the default), move, or stop',
  choices: ['pin', 'move', 'stop'],
} as const;

export const SEQUENCE_ARGUMENT = {
  count: 'one',
  placeholder: 'SEQUENCE',
  summary: 'name of a file in sequences/',
} as const;

export interface VersionsDesk extends Desk {
  readonly versions: SequenceVersions;
}

export function withVersions<Result>(
  context: Context,
  access: 'read' | 'write',
  name: string,
  use: (desk: VersionsDesk) => Promise<Result>,
): Promise<Result> {
  return withDesk(context, access, async (desk) => {
    const files = workspaceFiles(desk.session.dir);
    const { enrollments } = desk.to;
    const versions = await readVersions(enrollments, files, name, livingIn(desk.session));
    return use({ ...desk, versions });
  });
}

/** `null`: the file is gone, so nothing would move anybody. */
export async function migrationOf(
  context: Context,
  { to, versions, moment }: VersionsDesk,
): Promise<Migration | null> {
  const { file, pinned } = versions;
  if (file === null) return null;
  const total = pinned.reduce((sum, { people }) => sum + people, 0);
  const progress = context.progress('looking at people');
  const migration = await planMigration(to, file, moment, (done) => progress.count(done, total));
  progress.end();
  return migration;
}
