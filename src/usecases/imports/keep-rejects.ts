/**
 * Rejected rows have a file when their list came in, and none when it did not, whatever ends the process between the two. What it is called on
 * its way is remembered: as a part before anything is written, as whole in the commit of the list. So the next import can tell what was left.
 */
import { UserError } from '../../core/user-error.ts';
import type { PrivacyStore } from '../../ports/privacy-store.ts';
import type { LeftRejects, WaitingRejects } from '../../ports/rejects-file.ts';

type Remembering = Pick<PrivacyStore, 'rememberFile' | 'writtenFiles' | 'forgetFile'>;

/** @param takeIn  Its commit remembers the whole file, if there is one. */
export async function withRejects<Result>(
  privacy: Remembering,
  rejects: WaitingRejects,
  takeIn: () => Promise<Result>,
  nowMs: number,
): Promise<{ readonly result: Result; readonly rejectsFile: string | null }> {
  await privacy.rememberFile({ path: rejects.part, kind: 'list' }, nowMs);
  const result = await takeIn().catch(async (cause: unknown) => {
    await dropRejects(privacy, rejects);
    throw cause;
  });
  return { result, rejectsFile: await nameRejects(privacy, rejects, nowMs) };
}

/**
 * Ends what imports left that died: a list that came in gets its file, of the others nothing stays. What can't have its name now waits on.
 *
 * @param left  `null`: the path is none of theirs, or somebody is at it. @returns The files that have their names now.
 */
export async function finishRejects(
  privacy: Remembering,
  left: (path: string) => LeftRejects | null,
  nowMs: number,
): Promise<readonly string[]> {
  const found = (await privacy.writtenFiles()).flatMap(({ path }) => left(path) ?? []);
  const named: string[] = [];
  const waiting = new Set<string>();
  for (const { rejects } of found.filter(({ isWhole }) => isWhole)) {
    try {
      const path = await nameRejects(privacy, rejects, nowMs);
      if (path !== null) named.push(path);
    } catch (cause) {
      if (!(cause instanceof UserError)) throw cause;
      waiting.add(rejects.part);
    }
  }
  for (const { rejects } of found.filter(({ isWhole }) => !isWhole))
    if (!waiting.has(rejects.part)) await dropRejects(privacy, rejects);
  return named;
}

/** It is remembered by one name or the other all the time. */
async function nameRejects(
  privacy: Remembering,
  rejects: WaitingRejects,
  nowMs: number,
): Promise<string | null> {
  const path = await rejects.keep();
  if (path !== null) await privacy.rememberFile({ path, kind: 'list' }, nowMs);
  await dropRejects(privacy, rejects);
  return path;
}

async function dropRejects(privacy: Remembering, rejects: WaitingRejects): Promise<void> {
  await rejects.drop();
  await privacy.forgetFile(rejects.whole);
  await privacy.forgetFile(rejects.part);
}
