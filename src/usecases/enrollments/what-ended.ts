/** When did an enrollment end and by what; which open task holds one that is paused? */
import type { Activity } from '../../core/activity.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import type { Channel } from '../../core/sequence.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Task } from '../../ports/task-store.ts';

export interface Ending {
  readonly atMs: number;
  /** Of the answer or report that ended it; `null`: none did. */
  readonly channel: Channel | null;
  /** In words: `replied: on email`. */
  readonly because: string;
}

/** `null`: it has not ended. */
export function endingOf({ id, status }: Enrollment, timeline: readonly Activity[]): Ending | null {
  if (status !== 'finished') return null;
  const line = timeline.findLast(
    ({ enrollmentId, type }) => enrollmentId === id && type === 'finished',
  );
  if (line === undefined) return null;
  return { atMs: line.atMs, channel: line.channel, because: line.summary };
}

/** The open task that must end before the enrollment goes on: its own, or the one that its hold is about. `null`: there is none. */
export async function holdingTask(
  { tasks, people }: Pick<Stores, 'tasks' | 'people'>,
  { id, prospectId, status, holds, waiting }: Enrollment,
): Promise<Task | null> {
  const held = status === 'paused' ? holds.map((each) => each.reason) : [];
  const open = await tasks.open(null);
  const ofPerson = open.filter((each) => each.prospectId === prospectId);
  if (held.includes('missing_field') || held.includes('failed')) {
    const missing = ofPerson.find((each) => each.kind === 'missing' && each.enrollmentId === id);
    if (missing !== undefined) return missing;
  }
  if (held.includes('callback')) {
    const calls = ofPerson.filter((each) => each.kind === 'call' && each.snoozedUntilMs !== null);
    const [call] = calls.filter((each) => each.enrollmentId !== id);
    if (call !== undefined) return call;
  }
  if (held.includes('colleague')) {
    const account = (await people.byId(prospectId))?.accountId ?? null;
    for (const reply of open.filter((each) => each.kind === 'reply')) {
      const author = await people.byId(reply.prospectId);
      if (account !== null && author?.accountId === account) return reply;
    }
  }
  if (waiting.for !== 'task') return null;
  return ofPerson.find((each) => each.id === waiting.taskId) ?? null;
}
