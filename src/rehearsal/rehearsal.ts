/**
 * The real engine on a virtual clock: the runner's own tick over a store in memory, a channel that accepts everything, mailboxes that are
 * always heard. Between two instants at which something can happen nothing is done, so weeks take as long as their events.
 */
import { MINUTE_MS } from '../core/time/duration.ts';
import { asksTime } from '../core/condition-paths.ts';
import type { Decision, Wake } from '../core/decide/decision.ts';
import { nextMailboxDay } from '../core/budget.ts';
import type { Enrollment } from '../core/enrollment.ts';
import type { NewEnrollment } from '../ports/enrollment-store.ts';
import type { RehearsalStores } from '../ports/stores.ts';
import { conditionAt } from '../runner/sending/lane.ts';
import { dayOf, laneVerdict } from '../runner/sending/lane-verdict.ts';
import { Ears } from '../runner/hearing/ears.ts';
import type { Engine, Renderer } from '../runner/engine.ts';
import type { Moment } from '../runner/deciding/context.ts';
import { Prober } from '../runner/sending/prober.ts';
import { emptyReport } from '../runner/report.ts';
import { linesOf, type LineSettings, type RunnerSettings } from '../runner/settings.ts';
import { tick, type Senses } from '../runner/tick.ts';
import type { TaskKeeper } from '../usecases/tasks/settle-task.ts';
import { Agenda } from './agenda.ts';
import { engineOver } from './engine-over.ts';
import { Fading } from './fading.ts';
import { renderOnce } from './render-once.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What could leave and did not is looked at again, as by a daemon. */
const LOOK_AGAIN_MS = MINUTE_MS;
/** A step that is due again and again at one instant is a fault of ours. */
const PASSES_MOST = 10_000;
/** Work that needs no mailbox. */
const FREE = '';

export interface RehearsalOptions {
  /** Empty, and its only user's. */
  readonly stores: RehearsalStores;
  readonly settings: RunnerSettings;
  readonly startMs: number;
  /** Told of every decision that was committed, in order. */
  readonly observe: (decision: Decision) => void;
  /** Who says what a step says; absent: the words are those of the runner. */
  readonly renderer?: Renderer;
}

export class Rehearsal {
  readonly stores: RehearsalStores;
  readonly engine: Engine;
  /** What the runner had to say: failures. */
  readonly said: string[] = [];
  readonly #clock: VirtualClock;
  readonly #agenda = new Agenda<() => Promise<void>>();
  readonly #senses: Senses;
  readonly #report = emptyReport();
  readonly #keeper: TaskKeeper;
  /** What a line leaves from, by lane; `null`: what needs none. */
  readonly #lanes: ReadonlyMap<string, LineSettings | null>;
  /** Lanes in which somebody is due at a step that needs no mailbox when its condition is false. */
  readonly #toSkipIn = new Set<string>();
  readonly #fading: Fading;
  /** Lanes that somebody has left by what people did: who was too far behind to be looked at may have come up. */
  readonly #shortened = new Set<string>();
  #isActing = false;
  /** Somebody has come to a condition, and to one that time alone may change. */
  #asks = false;
  #asksTime = false;
  /** When a lane can next do something; those that are absent are to be asked. */
  readonly #nextMs = new Map<string, number>();

  constructor({ stores, settings, startMs, observe, renderer }: RehearsalOptions) {
    this.stores = stores;
    this.#clock = new VirtualClock(startMs);
    this.engine = engineOver(stores, settings, {
      clock: this.#clock,
      renderer: renderer ?? renderOnce(),
      enrolling: (added) => this.#enrolling(added),
      decided: (decision) => {
        this.#decided(decision);
        observe(decision);
      },
      isStillTrue: (due, condition, nowMs) => this.#fading.isStillTrue(due, condition, nowMs),
      say: (line) => this.said.push(line),
    });
    const { tasks, people, signals } = stores;
    this.#keeper = { ...this.engine, signals, tasks, people };
    const lines = linesOf(this.engine.settings).map((line) => [line.id, line] as const);
    this.#lanes = new Map([[FREE, null], ...lines]);
    this.#fading = new Fading(this.engine);
    this.#senses = { ears: new Ears(this.engine), prober: new Prober(this.engine) };
  }

  nowMs(): number {
    return this.#clock.nowMs();
  }

  moment(): Moment {
    return { nowMs: this.nowMs(), slept: null };
  }

  /** Everything that people's commands work with: what they do binds at once. */
  keeper(): TaskKeeper {
    return this.#keeper;
  }

  /** Somebody does something then; what has passed is done now. */
  note(atMs: number, act: () => Promise<void>): void {
    this.#agenda.note(Math.max(atMs, this.nowMs()), act);
  }

