/** Which rep is meant? */
import { UserError } from '../../core/user-error.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import type { TaskStore } from '../../ports/task-store.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

type Reps = RunnerSettings['reps'];

/** The id of the rep of this id, name or address, whatever its case; `null`: nobody is configured as that. */
export function repOf(reps: Reps, text: string): string | null {
  const wanted = text.trim().toLowerCase();
  const rep = reps.find((each) =>
    [each.id, each.name, each.email].some((known) => known?.toLowerCase() === wanted),
  );
  return rep?.id ?? null;
}

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
