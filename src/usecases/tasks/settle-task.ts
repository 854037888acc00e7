/** A rep has done a task, or will not do it: the sequence moves on at once. */
import { answerOf, dispositionIn } from '../../core/call-outcome.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { DISPOSITIONS, type Disposition } from '../../core/task.ts';
import { UserError } from '../../core/user-error.ts';
import type { NewSignal, SignalKind } from '../../core/signal.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Task } from '../../ports/task-store.ts';
import { applyEvent } from '../../runner/deciding/apply.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { logFact } from '../signals/log-fact.ts';
import { applyPending, applyTo, recordSignal, type Recorder } from '../signals/record-signal.ts';
import { wakeColleagues } from '../signals/wake-colleagues.ts';

export type TaskKeeper = Recorder & Pick<Stores, 'tasks' | 'people'>;

export interface TaskAnswer {
  readonly end: 'done' | 'skipped';
  readonly outcome: string | null;
  readonly note: string | null;
  /** `callback`: when the person asked to be called, epoch ms. */
  readonly untilMs: number | null;
  /** Reviews: the draft as the rep left it; absent: as it was drafted. */
  readonly text?: string;
}

export interface SettledTask {
  /** As it is now. */
  readonly task: Task;
  readonly prospect: Prospect;
  /** `recorded`: nobody waited for it any more, so it is kept as a touch made by hand. `unchanged`: it had ended before. */
  readonly did: 'done' | 'skipped' | 'called_back' | 'recorded' | 'unchanged';
  /** The task's own, after it; `null`: it has none, or it did not move. */
  readonly enrollment: Enrollment | null;
  /** The person's other enrollments that wait until the call was made. */
  readonly heldForCall: readonly Enrollment[];
  /** The person's other enrollments that ended, because somebody answered the call. */
  readonly alsoStopped: readonly Enrollment[];
}

/** @throws {UserError} `unknown_task`. */
export async function taskOf({ tasks }: Pick<Stores, 'tasks'>, id: string): Promise<Task> {
  const task = await tasks.task(id);
  if (task !== null) return task;
  throw new UserError(
    'unknown_task',
    `there is no task ${id}`,
    'see the open ones: touchline tasks',
  );
}

/**
 * Whether the answer fits the task: asked of every task before the first one is settled.
 *
 * @throws {UserError} `missing_outcome`, `unknown_outcome`, `missing_until`, `task_elsewhere`.
 */
export function assertAnswers(task: Task, answer: TaskAnswer): void {
  if (task.status === 'done') return;
  if (task.kind === 'review' && answer.end === 'done') {
    throw new UserError(
      'task_elsewhere',
      `task ${task.id} is a draft: done would not say whether it may leave`,
      `let it leave with: touchline tasks approve ${task.id}\nor do not send it: touchline tasks skip ${task.id}`,
      2,
    );
  }
  if (task.kind === 'settle') {
    throw new UserError(
      'task_elsewhere',
      `task ${task.id} asks what became of a message`,
      `answer it with: touchline settle ${task.touchId ?? 'TOUCH'} --sent (or --not-sent)`,
      2,
    );
  }
  if (task.kind === 'missing' && answer.end === 'done') {
    throw new UserError(
      'task_elsewhere',
      `task ${task.id} asks for what a step lacks: it ends by itself when that is there`,
      `what to do: touchline tasks show ${task.id}\nwithout this step: touchline tasks skip ${task.id}\nwithout the person: touchline stop --prospect ${task.prospectId}`,
      2,
    );
  }
  if (answer.outcome === 'callback' && answer.untilMs === null) {
    throw new UserError(
      'missing_until',
      'when do they want to be called back?',
      '--outcome callback --until 2026-03-05T14:00',
      2,
    );
  }
  if (task.kind !== 'call' || answer.end === 'skipped') return;
  const one = `one of: ${DISPOSITIONS.join(', ')}`;
  if (answer.outcome === null) {
    throw new UserError(
      'missing_outcome',
      `task ${task.id} is a call: how did it end?`,
      `--outcome, ${one}`,
      2,
    );
  }
  if (dispositionIn(answer.outcome) === null) {
    throw new UserError('unknown_outcome', `a call cannot end with "${answer.outcome}"`, one, 2);
  }
}