  /**
   * Lives until the instant, or until nothing is left to happen.
   *
   * @returns Whether something is still to come after it.
   */
  async play(untilMs: number): Promise<boolean> {
    for (;;) {
      await this.#work();
      const nextMs = Math.min(this.#agenda.nextMs(), ...this.#nextMs.values());
      if (nextMs > untilMs) {
        if (nextMs !== Infinity) this.#clock.jumpTo(untilMs);
        return nextMs !== Infinity;
      }
      this.#clock.jumpTo(nextMs);
      this.#isActing = true;
      for (let act = this.#agenda.take(nextMs); act !== null; act = this.#agenda.take(nextMs)) {
        await act();
      }
      this.#isActing = false;
    }
  }

  /** Ticks as long as something moves; what is due and waits for its mailbox stays. */
  async #work(): Promise<void> {
    for (let pass = 0; pass < PASSES_MOST; pass++) {
      await this.#ask();
      const due = [...this.#lanes].filter(([lane]) => this.#next(lane) <= this.nowMs());
      if (due.length === 0) return;
      const hasMoved = await this.#tick(due.flatMap(([, line]) => line ?? []));
      for (const [lane] of due) this.#nextMs.delete(lane);
      if (hasMoved) continue;
      await this.#ask();
      this.#putOff();
    }
  }

  /** The mailboxes one after the other: whose message is first at an instant must not hang on what is read faster. */
  async #tick(mailboxes: readonly LineSettings[]): Promise<boolean> {
    const turns = mailboxes.length === 0 ? [[]] : mailboxes.map((each) => [each]);
    let hasMoved = false;
    for (const each of turns) {
      const moved = await tick(this.engine, this.#senses, this.#report, NEVER, each);
      hasMoved ||= moved;
    }
    return hasMoved;
  }

  #next(lane: string): number {
    return this.#nextMs.get(lane) ?? Infinity;
  }

  /** Nothing moved although it seemed due: the gate stays shut for a while. */
  #putOff(): void {
    for (const [lane, atMs] of this.#nextMs) {
      if (atMs <= this.nowMs()) this.#nextMs.set(lane, this.nowMs() + LOOK_AGAIN_MS);
    }
  }

  async #ask(): Promise<void> {
    for (const [lane, line] of this.#lanes) {
      if (this.#nextMs.has(lane)) continue;
      const dueMs = (await this.engine.store.nextDueAtMs([lane])) ?? Infinity;
      const needsMailbox = line !== null && !this.#toSkipIn.delete(lane);
      const opensMs = needsMailbox ? await this.#opensAtMs(line, dueMs) : dueMs;
      const nextMs = Math.max(dueMs, opensMs);
      const waits = dueMs <= this.nowMs() && this.nowMs() < nextMs;
      const mayFade = this.#shortened.delete(lane) || this.#asksTime;
      const fadesMs = waits && mayFade ? await this.#fading.nextMs(lane, this.nowMs()) : Infinity;
      this.#nextMs.set(lane, Math.min(nextMs, fadesMs));
    }
  }

  /** When the mailbox may send again, as far as is known now. */
  async #opensAtMs(mailbox: LineSettings, dueMs: number): Promise<number> {
    if (dueMs === Infinity) return Infinity;
    const nowMs = this.nowMs();
    const record = await this.engine.state.mailbox(mailbox.id, dayOf(mailbox, nowMs));
    const facts = { record, source: null, maxInboxAgeMs: this.engine.settings.maxInboxAgeMs };
    const verdict = laneVerdict(mailbox, facts, nowMs);
    if (verdict.open) return nowMs;
    // A breaker judges a week of the mailbox's days.
    return verdict.rule === 'breaker'
      ? nextMailboxDay(mailbox.limits, nowMs)
      : (verdict.clearsAtMs ?? Infinity);
  }

  /** Where the person was and where they go, the lanes are to be asked anew. */
  #decided(decision: Decision): void {
    const { mailbox } = decision.next;
    if (decision.wake !== null) this.#noteSkip(decision.next, decision.wake);
    this.#nextMs.delete(FREE);
    if (mailbox !== null) this.#nextMs.delete(mailbox);
    const hasLeft = decision.next.status === 'finished' || decision.next.status === 'paused';
    if (this.#asks && this.#isActing && hasLeft && mailbox !== null) this.#shortened.add(mailbox);
    for (const { id } of this.engine.settings.gateways) this.#nextMs.delete(id);
    for (const { enrollment, wake } of decision.begun) {
      this.#noteSkip(enrollment, wake);
      this.#nextMs.delete(wake.lane);
    }
  }

  async #enrolling(added: readonly NewEnrollment[]): Promise<void> {
    for (const { enrollment, wake } of added) {
      await this.engine.versions.of(enrollment.version);
      this.#noteSkip(enrollment, wake);
    }
    this.#nextMs.clear();
  }

  /** Its condition is asked when the step is due, whether or not the mailbox may send then. */
  #noteSkip(who: Pick<Enrollment, 'version' | 'cursor'>, { atMs, lane }: Wake): void {
    const known = this.engine.versions.known(who.version);
    const condition = known === null ? null : conditionAt(known.sequence, who);
    // Who was moved to a version may be the first: it was not read yet.
    if (known !== null && condition === null) return;
    this.#asks = true;
    this.#asksTime ||= condition === null || asksTime(condition);
    this.note(atMs, async () => {
      this.#toSkipIn.add(lane);
      this.#nextMs.delete(lane);
    });
  }
}

const NEVER = { soon: new AbortController().signal, now: new AbortController().signal };
