/**
 * When does a condition turn false by itself? A daemon looks about twice a minute and skips its step then, however full the mailbox that it
 * waits for, and whatever is true a minute later.
 */
import { asksStanding, asksTime, questionsOfNow } from '../core/condition-paths.ts';
import { evaluate, type Condition } from '../core/condition.ts';
import { DAY_MS } from '../core/time/duration.ts';
import type { Due } from '../ports/engine-store.ts';
import { undrafted } from '../runner/composing/drafted.ts';
import { factsFor } from '../runner/composing/message.ts';
import { prepare, type Prepared } from '../runner/deciding/context.ts';
import type { Engine } from '../runner/engine.ts';
import { conditionAt, READ_AHEAD } from '../runner/sending/lane.ts';
import { scoreOf } from '../score/score.ts';
import { ClockTurns } from './clock-turns.ts';

/** What is asked of a day ahead says nothing of what is written then. */
const FACTS_ONLY = { factsFor, draftOf: () => undrafted(null) };

interface Look {
  /** Revisions of the enrollment and of the person. */
  readonly of: string;
  /** It is not false until then; later nobody has looked. */
  readonly untilMs: number;
  /** As long as it is not false it is true, and not only unknown. */
  readonly isTrue: boolean;
}

export class Fading {
  readonly #engine: Engine;
  /** By enrollment. */
  readonly #looks = new Map<string, Look>();
  readonly #turns = new ClockTurns();

  constructor(engine: Engine) {
    this.#engine = { ...engine, renderer: FACTS_ONLY };
  }

  /** When somebody must be looked at of those who are next in line: who is not true any more, or nobody has looked further ahead. */
  async nextMs(lane: string, nowMs: number): Promise<number> {
    let nextMs = Infinity;
    for (const due of await this.#engine.store.due(lane, nowMs, READ_AHEAD)) {
      const { sequence } = await this.#engine.versions.of(due.enrollment.version);
      const condition = conditionAt(sequence, due.enrollment);
      if (condition === null) continue;
      const { untilMs } = await this.#lookAt(due, condition, nowMs);
      nextMs = Math.min(nextMs, untilMs);
    }
    return nextMs;
  }

  /** Whether it is surely true then: asked again at each look of the runner, it cost as much as all the rest. */
  async isStillTrue(due: Due, condition: Condition, nowMs: number): Promise<boolean> {
    return (await this.#lookAt(due, condition, nowMs)).isTrue;
  }

  async #lookAt(due: Due, condition: Condition, nowMs: number): Promise<Look> {
    const { id, revision } = due.enrollment;
    const of = `${revision} ${due.prospect.revision}`;
    const known = this.#looks.get(id);
    if (known?.of === of && nowMs < known.untilMs) return known;
    // All look up to the same midnight, so that they are looked at again together.
    const midnightMs = (Math.floor(nowMs / DAY_MS) + 2) * DAY_MS;
    const horizonMs = asksTime(condition) ? midnightMs : Infinity;
    const { context } = await this.#askedAt(due, nowMs);
    const isTrue = evaluate(condition, context.facts).value === true;
    const untilMs = await this.#firstFalse(due, condition, nowMs, horizonMs);
    const look = { of, untilMs, isTrue };
    this.#looks.set(id, look);
    return look;
  }

  #askedAt(due: Due, nowMs: number): Promise<Prepared> {
    return prepare(this.#engine, due, { nowMs, slept: null });
  }

  /** From turn to turn of what it asks; between two of them it says the same. */
  async #firstFalse(
    due: Due,
    condition: Condition,
    fromMs: number,
    horizonMs: number,
  ): Promise<number> {
    const questions = questionsOfNow(condition);
    const who = `${due.enrollment.id} ${due.enrollment.revision}`;
    for (let atMs = fromMs; ;) {
      const { context } = await this.#askedAt(due, atMs);
      const { facts, zone } = context;
      if (evaluate(condition, facts).value === false) return atMs;
      const turnMs = this.#turns.after(atMs, horizonMs, { questions, who, facts, zone });
      atMs = asksStanding(condition) ? await this.#scoreTurnMs(due, atMs, turnMs) : turnMs;
      if (atMs >= horizonMs) return horizonMs;
    }
  }

  /** The first instant at which they have another score, `untilMs` at the latest: it fades as long as nothing is heard of them. */
  async #scoreTurnMs({ prospect: { id } }: Due, fromMs: number, untilMs: number): Promise<number> {
    const { engagement, settings } = this.#engine;
    const heard = (await engagement.heardFrom([id])).get(id) ?? [];
    const tenthsAt = (atMs: number): number => scoreOf(heard, settings.score, atMs).tenths;
    const tenths = tenthsAt(fromMs);
    if (tenthsAt(untilMs) === tenths) return untilMs;
    let [before, turned] = [fromMs, untilMs];
    while (turned - before > 1) {
      const middle = Math.floor((before + turned) / 2);
      if (tenthsAt(middle) === tenths) before = middle;
      else turned = middle;
    }
    return turned;
  }
}
