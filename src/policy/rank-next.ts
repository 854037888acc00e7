/** What should a rep do now? Points that add up, each with its reason, so that she can see what to overrule. */
import { DAY_MS } from '../core/time/duration.ts';
import { standingWords, type Level, type Standing } from '../core/engagement.ts';
import { toLocal } from '../core/time/local-time.ts';
import type { TaskKind } from '../core/task.ts';

/** A reason to do something now, or to leave it for later. */
export interface Urge {
  readonly points: number;
  readonly because: string;
}

export interface NextFacts {
  /** Unique; decides between what is alike. */
  readonly id: string;
  readonly standing: Standing;
  /** `null`: nobody has opened a task, and the person is in no sequence. */
  readonly task: {
    readonly kind: TaskKind;
    readonly priority: number;
    readonly openedAtMs: number;
    readonly dueAtMs: number | null;
  } | null;
  /** Their own best hour is now, in words; `null`: it is not, or nobody knows it. */
  readonly bestHour: string | null;
  /** Their telephone may not ring now, or nothing may go to them, in words; `null`: it may, or it need not. */
  readonly quiet: string | null;
}

const REPLY = 100;
const OVERDUE = 50;
const SETTLE = 40;
const DUE_TODAY = 30;
const PRIORITY_MOST = 50;
const BEST_HOUR = 10;
const QUIET = -60;
const OPEN_DAYS_MOST = 10;
const OF_LEVEL: Readonly<Record<Level, number>> = { cold: 0, warm: 5, engaged: 15, hot: 25 };
const ALONE: Readonly<Record<Level, number>> = { cold: 0, warm: 0, engaged: 10, hot: 20 };

/** Whether somebody without a task is worth a word at all. */
export function deservesTouch({ level }: Standing): boolean {
  return ALONE[level] > 0;
}

/** The strongest first. @param zone  Whose "today" it is. */
export function urgesOf(facts: NextFacts, nowMs: number, zone: string): readonly Urge[] {
  const { standing, task, bestHour, quiet } = facts;
  const urges: Urge[] = [
    ...(task === null
      ? [
          {
            points: ALONE[standing.level],
            because: 'nobody looks after them',
          },
        ]
      : urgesOfTask(task, nowMs, zone)),
    { points: OF_LEVEL[standing.level], because: standingWords(standing) },
    ...(bestHour === null ? [] : [{ points: BEST_HOUR, because: bestHour }]),
    ...(quiet === null ? [] : [{ points: QUIET, because: quiet }]),
  ];
  const counting = urges.filter(({ points }) => points !== 0);
  return counting.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

export function urgencyOf(urges: readonly Urge[]): number {
  return urges.reduce((sum, { points }) => sum + points, 0);
}

/** The most urgent first; of two that are alike the one that was opened first, then by id. */
export function rankNext<T extends NextFacts>(
  all: readonly T[],
  nowMs: number,
  zone: string,
): readonly { readonly next: T; readonly urges: readonly Urge[]; readonly urgency: number }[] {
  const judged = all.map((next) => {
    const urges = urgesOf(next, nowMs, zone);
    return { next, urges, urgency: urgencyOf(urges), sinceMs: next.task?.openedAtMs ?? Infinity };
  });
  return judged.toSorted(
    (a, b) =>
      b.urgency - a.urgency ||
      (a.sinceMs === b.sinceMs ? 0 : a.sinceMs - b.sinceMs) ||
      (a.next.id < b.next.id ? -1 : 1),
  );
}

function urgesOfTask(
  { kind, priority, openedAtMs, dueAtMs }: NonNullable<NextFacts['task']>,
  nowMs: number,
  zone: string,
): readonly Urge[] {
  const urges: Urge[] = [];
  if (kind === 'reply') urges.push({ points: REPLY, because: 'they answered' });
  if (kind === 'settle')
    urges.push({ points: SETTLE, because: 'nobody knows whether it was sent' });
  if (dueAtMs !== null && dueAtMs < nowMs) urges.push({ points: OVERDUE, because: 'overdue' });
  else if (dueAtMs !== null && toLocal(zone, dueAtMs).day === toLocal(zone, nowMs).day)
    urges.push({ points: DUE_TODAY, because: 'due today' });
  // Only that of a step was written by somebody.
  if (kind !== 'reply' && kind !== 'settle') {
    const points = Math.max(-PRIORITY_MOST, Math.min(PRIORITY_MOST, priority));
    urges.push({ points, because: `priority ${priority}` });
  }
  const days = Math.min(OPEN_DAYS_MOST, Math.floor(Math.max(0, nowMs - openedAtMs) / DAY_MS));
  urges.push({ points: days, because: `open for ${days === 1 ? 'a day' : `${days} days`}` });
  return urges;
}