export async function settleTask(
  to: TaskKeeper,
  task: Task,
  answer: TaskAnswer,
  moment: Moment,
): Promise<SettledTask> {
  const prospect = await to.people.byId(task.prospectId);
  if (prospect === null) throw new UserError('unknown_person', `${task.prospectId} is not known`);
  const ended = { task, prospect, enrollment: null, heldForCall: [], alsoStopped: [] };
  if (task.status === 'done' || (task.status !== 'open' && answer.end === 'skipped')) {
    return { ...ended, did: 'unchanged' };
  }
  const moved = task.status === 'open' ? await moveOn(to, task, prospect, answer, moment) : null;
  const enrollment = moved?.enrollment ?? null;
  const byHand =
    enrollment === null && isTouchOf(task) && answer.end === 'done'
      ? await recordByHand(to, task, prospect, answer, moment)
      : [];
  if (enrollment === null) {
    await to.tasks.close(task.id, answer.end, answer.outcome, answer.note, moment.nowMs);
  }
  const isCallback = enrollment !== null && answer.outcome === 'callback';
  const heldForCall = isCallback ? await holdOthers(to, task, prospect, answer, moment) : [];
  if (task.kind === 'reply') await wakeColleagues(to, prospect, moment);
  // Who waited for the call goes on at once.
  if (!isCallback) await applyPending(to, prospect.id, moment);
  return {
    task: await taskOf(to, task.id),
    prospect,
    did: didOf(task, answer, enrollment !== null, isCallback),
    enrollment,
    heldForCall,
    alsoStopped: moved?.alsoStopped ?? byHand,
  };
}

/** An answer to a reply and an approval are no touches of their own. */
function isTouchOf({ kind }: Task): boolean {
  return kind !== 'reply' && kind !== 'review';
}

function didOf(
  task: Task,
  answer: TaskAnswer,
  hasMoved: boolean,
  isCallback: boolean,
): SettledTask['did'] {
  if (isCallback) return 'called_back';
  if (answer.end === 'skipped' || hasMoved || task.kind === 'reply') return answer.end;
  return 'recorded';
}

/** The enrollment that waits for the task goes on. `null`: none waits for it; an answer may just have ended it. */
async function moveOn(
  to: TaskKeeper,
  task: Task,
  prospect: Prospect,
  answer: TaskAnswer,
  moment: Moment,
): Promise<{
  readonly enrollment: Enrollment;
  readonly alsoStopped: readonly Enrollment[];
} | null> {
  if (task.enrollmentId === null || task.kind === 'reply') return null;
  await applyTo(to, task.enrollmentId, moment);
  const due = await to.store.load(task.enrollmentId);
  const waiting = due?.enrollment.waiting;
  const isAwaited = waiting?.for === 'task' && waiting.taskId === task.id;
  if (due === null || !(isAwaited || task.kind === 'missing')) return null;
  // The others first: should we die in between, they have heard of the answer and the task is still open.
  const alsoStopped = await tellOthers(to, task, prospect, answer, moment);
  const event = { kind: 'task_settled', taskId: task.id, ...answer } as const;
  const applied = await applyEvent(to, due, event, moment);
  return applied === null ? null : { enrollment: applied.decision.next, alsoStopped };
}

/** Somebody who took a call has answered all of their sequences. */
async function tellOthers(
  to: TaskKeeper,
  task: Task,
  prospect: Prospect,
  { end, outcome }: TaskAnswer,
  moment: Moment,
): Promise<readonly Enrollment[]> {
  const said = task.kind === 'call' && end === 'done' ? dispositionIn(outcome) : null;
  const kind = answerOf(said);
  if (said === null || kind === null) return [];
  const signal = callSignal(task, kind, said, '', moment);
  return (await recordSignal(to, prospect, signal, moment)).stopped;
}

/** We reached for the person although the sequence had gone on or ended: it counts, and an answer is an answer. */
async function recordByHand(
  to: TaskKeeper,
  task: Task,
  prospect: Prospect,
  { outcome, note }: TaskAnswer,
  moment: Moment,
): Promise<readonly Enrollment[]> {
  const fact = {
    kind: task.kind === 'call' ? 'call' : 'touch',
    channel: task.channel,
    outcome: task.kind === 'call' ? dispositionIn(outcome) : null,
    text: note ?? (task.kind === 'call' ? null : outcome),
    atMs: moment.nowMs,
    name: `task ${task.id}`,
    ...(task.action === null ? {} : { action: task.action }),
  } as const;
  return (await logFact(to, prospect, fact, moment)).stopped;
}

/** Until the person was called again, no other sequence speaks to them. */
async function holdOthers(
  to: TaskKeeper,
  task: Task,
  prospect: Prospect,
  { untilMs }: TaskAnswer,
  moment: Moment,
): Promise<readonly Enrollment[]> {
  const signal = callSignal(task, 'callback', 'callback', `${untilMs}`, moment);
  return (await recordSignal(to, prospect, signal, moment)).held;
}

function callSignal(
  task: Task,
  kind: SignalKind,
  outcome: Disposition | null,
  which: string,
  { nowMs }: Moment,
): NewSignal {
  return {
    prospectId: task.prospectId,
    kind,
    atMs: nowMs,
    source: 'rep',
    externalId: `task ${task.id} ${kind} ${which}`.trim(),
    channel: 'call',
    details: { touchId: task.id, ...(outcome === null ? {} : { outcome }) },
  };
}
