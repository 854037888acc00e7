/** Which rep is meant? */
import { UserError } from '../../core/user-error.ts';
import { repOf } from '../../people/identity/owner.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import type { TaskStore } from '../../ports/task-store.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

type Reps = RunnerSettings['reps'];

/**
 * As `requireRep`, but a rep who is not configured any more and still has open tasks is known as well.
 *
 * @throws {UserError} `unknown_rep` (exit 2).
 */
export async function requireRepWithTasks(
  reps: Reps,
  tasks: Pick<TaskStore, 'open'>,
  text: string,
): Promise<string> {
  const hasTasks = repOf(reps, text) === null && (await tasks.open(text)).length > 0;
  return hasTasks ? text : requireRep(reps, text);
}

/** @throws {UserError} `unknown_rep` (exit 2). */
export function requireRep(reps: Reps, text: string): string {
  const rep = repOf(reps, text);
  if (rep !== null) return rep;
  const ids = reps.map((each) => each.id);
  throw new UserError(
    'unknown_rep',
    `"${text}" is no rep of this workspace`,
    suggestion(text, ids, 'reps are') ?? 'add one to touchline.yaml, under reps',
    2,
  );
}
