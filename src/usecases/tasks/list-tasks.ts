/** The open work of the reps, ranked, with whom it is about. */
import type { Prospect } from '../../core/person/prospect.ts';
import type { Channel } from '../../core/sequence.ts';
import { dayWords, writtenTime } from '../../core/time/civil-date.ts';
import { toLocal } from '../../core/time/local-time.ts';
import { absenceWords, onDuty } from '../../policy/cover.ts';
import { maySend } from '../../policy/may-send.ts';
import { quietUntil } from '../../policy/quiet-hours.ts';
import { rankTasks } from '../../policy/rank-tasks.ts';
import type { Stores } from '../../ports/stores.ts';
import { standingsIn } from '../../runner/deciding/standings.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import type { Task } from '../../ports/task-store.ts';

export interface TaskWithPerson {
  readonly task: Task;
  readonly prospect: Prospect | null;
  /** Why it may not be done now, in words; `null`: it may. */
  readonly barred: string | null;
  /** Why it is where it is in the list, then why it exists. */
  readonly reasons: readonly string[];
}

export interface OpenTasks {
  readonly tasks: readonly TaskWithPerson[];
  /** Snoozed ones that are left out until their time. */
  readonly snoozedCount: number;
}

/** With a rep named, their tasks and those of whom they cover now, and what is nobody's: no rep would see it else. */
export async function listTasks(
  {
    tasks,
    people,
    engagement,
    enrollments,
    settings,
  }: Pick<Stores, 'tasks' | 'people' | 'engagement' | 'enrollments'> & {
    readonly settings: RunnerSettings;
  },
  filter: { readonly rep: string | null; readonly channel: Channel | null },
  nowMs: number,
): Promise<OpenTasks> {
  const covered = settings.reps.filter(({ id }) => onDuty(settings, id, nowMs) === filter.rep);
  const whose = new Set([filter.rep, null, ...covered.map(({ id }) => id)]);
  const isAsked = ({ rep, channel }: Task): boolean =>
    (filter.rep === null || whose.has(rep)) &&
    (filter.channel === null || channel === filter.channel);
  const open = (await tasks.open(null)).filter(isAsked);
  // The workspace's zone says which day is today.
  const standings = standingsIn(engagement, settings.score, nowMs);
  const standing = await standings([...new Set(open.map(({ prospectId }) => prospectId))]);
  const ranked = rankTasks(open, nowMs, settings.zone, standing);
  const known = new Map<string, Prospect | null>();
  const found: TaskWithPerson[] = [];
  for (const { task, urgencies } of ranked) {
    if (!known.has(task.prospectId)) {
      known.set(task.prospectId, await people.byId(task.prospectId));
    }
    const prospect = known.get(task.prospectId) ?? null;
    const nobodys = filter.rep !== null && task.rep === null ? ["nobody's so far"] : [];
    const absence = absenceWords(settings, task.rep, nowMs) ?? [];
    const barred =
      prospect === null ? null : await barWords({ enrollments, settings }, task, prospect, nowMs);
    const quiet = prospect === null ? [] : quietWords(task, prospect, settings, nowMs);
    const reasons = [
      ...(barred === null ? [] : [barred]),
      ...quiet,
      ...nobodys,
      ...urgencies,
      ...task.reasons,
    ];
    found.push({ task, prospect, barred, reasons: reasons.concat(absence) });
  }
  return { tasks: found, snoozedCount: open.length - ranked.length };
}

/** What speaks against doing it now, of one that is open; what bars it comes first. */
export async function hindrances(
  needs: Pick<Stores, 'enrollments'> & { readonly settings: RunnerSettings },
  task: Task,
  prospect: Prospect | null,
  nowMs: number,
): Promise<readonly string[]> {
  if (prospect === null || task.status !== 'open') return [];
  const barred = await barWords(needs, task, prospect, nowMs);
  const quiet = quietWords(task, prospect, needs.settings, nowMs);
  return barred === null ? quiet : [barred, ...quiet];
}

/**
 * What the law, or their word, says of a touch that a rep is about to do: a consent may have run out since the task was opened, a register
 * may have grown old. `null`: nothing.
 */
async function barWords(
  { enrollments, settings }: Pick<Stores, 'enrollments'> & { readonly settings: RunnerSettings },
  { kind, channel, action }: Pick<Task, 'kind' | 'channel' | 'action'>,
  prospect: Prospect,
  nowMs: number,
): Promise<string | null> {
  if (channel === null || channel === 'task' || !OF_STEPS.includes(kind)) return null;
  const { suppressedBy, ledger } = await enrollments.facts(prospect.id);
  if (suppressedBy !== null) return `not now: ${suppressedBy}`;
  const named = channel === 'message' ? (action ?? channel) : channel;
  const { compliance } = settings;
  const facts = { compliance, channel: named, prospect, ledger, rangAtMs: [], nowMs };
  const law = maySend(facts);
  return law?.verdict === 'hold' ? `not now: ${law.detail}` : null;
}

/** A message by hand is a plain task on a channel. */
const OF_STEPS: readonly Task['kind'][] = ['linkedin', 'call', 'sms', 'task'];

/** A call in their evening, night or Sunday is not held, and the rep is told. */
export function quietWords(
  { kind }: Pick<Task, 'kind'>,
  prospect: Prospect,
  { compliance, zone }: RunnerSettings,
  nowMs: number,
): readonly string[] {
  if (compliance === 'off' || (kind !== 'call' && kind !== 'sms')) return [];
  const theirs = prospect.zone ?? zone;
  const untilMs = quietUntil(prospect, theirs, nowMs);
  if (untilMs === null) return [];
  const { day, minute } = toLocal(theirs, untilMs);
  return [`their telephone is quiet until ${dayWords(day)} ${writtenTime(minute)} in ${theirs}`];
}
