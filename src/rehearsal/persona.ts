/** One person in a rehearsal: what they do as it was written, and what the engine does with them, line by line. */
import { addDuration, WORK_WEEK } from '../core/time/calendar.ts';
import type { Decision } from '../core/decide/decision.ts';
import type { Duration } from '../core/time/duration.ts';
import type { Enrollment } from '../core/enrollment.ts';
import type { Channel } from '../core/sequence.ts';
import type { SignalDetails } from '../core/signal.ts';
import type { Disposition, NewTask } from '../core/task.ts';
import { instantIn } from '../core/time/written-instant.ts';
import type { RehearsedAct, SequenceCase } from '../definition/cases/test-file.ts';
import type { TaskAnswer } from '../usecases/tasks/settle-task.ts';
import { endTask, hear } from './acts.ts';
import type { Rehearsal } from './rehearsal.ts';

export interface HappenedLine {
  readonly did: 'step' | 'skipped' | 'open';
  readonly atMs: number;
  /** With its sequence in front where that is another one: `reactivation/hello`. */
  readonly step: string;
  readonly channel: Channel | null;
  readonly mailbox: string | null;
  readonly outcome: string | null;
  /** Why it was skipped. */
  readonly because: string | null;
}

const NEXT_DAY: Duration = { amount: 1, unit: 'business_day' };

export class Persona {
  /** In order; tasks that are open at the end are not among them. */
  readonly happened: HappenedLine[] = [];
  /** Acts that wait for their step. */
  readonly waiting: Set<RehearsedAct>;
  readonly #rehearsal: Rehearsal;
  readonly #case: SequenceCase;
  readonly #zone: string;
  readonly #sequence: string;
  readonly #open = new Map<string, NewTask>();
  readonly #visits = new Map<string, number>();

  constructor(rehearsal: Rehearsal, of: SequenceCase, zone: string, sequence: string) {
    this.#rehearsal = rehearsal;
    this.#case = of;
    this.#zone = zone;
    this.#sequence = sequence;
    this.waiting = new Set(of.acts.filter(({ when }) => when.kind === 'after'));
  }

