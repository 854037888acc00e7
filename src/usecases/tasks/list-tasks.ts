/** The open work of the reps, ranked, with whom it is about. */
import type { Prospect } from '../../core/prospect.ts';
import type { Channel } from '../../core/sequence.ts';
import { rankTasks } from '../../policy/rank-tasks.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Task } from '../../ports/task-store.ts';

export interface TaskWithPerson {
  readonly task: Task;
  readonly prospect: Prospect | null;
  /** Why it is where it is in the list, then why it exists. */
  readonly reasons: readonly string[];
}

export interface OpenTasks {
  readonly tasks: readonly TaskWithPerson[];
  /** Snoozed ones that are left out until their time. */
  readonly snoozedCount: number;
}

/**
 * What is nobody's stands in the list of every rep, or no rep would see it.
 *
 * @param zone  Of the workspace: it says which day is today.
 */
export async function listTasks(
  { tasks, people }: Pick<Stores, 'tasks' | 'people'>,
  filter: { readonly rep: string | null; readonly channel: Channel | null },
  nowMs: number,
  zone: string,
): Promise<OpenTasks> {
  const isAsked = ({ rep, channel }: Task): boolean =>
    (filter.rep === null || rep === null || rep === filter.rep) &&
    (filter.channel === null || channel === filter.channel);
  const open = (await tasks.open(null)).filter(isAsked);
  const ranked = rankTasks(open, nowMs, zone);
  const known = new Map<string, Prospect | null>();
  const found: TaskWithPerson[] = [];
  for (const { task, urgencies } of ranked) {
    if (!known.has(task.prospectId)) {
      known.set(task.prospectId, await people.byId(task.prospectId));
    }
    const prospect = known.get(task.prospectId) ?? null;
    const nobodys = filter.rep !== null && task.rep === null ? ["nobody's so far"] : [];
    found.push({ task, prospect, reasons: [...nobodys, ...urgencies, ...task.reasons] });
  }
  return { tasks: found, snoozedCount: open.length - ranked.length };
}
