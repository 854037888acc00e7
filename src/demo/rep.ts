/** The rep of the demo: twice a working day she works through what is due, and logs what she finds on LinkedIn. */
import { MINUTE_MS } from '../core/time/duration.ts';
import { invariant } from '../core/invariant.ts';
import { toLocal } from '../core/time/local-time.ts';
import type { Prospect } from '../core/person/prospect.ts';
import type { Stores } from '../ports/stores.ts';
import type { Task } from '../ports/task-store.ts';
import type { Deciding } from '../runner/engine.ts';
import { logFact, type Fact } from '../usecases/signals/log-fact.ts';
import { settleTask } from '../usecases/tasks/settle-task.ts';
import { instantOf, type DemoClock } from './demo-clock.ts';
import { CALLS, LINKEDIN_REPLIES, MEETINGS, REP, type Call } from './script.ts';

/** She needs so long for each task. */
const TASK_MS = 4 * MINUTE_MS;
/** Local hours in which she calls and texts. */
const CALL_HOURS = [9, 18] as const;

export interface Doing {
  readonly engine: Deciding;
  readonly stores: Stores;
  readonly clock: DemoClock;
  readonly people: readonly Prospect[];
}

/** After this a person must not get anything more. */
export interface Stop {
  readonly prospectId: string;
  readonly atMs: number;
  readonly how: string;
}

export class Rep {
  readonly #doing: Doing;
  readonly #calls = new Map<string, number>();
  /** What she heard herself, on whatever channel. */
  readonly stops: Stop[] = [];

  constructor(doing: Doing) {
    this.#doing = doing;
  }

  /** Moves the clock by what the work takes. */
  async work(): Promise<void> {
    const { clock, stores } = this.#doing;
    await this.#readLinkedin();
    for (const task of await stores.tasks.open(REP.id)) {
      if (!this.#isFor(task)) continue;
      await this.#do(task);
      clock.moveTo(clock.nowMs() + TASK_MS);
    }
  }

  #isFor(task: Task): boolean {
    const nowMs = this.#doing.clock.nowMs();
    if ((task.snoozedUntilMs ?? 0) > nowMs) return false;
    if (task.kind !== 'call' && task.kind !== 'sms') return true;
    const { minute } = toLocal(this.#person(task.prospectId).zone ?? 'UTC', nowMs);
    return CALL_HOURS[0] * 60 <= minute && minute < CALL_HOURS[1] * 60;
  }

  async #do(task: Task): Promise<void> {
    const person = this.#person(task.prospectId);
    if (task.kind === 'reply') await this.#answer(task, person);
    else if (task.kind === 'call') await this.#call(task, person);
    else await this.#settle(task, null);
  }

  /** She writes back from her own mail program, and the meeting that comes of it is logged. */
  async #answer(task: Task, person: Prospect): Promise<void> {
    await this.#settle(task, null);
    await this.#log(person, 'touch', 'email', 'answered by hand');
    const meeting = MEETINGS[person.name ?? ''];
    if (meeting !== undefined) await this.#log(person, 'meeting', null, meeting);
  }

  async #call(task: Task, person: Prospect): Promise<void> {
    const name = person.name ?? '';
    const tries = this.#calls.get(name) ?? 0;
    this.#calls.set(name, tries + 1);
    const call: Call = CALLS[name]?.[tries] ?? { outcome: 'no_answer', note: null };
    const how = STOPPING[call.outcome];
    if (how !== undefined) this.#hear(person, how);
    await this.#settle(task, call);
  }

  /** As `touchline tasks done` does. */
  async #settle(task: Task, call: Call | null): Promise<void> {
    const answer = {
      end: 'done',
      outcome: call?.outcome ?? null,
      note: call?.note ?? null,
      untilMs: call?.until === undefined ? null : instantOf(call.until),
    } as const;
    await settleTask(this.#keeper(), task, answer, this.#moment());
  }

  async #readLinkedin(): Promise<void> {
    const { clock, people } = this.#doing;
    for (const { at, name, text } of LINKEDIN_REPLIES) {
      const person = people.find((each) => each.name === name);
      invariant(person !== undefined, `${name} is on the list`);
      if (instantOf(at) !== clock.nowMs()) continue;
      this.#hear(person, 'answered on LinkedIn');
      await this.#log(person, 'reply', 'linkedin', text);
      clock.moveTo(clock.nowMs() + TASK_MS);
    }
  }

  /** As `touchline log` does. */
  async #log(person: Prospect, kind: Fact['kind'], channel: Fact['channel'], text: string) {
    const fact = { kind, channel, outcome: null, text, atMs: this.#doing.clock.nowMs() };
    await logFact(this.#keeper(), person, fact, this.#moment());
  }

  #keeper() {
    const { engine, stores } = this.#doing;
    const { signals, enrollments, inbound, tasks, people } = stores;
    return { ...engine, signals, enrollments, inbound, tasks, people };
  }

  #moment() {
    return { nowMs: this.#doing.clock.nowMs(), slept: null };
  }

  #hear(person: Prospect, how: string): void {
    this.stops.push({ prospectId: person.id, atMs: this.#doing.clock.nowMs(), how });
  }

  #person(id: string): Prospect {
    const person = this.#doing.people.find((each) => each.id === id);
    invariant(person !== undefined, `${id} is on the list`);
    return person;
  }
}

/** Dispositions after which nothing may follow. */
const STOPPING: Readonly<Record<string, string>> = {
  connected: 'picked up the phone',
  not_interested: 'said no on the phone',
  meeting_booked: 'booked a meeting on the phone',
};