  /** Notes what is to be done at a time of its own. */
  begin(prospectId: string): void {
    for (const [index, act] of this.#case.acts.entries()) {
      if (act.when.kind !== 'at') continue;
      const atMs = instantIn(act.when.time, this.#zone);
      this.#rehearsal.note(atMs, () => this.#do(act, index, prospectId));
    }
  }

  read(decision: Decision): void {
    const { next, activities, openedTasks, closedTasks, recordedTouches } = decision;
    for (const { type, atMs, step, channel, summary } of activities) {
      if (step === null) continue;
      if (type === 'touch_sent')
        this.#line(next, {
          did: 'step',
          atMs,
          step,
          channel,
          mailbox: channel === 'email' ? next.mailbox : null,
        });
      if (type === 'step_skipped')
        this.#line(next, { did: 'skipped', atMs, step, channel, because: summary });
    }
    for (const { taskId } of closedTasks) this.#open.delete(taskId);
    for (const { step, channel, outcome, plannedAtMs } of recordedTouches) {
      this.#line(next, { did: 'step', atMs: plannedAtMs, step, channel, outcome });
    }
    if (next.status === 'finished') this.#open.clear();
    for (const task of openedTasks) this.#takeUp(task);
  }

  /** What is still to be done by somebody. */
  leftOpen(): readonly HappenedLine[] {
    return [...this.#open.values()].map(({ step, channel, openedAtMs, sequence }) => ({
      ...BLANK,
      did: 'open',
      atMs: openedAtMs,
      step: this.#stepName(sequence ?? this.#sequence, step ?? ''),
      channel,
    }));
  }

  #line(
    { sequence, prospectId }: Enrollment,
    line: Partial<HappenedLine> & Pick<HappenedLine, 'did' | 'atMs' | 'step'>,
  ): void {
    const step = this.#stepName(sequence, line.step);
    this.happened.push({ ...BLANK, ...line, step });
    if (line.did === 'step') this.#follow(step, 'signal', prospectId);
  }

  #stepName(sequence: string, step: string): string {
    return sequence === this.#sequence ? step : `${sequence}/${step}`;
  }

  /** What comes so long after a step; it comes once, after its first visit. */
  #follow(step: string, kind: RehearsedAct['kind'], prospectId: string): void {
    for (const [index, act] of this.#case.acts.entries()) {
      const { when } = act;
      if (act.kind !== kind || when.kind !== 'after' || when.step !== step) continue;
      if (!this.waiting.delete(act)) continue;
      const atMs = addDuration(this.#rehearsal.nowMs(), when.wait, this.#zone, WORK_WEEK);
      this.#rehearsal.note(atMs, () => this.#do(act, index, prospectId));
    }
  }

  async #do(act: RehearsedAct, index: number, prospectId: string): Promise<void> {
    if (act.kind === 'signal') {
      const { signal: kind, channel } = act;
      const name = `act ${index}`;
      await hear(this.#rehearsal, {
        prospectId,
        kind,
        channel,
        details: this.#detailsOf(act),
        name,
      });
      return;
    }
    for (const task of this.#open.values()) {
      if (task.step !== act.step) continue;
      const outcome = act.outcome ?? (task.kind === 'call' ? 'no_answer' : null);
      const untilMs = act.until === null ? null : instantIn(act.until, this.#zone);
      const end = act.isSkipped ? 'skipped' : 'done';
      await this.#end(task, { end, outcome, note: null, untilMs });
    }
  }

  #detailsOf({
    text,
    intent,
    returns,
    bounce,
  }: Extract<RehearsedAct, { kind: 'signal' }>): SignalDetails {
    return {
      ...(text === null ? {} : { text }),
      ...(intent === null ? {} : { intent }),
      ...(returns === null ? {} : { returnAtMs: instantIn(returns, this.#zone) }),
      ...(bounce === null ? {} : { bounce }),
    };
  }

  /** What asks for a field or a look stays open: that is what the test is to show. */
  #takeUp(task: NewTask): void {
    this.#open.set(task.id, task);
    const step = task.step ?? '';
    this.#follow(step, 'task', task.prospectId);
    const { taskAfter } = this.#case;
    if (
      this.#isNamed(task) ||
      taskAfter === null ||
      task.kind === 'missing' ||
      task.kind === 'settle'
    )
      return;
    const atMs = addDuration(this.#rehearsal.nowMs(), taskAfter, this.#zone, WORK_WEEK);
    this.#rehearsal.note(atMs, () => this.#end(task, this.#answerOf(task)));
  }

  #answerOf({ kind, step }: NewTask): TaskAnswer {
    const outcome = kind === 'call' ? this.#disposition(step ?? '') : null;
    return { end: 'done', outcome, note: null, untilMs: null };
  }

  #disposition(step: string): Disposition {
    const visit = this.#visits.get(step) ?? 0;
    this.#visits.set(step, visit + 1);
    const outcomes = this.#case.outcomes.get(step) ?? [];
    return outcomes[visit] ?? outcomes.at(-1) ?? 'no_answer';
  }

  /** Who asks to be called again is called again, at the time they named or on the next business day. */
  async #end(task: NewTask, answer: TaskAnswer): Promise<void> {
    if (!this.#open.has(task.id)) return;
    if (answer.outcome !== 'callback') {
      await endTask(this.#rehearsal, task.id, answer);
      return;
    }
    const nowMs = this.#rehearsal.nowMs();
    const untilMs = answer.untilMs ?? addDuration(nowMs, NEXT_DAY, this.#zone, WORK_WEEK);
    await endTask(this.#rehearsal, task.id, { ...answer, untilMs });
    if (this.#isNamed(task)) return;
    this.#rehearsal.note(untilMs, () => this.#end(task, this.#answerOf(task)));
  }

  /** An act says what becomes of it. */
  #isNamed({ step }: NewTask): boolean {
    return this.#case.acts.some((act) => act.kind === 'task' && act.step === step);
  }
}

const BLANK = { channel: null, mailbox: null, outcome: null, because: null };
