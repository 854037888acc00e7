/** Who has not finished when a rehearsal ends, and why? In the words of `why`, asked once of all who wait for the same. */
import type { Enrollment } from '../../core/enrollment.ts';
import { taskWords } from '../../core/why/rules.ts';
import type { Task } from '../../ports/task-store.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { unfinished } from '../../runner/unfinished.ts';
import { explainNext } from '../../usecases/enrollments/explain-next.ts';

export interface Unfinished {
  readonly prospectId: string;
  readonly sequence: string;
  readonly status: Enrollment['status'];
  /** Why it is paused; `null` otherwise. */
  readonly reason: string | null;
  /** `null`: it has not started. */
  readonly step: string | null;
  readonly waiting: Enrollment['waiting']['for'];
  /** What stands in the way, as `why` names it: `wait`, `task`, `cap`, `missing_field` ... */
  readonly rule: string;
  /** The same in words. */
  readonly because: string;
  /** The open task that it waits for; `null`: something else keeps it. */
  readonly task: { readonly id: string; readonly rep: string | null } | null;
}

type Cause = Pick<Unfinished, 'rule' | 'because'>;

/** By enrollment. */
export async function whyUnfinished(rehearsal: Rehearsal): Promise<readonly Unfinished[]> {
  const open = new Map((await rehearsal.stores.tasks.open(null)).map((task) => [task.id, task]));
  const asked = new Map<string, Cause>();
  const found: Unfinished[] = [];
  for await (const page of unfinished(rehearsal.stores.enrollments)) {
    for (const enrollment of page) {
      const key = situationOf(enrollment, rehearsal.nowMs());
      const known = asked.get(key) ?? (await ask(rehearsal, enrollment));
      asked.set(key, known);
      const task = known.rule === 'task' ? taskOf(enrollment, open) : null;
      const because = task === null ? known.because : taskWords(task.rep, task.id);
      found.push({ ...standingOf(enrollment), rule: known.rule, because, task });
    }
  }
  return found;
}

/** The task and its rep are each person's own, whatever else they share. */
function taskOf({ waiting }: Enrollment, open: ReadonlyMap<string, Task>): Unfinished['task'] {
  const task = waiting.for === 'task' ? open.get(waiting.taskId) : undefined;
  return task === undefined ? null : { id: task.id, rep: task.rep };
}

function standingOf(enrollment: Enrollment): Omit<Unfinished, keyof Cause | 'task'> {
  const { prospectId, sequence, status, reason, cursor, waiting } = enrollment;
  return { prospectId, sequence, status, reason, step: cursor, waiting: waiting.for };
}

/** Equal for those whom the same keeps. */
function situationOf(
  { sequence, status, cursor, waiting, holds, mailbox }: Enrollment,
  nowMs: number,
): string {
  const rule =
    waiting.for === 'time'
      ? [
          waiting.rule,
          Math.max(waiting.untilMs, waiting.notBeforeMs ?? 0) <= nowMs ? mailbox : null,
        ]
      : [];
  const held = holds.map((hold) => [hold.reason, hold.detail]);
  return JSON.stringify([sequence, status, cursor, waiting.for, rule, held]);
}

async function ask(rehearsal: Rehearsal, { id, prospectId }: Enrollment): Promise<Cause> {
  const { engine, stores } = rehearsal;
  const explained = await explainNext(
    { ...engine, tasks: stores.tasks, history: stores.history },
    prospectId,
    rehearsal.nowMs(),
  );
  const checks = explained.find(({ enrollment }) => enrollment.id === id)?.checks ?? [];
  const stop = checks.find(({ verdict }) => verdict === 'blocks');
  if (stop === undefined) return { rule: 'none', because: 'due now' };
  const { rule, detail } = stop;
  return { rule, because: detail === null ? rule : wordsForAll(rule, detail) };
}

/** What stands behind a shut window, in a wait or for a turn is that of the person who was asked: others have another country or company. */
function wordsForAll(rule: string, detail: string): string {
  return SAID_OF_ONE.has(rule) ? detail.replace(/: .*$/s, '') : detail;
}

const SAID_OF_ONE: ReadonlySet<string> = new Set(['window', 'wait', 'max_touches', 'per_account']);
