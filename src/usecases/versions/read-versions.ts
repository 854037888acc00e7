/** Which versions of a sequence are there: in its file, current, and with people in them? */
import { UserError } from '../../core/user-error.ts';
import type { EnrollmentStore, StoredVersion } from '../../ports/enrollment-store.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import {
  loadSequence,
  loadSuccessors,
  sequenceNames,
  type Workspace,
} from '../files/load-sequence.ts';

export interface SequenceVersions {
  readonly name: string;
  /** What the file says now; `null`: the file is gone. */
  readonly file: StoredVersion | null;
  /** The sequences that the file hands people over to. */
  readonly successors: readonly StoredVersion[];
  /** Those that were current, newest first; empty: nothing of it was ever stored. */
  readonly currents: readonly string[];
  readonly pinned: readonly { readonly hash: string; readonly people: number }[];
  /** What the file is compared with: the current version, or, where that is the file's, the newest other one with people in it. */
  readonly before: StoredVersion | null;
}

/** @throws {UserError} `unknown_sequence` where neither file nor store know it; `invalid_sequence` (exit 3). */
export async function readVersions(
  enrollments: EnrollmentStore,
  files: WorkspaceFiles,
  name: string,
  workspace: Workspace,
): Promise<SequenceVersions> {
  const currents = (await enrollments.currents(name)).map(({ hash }) => hash);
  const isGone = currents.length > 0 && !(await sequenceNames(files)).includes(name);
  const file = isGone ? null : await loadSequence(files, name, workspace);
  const successors = file === null ? [] : await loadSuccessors(files, file, workspace);
  const pinned = await enrollments.pinned(name);
  const before = beforeOf(currents, pinned, file);
  return {
    name,
    file,
    successors,
    currents,
    pinned,
    before: before === null ? null : await storedVersion(enrollments, before),
  };
}

/** @throws {UserError} `unknown_version`. */
export async function storedVersion(
  { version }: Pick<EnrollmentStore, 'version'>,
  hash: string,
): Promise<StoredVersion> {
  const stored = await version(hash);
  if (stored !== null) return stored;
  throw new UserError('unknown_version', `version ${hash} is not stored`, 'touchline verify');
}

function beforeOf(
  currents: readonly string[],
  pinned: SequenceVersions['pinned'],
  file: StoredVersion | null,
): string | null {
  const own = file?.sequence.version;
  const [current = null] = currents;
  if (current !== own) return current;
  const hasPeople = (hash: string): boolean => pinned.some((each) => each.hash === hash);
  return currents.find((hash) => hash !== own && hasPeople(hash)) ?? current;
}
