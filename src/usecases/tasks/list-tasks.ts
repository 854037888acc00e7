/** The open work of the reps, ranked, with whom it is about. */
import type { Prospect } from '../../core/prospect.ts';
import type { Channel } from '../../core/sequence.ts';
import { absenceWords, onDuty } from '../../policy/cover.ts';
import { rankTasks } from '../../policy/rank-tasks.ts';
import type { Stores } from '../../ports/stores.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
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

/** With a rep named, their tasks and those of whom they cover now. */
export async function listTasks(
  {
    tasks,
    people,
    settings,
  }: Pick<Stores, 'tasks' | 'people'> & { readonly settings: RunnerSettings },
  filter: { readonly rep: string | null; readonly channel: Channel | null },
  nowMs: number,
): Promise<OpenTasks> {
  const covered = settings.reps.filter(({ id }) => onDuty(settings, id, nowMs) === filter.rep);
  const whose =
    filter.rep === null ? [null] : new Set([filter.rep, ...covered.map(({ id }) => id)]);
  const all = await Promise.all([...whose].map((rep) => tasks.open(rep)));
  const open = all
    .flat()
    .filter((task) => filter.channel === null || task.channel === filter.channel);
  // The workspace's zone says which day is today.
  const ranked = rankTasks(open, nowMs, settings.zone);
  const known = new Map<string, Prospect | null>();
  const found: TaskWithPerson[] = [];
  for (const { task, urgencies } of ranked) {
    if (!known.has(task.prospectId)) {
      known.set(task.prospectId, await people.byId(task.prospectId));
    }
    const prospect = known.get(task.prospectId) ?? null;
    const absence = absenceWords(settings, task.rep, nowMs) ?? [];
    found.push({ task, prospect, reasons: [...urgencies, ...task.reasons].concat(absence) });
  }
  return { tasks: found, snoozedCount: open.length - ranked.length };
}
